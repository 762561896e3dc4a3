import { Icon } from '../parts/Icon.tsx';
import type { FileProgress, ImportFailure } from './import-files.ts';

export type ImportState =
  | ({ readonly kind: 'reading' } & FileProgress)
  | { readonly kind: 'failed'; readonly failures: readonly ImportFailure[] };

interface Props {
  readonly state: ImportState;
  /** Cancels, or takes the failures away. */
  readonly onDismiss: () => void;
}

/** How far an import is, or why there is none. */
export function ImportStatus({ state, onDismiss }: Props) {
  if (state.kind === 'failed') {
    return (
      <div class="import-status notice-bad" data-testid="import-failed">
        <div role="alert">
          {state.failures.map(({ name, failure }, index) => (
            <p key={index}>
              <Icon name="bad" /> <strong>{name}</strong> cannot be imported: {failure}
            </p>
          ))}
        </div>
        <button type="button" class="button" onClick={onDismiss}>
          Close
        </button>
      </div>
    );
  }
  const { name, bytes, size, number, of } = state;
  const percent = size === 0 ? 0 : Math.min(100, Math.round((100 * bytes) / size));
  return (
    <div class="import-status" data-testid="import-progress">
      <p>
        Importing <strong>{name}</strong>
        {of > 1 && ` (${number} of ${of})`}
      </p>
      <progress max={100} value={percent} aria-label={`Importing ${name}`}>
        {percent} %
      </progress>
      <button type="button" class="button" onClick={onDismiss}>
        Cancel
      </button>
    </div>
  );
}
