import { CopyButton } from '../parts/CopyButton.tsx';
import { HopLink } from '../parts/HopLink.tsx';
import { NamedValue } from '../parts/NamedValue.tsx';
import type { Refusal } from '../refusal.ts';

interface Props {
  readonly refusal: Refusal;
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
}

/** The hop that form-action refuses, by which directive, and what to register. */
export function RefusedCard({ refusal, numbers, onHop }: Props) {
  const { block, happened, firefoxFollows, register } = refusal;
  const number = numbers.get(block.hop);
  return (
    <section
      class={happened ? 'refused-card' : 'refused-card would'}
      data-testid="refused-card"
      data-hop={block.hop}
      aria-label={happened ? 'Refused redirect' : 'Redirect that Chromium would refuse'}
    >
      <dl>
        <dt>{happened ? 'Chromium refused' : 'Chromium would refuse'}</dt>
        <dd>
          <HopLink number={number} onOpen={() => onHop(block.hop)} />{' '}
          <strong class="mono">
            <NamedValue name="refused URL" value={block.url} />
          </strong>
        </dd>
        <dt>Because of</dt>
        <dd class="mono">
          <NamedValue name="directive" value={block.directive} />
        </dd>
        <dt>{register.label}</dt>
        <dd>
          <span class="mono copyable">{register.value}</span>{' '}
          <CopyButton value={register.value} what={register.label} />
        </dd>
        <dt>Firefox</dt>
        <dd>
          {firefoxFollows
            ? `Firefox ${happened ? 'would follow' : 'follows'} it: there, only the form’s own target is checked.`
            : 'Firefox refuses it too.'}
        </dd>
      </dl>
    </section>
  );
}
