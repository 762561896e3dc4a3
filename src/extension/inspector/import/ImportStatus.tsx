import { Icon } from '../parts/Icon.tsx';

export type ImportState =
  | { readonly kind: 'reading'; readonly name: string; readonly bytes: number; readonly size: number }
  | { readonly kind: 'failed'; readonly name: string; readonly failure: string };

interface Props {
  readonly state: ImportState;
  /** Cancels, or takes the failure away. */
  readonly onDismiss: () => void;
}

/** How far an import is, or why there is none. */
export function ImportStatus({ state, onDismiss }: Props) {
  const { name } = state;
  if (state.kind === 'failed') {
    return (
      <div class="import-status notice-bad" data-testid="import-failed">
        <p role="alert">
          <Icon name="bad" /> <strong>{name}</strong> cannot be imported: {state.failure}
        </p>
        <button type="button" class="button" onClick={onDismiss}>
          Close
        </button>
      </div>
    );
  }
  const { bytes, size } = state;
  const percent = size === 0 ? 0 : Math.min(100, Math.round((100 * bytes) / size));
  return (
    <div class="import-status" data-testid="import-progress">
      <p>
        Importing <strong>{name}</strong>
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
