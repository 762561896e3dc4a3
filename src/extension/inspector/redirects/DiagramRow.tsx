import type { Sequence, SequenceStep } from '../../../core/sequence/index.ts';
import { memo } from '../parts/memo.ts';
import type { Refusal } from '../refusal.ts';
import { Lifelines } from './Arrows.tsx';
import { DiagramHop } from './DiagramHop.tsx';
import type { HopRowProps } from './hop-row.ts';
import { Interlude } from './Interlude.tsx';
import { NavigationHeading } from './NavigationHeading.tsx';
import { stepKey } from './step-key.ts';

interface Props extends Pick<HopRowProps, 'isOpen' | 'isActive' | 'onToggle' | 'onFocus'> {
  readonly step: SequenceStep;
  readonly participants: Sequence['participants'];
  readonly browser: number;
  readonly refusal: Refusal | undefined;
  /** Its place from 1 and the number of all, where not all are in the document. */
  readonly position: number | undefined;
  readonly count: number | undefined;
}

/** A row of the sequence diagram. */
export const DiagramRow = memo(({ step, participants, browser, position, count, ...rest }: Props) => {
  const key = stepKey(step);
  const shared = {
    'data-step': key,
    'data-kind': step.kind,
    'aria-setsize': count,
    'aria-posinset': position,
  };
  if (step.kind !== 'hop') {
    return (
      <li class={`step step-${step.kind}`} {...shared}>
        <Lifelines />
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
  const isRefused = rest.refusal?.happened === true;
  return (
    <li
      class={`step step-hop${isRefused ? ' hop-refused' : ''}`}
      data-testid="hop"
      data-hop={step.hop.id}
      data-refused={isRefused ? 'true' : undefined}
      data-party={participants[step.participant]?.kind}
      {...shared}
    >
      <DiagramHop step={step} participants={participants} browser={browser} {...rest} />
    </li>
  );
});
