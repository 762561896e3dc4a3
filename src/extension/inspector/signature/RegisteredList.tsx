import type { LoginGovVerdict } from '../../../core/model/index.ts';
import { Icon } from '../parts/Icon.tsx';
import { LongText } from '../parts/LongText.tsx';
import { loginGovWords } from './verdict-words.ts';

/** Each registered certificate that Login.gov tries, in order, and how that ends. */
export function RegisteredList({ verdict }: { readonly verdict: LoginGovVerdict }) {
  const { attempts } = verdict;
  if (attempts.length === 0) return null;
  return (
    <section>
      <h3>Registered certificates, as Login.gov tries them</h3>
      <ol class="registered">
        {attempts.map(({ certificate, outcome }, index) => {
          const matched = outcome === 'verified';
          return (
            <li key={index} data-testid="registered" data-outcome={outcome}>
              <span class={matched ? 'tone-good' : 'tone-bad'}>
                <Icon name={matched ? 'good' : 'bad'} />
              </span>{' '}
              <LongText text={certificate} limit={200} /> <code>{outcome}</code>
              <div class="quiet">{loginGovWords({ outcome })}</div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
