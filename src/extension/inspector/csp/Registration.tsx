import { printable } from '../../../formats/report/printable.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { LongText } from '../parts/LongText.tsx';

interface Props {
  /** Redirect URIs, ready to be pasted. */
  readonly uris: readonly string[];
}

/** What to add to the redirect URIs in the Partner Portal. */
export function Registration({ uris }: Props) {
  if (uris.length === 0) return null;
  return (
    <section class="registration" data-testid="registration">
      <header>
        <h2>{uris.length === 1 ? 'Redirect URI to register' : 'Redirect URIs to register'}</h2>
        {uris.length > 1 && <CopyButton value={uris.join('\n')} what="all redirect URIs" label="Copy all" />}
      </header>
      <ul>
        {uris.map((uri) => (
          <li key={uri}>
            <span class="mono copyable">
              <LongText text={uri} />
            </span>{' '}
            <CopyButton value={uri} what={`redirect URI ${printable(uri.slice(0, 200))}`} />
          </li>
        ))}
      </ul>
      <p class="quiet">
        Add {uris.length === 1 ? 'it' : 'them'} to the application in the Login.gov Partner Portal, or let the
        callback answer with a page in place of a redirect. Login.gov sends the origin of each: the path does
        not count.
      </p>
    </section>
  );
}
