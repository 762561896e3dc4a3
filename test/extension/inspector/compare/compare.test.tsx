import { describe, expect, it } from 'vitest';
import { Compare } from '../../../../src/extension/inspector/compare/Compare.tsx';
import { withOthers } from '../../../../src/extension/inspector/compare/flow-choices.ts';
import type { RecordedFlow } from '../../../../src/extension/inspector/state/inspected-flows.ts';
import { markup, visibleText } from '../rendering.ts';
import { CODE, SAMPLES } from '../samples.ts';

function compare(flows: readonly RecordedFlow[]) {
  const [selected] = flows;
  if (!selected) throw new Error('There is no flow.');
  return (
    <Compare
      selected={selected}
      sources={[{ name: 'Recording', flows }]}
      onSelect={() => {}}
      onClose={() => {}}
    />
  );
}

describe('Compare', () => {
  it('chooses a flow of the same application that ended otherwise, and says what differs', () => {
    const html = markup(compare(SAMPLES));
    expect(html).toMatch(/data-testid="compare-right".*<option selected value="0 followed">/s);
    const text = visibleText(compare(SAMPLES));
    expect(text).toContain('How it ended refused by the browser signed in');
  });

  it('prefers the one that worked to a newer one that failed otherwise', () => {
    const [refused, followed] = SAMPLES;
    if (!refused?.inspection || !followed) throw new Error('There is no flow.');
    const cancelled: RecordedFlow = {
      flow: { ...refused.flow, id: 'cancelled' },
      inspection: { ...refused.inspection, outcome: { kind: 'cancelled', summary: 'The user cancelled.' } },
    };
    expect(visibleText(compare([refused, cancelled, followed]))).toContain(
      'How it ended refused by the browser signed in',
    );
  });

  it('takes one flow from a file and one from the recording, of whatever ids', () => {
    const [refused, followed] = SAMPLES;
    if (!refused || !followed) throw new Error('There is no flow.');
    const sources = [
      { name: 'ticket.har', flows: [refused] },
      { name: 'Recording', flows: [{ ...followed, flow: { ...followed.flow, id: refused.flow.id } }] },
    ];
    const html = markup(
      <Compare selected={refused} sources={sources} onSelect={() => {}} onClose={() => {}} />,
    );
    expect(html).toContain('<optgroup label="ticket.har"><option selected value="0 refused">');
    expect(html).toMatch(/compare-right.*<option selected value="1 refused">/s);
    expect(html).toContain('How it ended');
  });

  it('shows no secret', () => {
    expect(markup(compare(SAMPLES))).not.toContain(CODE);
  });

  it('says what to do where there is one flow only', () => {
    expect(visibleText(compare(SAMPLES.slice(0, 1)))).toContain('Sign in a second time');
  });
});

describe('flows that were sent again', () => {
  const [first, second] = SAMPLES;

  it('are a source of their own where no other has them', () => {
    if (!first || !second) throw new Error('There is no flow.');
    const sources = [{ name: 'Recording', flows: [first] }];
    expect(withOthers(sources, 'Sent again', [first, second])).toEqual([
      ...sources,
      { name: 'Sent again', flows: [second] },
    ]);
  });
});
