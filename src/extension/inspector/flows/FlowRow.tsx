import { counted, OUTCOMES, PROTOCOLS } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { MiddleEllipsis } from '../parts/MiddleEllipsis.tsx';
import { type RecordedFlow, startOf } from '../state/inspected-flows.ts';
import { dateAndTime, timeOfDay } from '../time.ts';
import { capitalised, TONES } from '../words.ts';

interface Props {
  readonly recorded: RecordedFlow;
  readonly domId: string;
  readonly position: number;
  readonly count: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}

/** One flow: when, which protocol, which client, how it ended, how much is wrong. */
export function FlowRow({ recorded, domId, position, count, selected, onSelect }: Props) {
  const { flow, inspection, failure } = recorded;
  const start = startOf(flow);
  const outcome = inspection?.outcome.kind;
  const tone = failure ? 'bad' : outcome ? TONES[outcome] : 'neutral';
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the listbox, which names the active option
    <div
      class="flow-row"
      role="option"
      id={domId}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={count}
      data-testid="flow-row"
      data-flow={flow.id}
      data-outcome={outcome}
      onClick={onSelect}
    >
      <div class="flow-line">
        {start !== undefined && (
          <time class="flow-time" dateTime={new Date(start).toISOString()} title={dateAndTime(start)}>
            {timeOfDay(start)}
          </time>
        )}
        {inspection && <span class="flow-protocol">{PROTOCOLS[inspection.protocol]}</span>}
        <span class="flow-client">
          {inspection?.client === undefined ? (
            inspection && 'client not seen'
          ) : (
            <MiddleEllipsis text={inspection.client} />
          )}
        </span>
      </div>
      <div class="flow-line">
        <span class={`flow-outcome tone-${tone}`}>
          <Icon name={failure || (outcome && outcome !== 'unfinished') ? tone : 'pending'} />
          <span class="flow-outcome-words">
            {failure ? 'Not inspected' : outcome ? capitalised(OUTCOMES[outcome]) : 'Reading…'}
          </span>
        </span>
        <SeverityCount recorded={recorded} severity="error" />
        <SeverityCount recorded={recorded} severity="warning" />
      </div>
    </div>
  );
}

function SeverityCount({ recorded, severity }: { recorded: RecordedFlow; severity: 'error' | 'warning' }) {
  const count = recorded.inspection?.findings.filter((finding) => finding.severity === severity).length ?? 0;
  if (count === 0) return null;
  return (
    <span class={`count severity-${severity}`} title={counted(count, severity)}>
      <Icon name={severity} />
      {count}
      <span class="off-screen"> {severity === 'error' ? 'errors' : 'warnings'}</span>
    </span>
  );
}
