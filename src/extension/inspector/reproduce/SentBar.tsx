import { OUTCOMES } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import type { RecordedFlow } from '../state/inspected-flows.ts';
import { type Sent, useReproduce } from './reproduce-context.ts';

interface Props {
  readonly sent: Sent;
  /** What was recorded of it so far. */
  readonly again: RecordedFlow | undefined;
  readonly onCompare: (again: RecordedFlow) => void;
}

/** What came of a request that was sent again, and the way to compare it with the flow that it is from. */
export function SentBar({ sent, again, onCompare }: Props) {
  const { forget } = useReproduce();
  const outcome = again?.inspection?.outcome.kind;
  return (
    <div class="notice notice-quiet" data-testid="sent-bar">
      <span role="status">
        <Icon name="info" />{' '}
        {again === undefined
          ? 'The request was opened in a tab. Sign in there; its flow is recorded.'
          : `The request was sent again: ${outcome === undefined ? 'reading its flow' : OUTCOMES[outcome]}.`}
      </span>{' '}
      {again && (
        <button type="button" class="button" data-testid="sent-compare" onClick={() => onCompare(again)}>
          Compare with the {sent.file === undefined ? 'first' : 'imported'} one
        </button>
      )}{' '}
      <button type="button" class="button" data-testid="sent-forget" onClick={forget}>
        Done
      </button>
    </div>
  );
}

/** The flow of a request that was sent again: the newest of its tab. */
export function flowOfSent(
  sent: Sent | undefined,
  recorded: readonly RecordedFlow[],
): RecordedFlow | undefined {
  return sent && recorded.find(({ flow }) => flow.tab?.id === sent.tab && flow.tab.frame === 0);
}
