import type { Outcome } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { maskText } from '../secrets.ts';
import { OUTCOMES } from '../words.ts';

interface Props {
  readonly outcome: Outcome;
  /** Of the hop to offer; absent when what follows names it. */
  readonly number: number | undefined;
  readonly onHop: (id: string) => void;
}

/** How the flow ended, in one sentence. */
export function OutcomeBanner({ outcome, number, onHop }: Props) {
  const { tone, words } = OUTCOMES[outcome.kind];
  const { hop } = outcome;
  return (
    <section
      class={`outcome outcome-${tone}`}
      data-testid="outcome"
      data-outcome={outcome.kind}
      aria-label="Outcome"
    >
      <h2>
        <Icon name={outcome.kind === 'unfinished' ? 'pending' : tone} />
        {words}
      </h2>
      <p class="outcome-summary">{maskText(outcome.summary)}</p>
      {hop !== undefined && number !== undefined && (
        <button type="button" class="link outcome-hop" onClick={() => onHop(hop)}>
          Show hop {number}
        </button>
      )}
    </section>
  );
}
