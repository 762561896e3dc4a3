import type { Finding, FlowInspection } from '../../../core/model/index.ts';
import { maskText } from '../../../formats/report/mask.ts';
import { findHop } from '../hops.ts';
import { LongText } from '../parts/LongText.tsx';
import { errorMeaning } from './browser-errors.ts';
import { LoginGovWords } from './LoginGovWords.tsx';
import { refusalWords } from './refusal-words.ts';

interface Props {
  readonly inspection: FlowInspection;
  readonly numbers: ReadonlyMap<string, number>;
  readonly onHop: (id: string) => void;
  readonly onFinding: (finding: Finding) => void;
}

/** What happened and where, for every outcome but a refused redirect. */
export function OutcomeSentence({ inspection, numbers, onHop, onFinding }: Props) {
  const { outcome } = inspection;
  const { summary, hop, kind } = outcome;
  const words = refusalWords(inspection);
  const number = hop === undefined ? undefined : numbers.get(hop);
  const error = kind === 'network-error' ? findHop(inspection, hop)?.error : undefined;
  const meaning = error === undefined ? undefined : errorMeaning(error);
  return (
    <>
      <p class="outcome-summary">
        <LongText
          text={maskText(words === undefined ? summary : `Login.gov refused ${words.what}.`)}
          limit={700}
        />{' '}
        {hop !== undefined && number !== undefined && (
          <button type="button" class="link outcome-hop" onClick={() => onHop(hop)}>
            Show hop {number}
          </button>
        )}
      </p>
      {words && <LoginGovWords words={words} onFinding={onFinding} />}
      {meaning !== undefined && <p class="outcome-meaning">{meaning}</p>}
      {kind === 'cancelled' && (
        <p class="outcome-meaning">
          The application got error=access_denied: it should offer to sign in again.
        </p>
      )}
    </>
  );
}
