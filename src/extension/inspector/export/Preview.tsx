import type { MadeExport } from '../../wire/export.ts';
import type { ExportState } from './use-export.ts';

/** What will leave: how large it is, what was replaced, and the text itself. */
export function Preview({ state, redacted }: { readonly state: ExportState; readonly redacted: boolean }) {
  if (state.kind === 'failed') {
    return (
      <p class="bad export-state" role="alert">
        The file cannot be made: {state.why}
      </p>
    );
  }
  return (
    <>
      <p class="export-state" role="status" data-testid="export-state" aria-live="polite">
        {state.kind === 'making' ? 'Preparing…' : summary(state.made, redacted)}
      </p>
      {state.kind === 'made' && state.made.replaced.length > 0 && <ReplacedList made={state.made} />}
      {state.kind === 'made' && (
        <>
          <textarea
            class="export-text"
            readOnly
            spellcheck={false}
            aria-label="What will leave"
            data-testid="export-text"
            value={state.made.beginning}
          />
          {state.made.characters > state.made.beginning.length && (
            <p class="quiet export-state">
              The first {state.made.beginning.length.toLocaleString('en')} of{' '}
              {state.made.characters.toLocaleString('en')} characters are shown.
            </p>
          )}
        </>
      )}
    </>
  );
}

function summary({ file, replaced }: MadeExport, redacted: boolean): string {
  const size = sizeText(file.size);
  if (!redacted) return `${size}. Nothing is replaced.`;
  const values = replaced.reduce((sum, one) => sum + one.values, 0);
  const places = replaced.reduce((sum, one) => sum + one.places, 0);
  return places === 0
    ? `${size}. Nothing had to be replaced.`
    : `${size}. ${count(values, 'value')} replaced in ${count(places, 'place')}.`;
}

function ReplacedList({ made }: { readonly made: MadeExport }) {
  return (
    <details class="export-replaced" data-testid="export-replaced">
      <summary>What is replaced</summary>
      <p class="quiet">
        Equal values stay equal, lengths stay, and the text in their place is drawn anew for each export.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">what</th>
            <th scope="col">values</th>
            <th scope="col">places</th>
          </tr>
        </thead>
        <tbody>
          {made.replaced.map(({ what, values, places }) => (
            <tr key={what}>
              <td>{what}</td>
              <td>{values}</td>
              <td>{places}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
