import type { FormActionJudgement, Navigation } from '../../../core/model/index.ts';
import { ENGINES } from '../../../formats/report/form-action-words.ts';
import { causeWords } from '../../../formats/report/words.ts';
import { HopLink } from '../parts/HopLink.tsx';
import { Icon } from '../parts/Icon.tsx';
import { UrlText } from '../parts/UrlText.tsx';
import { capitalised } from '../words.ts';
import { HopLinks, type HopPlaces } from './HopLinks.tsx';
import { PolicyCard } from './PolicyCard.tsx';
import { markedPolicy, type PolicyMark } from './policy-mark.ts';
import { policyRows } from './policy-rows.ts';

interface Props extends HopPlaces {
  readonly navigation: Navigation;
  readonly judgement: FormActionJudgement | undefined;
  readonly mark: PolicyMark | undefined;
}

/** One form submission: the policies of its page, and what each browser makes of the hops. */
export function FormSection({ navigation, judgement, mark, ...places }: Props) {
  const { cause, hops } = navigation;
  if (cause.kind !== 'form') return null;
  const { url, policies } = cause.document;
  const rows = url === undefined || policies === undefined ? [] : policyRows(url, policies, hops);
  const marked = markedPolicy(rows, url, mark);
  return (
    <section class="form-navigation" data-testid="form-navigation">
      <h2>
        {capitalised(causeWords(cause).words)} {url !== undefined && <UrlText url={url} queryLimit={0} />}
      </h2>
      <p class="quiet">
        It led to <HopLinks hops={hops.slice(0, MOST_HOPS)} {...places} />
        {hops.length > MOST_HOPS && ` and ${hops.length - MOST_HOPS} more`}.
      </p>
      {judgement === undefined ? (
        <p>
          <Icon name="unknown" /> The policies of that page were not seen, so nobody knows what they allow.
          Grant access to its host, or open DevTools before you sign in.
        </p>
      ) : (
        <ul class="judgement">
          {(['chromium', 'firefox'] as const).map((engine) => {
            const block = judgement[engine];
            return (
              <li key={engine} class={block === null ? '' : 'bad'}>
                <Icon name={block === null ? 'done' : 'error'} /> <strong>{ENGINES[engine]}</strong>{' '}
                {block === null ? (
                  allowedWords(engine, hops.length)
                ) : (
                  <>
                    stops at{' '}
                    <HopLink number={places.numbers.get(block.hop)} onOpen={() => places.onHop(block.hop)} />.
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {policies?.length === 0 && <p class="quiet">The page sent no policy.</p>}
      {rows.map((one, index) => (
        <PolicyCard key={index} rows={one} isMarked={index === marked} {...places} />
      ))}
    </section>
  );
}

/** Hops named before the tables. */
const MOST_HOPS = 20;

function allowedWords(engine: 'chromium' | 'firefox', hops: number): string {
  if (engine === 'firefox' && hops > 1) return 'allows the form’s target; it does not ask about redirects.';
  return hops > 1 ? 'allows every hop.' : 'allows it.';
}
