import type { ComponentChildren } from 'preact';
import type { Outcome, Severity } from '../../../core/model/index.ts';
import { counted, OUTCOMES } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { capitalised, TONES } from '../words.ts';

interface Props {
  readonly outcome: Outcome;
  readonly counts: Readonly<Record<Severity, number>>;
  /** What happened and where. */
  readonly children: ComponentChildren;
}

/** How the flow ended. */
export function OutcomeBanner({ outcome: { kind }, counts, children }: Props) {
  const tone = TONES[kind];
  const flawed = tone === 'good' && counts.error + counts.warning > 0;
  return (
    <section
      class={`outcome outcome-${flawed ? 'flawed' : tone}`}
      data-testid="outcome"
      data-outcome={kind}
      aria-label="Outcome"
    >
      <h2>
        <Icon name={kind === 'unfinished' ? 'pending' : tone} />
        {capitalised(OUTCOMES[kind])}
        {flawed && `, with ${complaints(counts)}`}
      </h2>
      {children}
    </section>
  );
}

function complaints({ error, warning }: Props['counts']): string {
  const parts = [
    ...(error > 0 ? [counted(error, 'error')] : []),
    ...(warning > 0 ? [counted(warning, 'warning')] : []),
  ];
  return parts.join(' and ');
}
