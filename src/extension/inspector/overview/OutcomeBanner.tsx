import type { ComponentChildren } from 'preact';
import type { Outcome } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { OUTCOMES } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { capitalised, TONES } from '../words.ts';

interface Props {
  readonly outcome: Outcome;
  /** Of the hop to offer. */
  readonly number: number | undefined;
  readonly onHop: (id: string) => void;
  /** Says what happened in place of the outcome's sentence. */
  readonly children?: ComponentChildren;
}

/** How the flow ended, in one sentence. */
export function OutcomeBanner({ outcome, number, onHop, children }: Props) {
  const tone = TONES[outcome.kind];
  return (
    <section
      class={`outcome outcome-${tone}`}
      data-testid="outcome"
      data-outcome={outcome.kind}
      aria-label="Outcome"
    >
      <h2>
        <Icon name={outcome.kind === 'unfinished' ? 'pending' : tone} />
        {capitalised(OUTCOMES[outcome.kind])}
      </h2>
      {children ?? <Sentence outcome={outcome} number={number} onHop={onHop} />}
    </section>
  );
}

function Sentence({ outcome: { summary, hop }, number, onHop }: Omit<Props, 'children'>) {
  return (
    <>
      <p class="outcome-summary">{maskText(summary)}</p>
      {hop !== undefined && number !== undefined && (
        <button type="button" class="link outcome-hop" onClick={() => onHop(hop)}>
          Show hop {number}
        </button>
      )}
    </>
  );
}
