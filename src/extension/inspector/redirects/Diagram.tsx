import type { Sequence, SequenceStep } from '../../../core/sequence/index.ts';
import type { Refusal } from '../refusal.ts';
import { Arrows } from './Arrows.tsx';
import { DiagramHop } from './DiagramHop.tsx';
import { Interlude } from './Interlude.tsx';
import { NavigationHeading } from './NavigationHeading.tsx';
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
  const { steps, participants, browser } = sequence;
  const view = useSteps<HTMLOListElement>({
    steps,
    openHop,
    targetHop,
    onOpenHop,
    likely: HEIGHTS,
  });

  function row(step: SequenceStep, index: number) {
    const position = { 'aria-setsize': steps.length, 'aria-posinset': index + 1 };
    const key = stepKey(step);
    if (step.kind !== 'hop') {
      return (
        <li key={key} class={`step step-${step.kind}`} data-step={key} data-kind={step.kind} {...position}>
          <Arrows participants={participants} browser={browser} />
          {step.kind === 'navigation' ? (
            <h2 data-testid="navigation" data-cause={step.navigation.cause.kind}>
              <NavigationHeading navigation={step.navigation} />
            </h2>
          ) : (
            <Interlude step={step} />
          )}
        </li>
      );
    }
    const { id } = step.hop;
    const refusal = refusals.get(id);
    return (
      <li
        key={key}
        class={`step step-hop${refusal?.happened ? ' hop-refused' : ''}`}
        data-testid="hop"
        data-step={key}
        data-kind="hop"
        data-hop={id}
        data-refused={refusal?.happened ? 'true' : undefined}
        data-party={participants[step.participant]?.kind}
        {...position}
      >
        <DiagramHop
          step={step}
          sequence={sequence}
          refusal={refusal}
          isOpen={openHop === id}
          isActive={view.active === id}
          onToggle={() => onOpenHop(openHop === id ? undefined : id)}
          onFocus={() => view.onFocusHop(id)}
        />
      </li>
    );
  }

  const last = steps.findLast((step) => step.kind === 'hop');
  const digits = String(last?.number ?? 0).length;
  return (
    <div class="diagram" style={{ '--participants': participants.length, '--digits': digits }}>
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
