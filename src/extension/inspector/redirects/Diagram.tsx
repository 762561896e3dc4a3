import { useMemo, useRef } from 'preact/hooks';
import type { Sequence, SequenceStep } from '../../../core/sequence/index.ts';
import type { Refusal } from '../refusal.ts';
import { DiagramRow } from './DiagramRow.tsx';
import { lifelines } from './lifelines.ts';
import { ParticipantHeads } from './ParticipantHeads.tsx';
import { stepKey } from './step-key.ts';
import type { KindHeights } from './use-heights.ts';
import { useSteps } from './use-steps.ts';
import './diagram.css';

export interface SequenceViewProps {
  readonly sequence: Sequence;
  readonly refusals: ReadonlyMap<string, Refusal>;
  readonly openHop: string | undefined;
  readonly targetHop: string | undefined;
  readonly onOpenHop: (id: string | undefined) => void;
}

/** Pixels in a wide pane. */
const HEIGHTS: KindHeights = {
  navigation: 34,
  pause: 30,
  gap: 30,
  hop: 48,
};

/** The flow as a sequence diagram: a column for everyone who takes part, a row for each hop. */
export function Diagram({ sequence, refusals, openHop, targetHop, onOpenHop }: SequenceViewProps) {
  const { steps, browser } = sequence;
  const participants = useSame(sequence.participants);
  const view = useSteps<HTMLOListElement>({
    steps,
    openHop,
    targetHop,
    onOpenHop,
    likely: HEIGHTS,
  });

  const isWhole = view.runs.every(({ kind }) => kind === 'steps');
  const { drawn, dashed } = useMemo(
    () => ({ drawn: lifelines(participants), dashed: lifelines(participants, () => true) }),
    [participants],
  );

  function row(step: SequenceStep, index: number) {
    const hop = step.kind === 'hop' ? step.hop.id : undefined;
    return (
      <DiagramRow
        key={stepKey(step)}
        step={step}
        participants={participants}
        browser={browser}
        refusal={hop === undefined ? undefined : refusals.get(hop)}
        position={isWhole ? undefined : index + 1}
        count={isWhole ? undefined : steps.length}
        isOpen={hop !== undefined && openHop === hop}
        isActive={hop !== undefined && view.active === hop}
        onToggle={view.onToggle}
        onFocus={view.onFocusHop}
      />
    );
  }

  const last = steps.findLast((step) => step.kind === 'hop');
  const digits = String(last?.number ?? 0).length;
  return (
    <div
      class="diagram"
      style={{
        '--participants': participants.length,
        '--digits': digits,
        '--lifelines-drawn': drawn,
        '--lifelines-dashed': dashed,
      }}
    >
      <ParticipantHeads participants={participants} />
      <ol class="steps" aria-label="Hops in order" ref={view.list} onKeyDown={view.onKeyDown}>
        {view.runs.flatMap((run) =>
          run.kind === 'room'
            ? [<li key={`room ${run.first}`} role="presentation" style={{ height: `${run.height}px` }} />]
            : steps.slice(run.first, run.end).map((step, offset) => row(step, run.first + offset)),
        )}
      </ol>
    </div>
  );
}

/** The same array as before while the same take part: else every row would be made anew for each new hop. */
function useSame(participants: Sequence['participants']): Sequence['participants'] {
  const known = useRef(participants);
  if (JSON.stringify(known.current) !== JSON.stringify(participants)) known.current = participants;
  return known.current;
}
