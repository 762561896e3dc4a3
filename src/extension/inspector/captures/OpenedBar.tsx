import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { useCaptures } from './captures-context.ts';

/** So many notes are shown at once, more when they are asked for. */
const SHOWN = 3;

interface Props {
  readonly name: string;
  readonly flows: number;
  /** What was left out when it was read, one line each. */
  readonly warnings: readonly string[];
  readonly recording: boolean;
}

/** Over the flows of an opened capture: whose they are, and the way back. */
export function OpenedBar({ name, flows, warnings, recording }: Props) {
  const { close } = useCaptures();
  return (
    <div class="notice notice-quiet opened-bar" data-testid="opened-bar">
      <span>
        <Icon name="info" /> <strong>{name}</strong>: {counted(flows, 'flow')}, not recorded here.{' '}
        {recording && 'Recording goes on.'}
      </span>{' '}
      <button type="button" class="button" data-testid="close-capture" onClick={close}>
        Back to the recording
      </button>
      {warnings.length > 0 && (
        <details data-testid="import-notes" open={warnings.length <= SHOWN}>
          <summary>{counted(warnings.length, 'note')} on reading it</summary>
          <ul>
            {warnings.map((warning, index) => (
              <li key={index}>{warning}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
