import { Icon } from '../parts/Icon.tsx';
import { MiddleEllipsis } from '../parts/MiddleEllipsis.tsx';
import { type RecordedFlow, startOf } from '../state/recording-store.ts';
import { timeOfDay } from '../time.ts';
import { counted, OUTCOMES, PROTOCOLS } from '../words.ts';

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
  const outcome = inspection && OUTCOMES[inspection.outcome.kind];
  const icon = inspection?.outcome.kind === 'unfinished' ? 'pending' : (outcome?.tone ?? 'pending');
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
      data-outcome={inspection?.outcome.kind}
      onClick={onSelect}
    >
      <div class="flow-line">
        {start !== undefined && (
          <time
            class="flow-time"
            dateTime={new Date(start).toISOString()}
            title={new Date(start).toLocaleString()}
          >
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
        <span class={`flow-outcome tone-${failure ? 'bad' : (outcome?.tone ?? 'neutral')}`}>
          <Icon name={failure ? 'bad' : icon} />
          <span class="flow-outcome-words">{failure ? 'Not inspected' : (outcome?.words ?? 'Reading…')}</span>
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
