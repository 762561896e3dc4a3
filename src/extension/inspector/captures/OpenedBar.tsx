import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { useCaptures } from './captures-context.ts';
import { type OpenedCapture, useFlowsOf } from './opened-capture.ts';

/** So many notes are shown at once, more when they are asked for. */
const SHOWN = 3;

interface Props {
  readonly files: readonly OpenedCapture[];
  /** Which of them is shown. */
  readonly at: number;
  readonly recording: boolean;
}

/** Over the flows of an opened capture: whose they are, the other files, and the way back. */
export function OpenedBar({ files, at, recording }: Props) {
  const { choose, close } = useCaptures();
  const counts = useFlowsOf(files).map(({ flows }) => counted(flows.length, 'flow'));
  const { name = '', warnings = [] } = files[at] ?? {};
  return (
    <div class="notice notice-quiet opened-bar" data-testid="opened-bar">
      <span>
        <Icon name="info" />{' '}
        {files.length === 1 ? (
          <>
            <strong>{name}</strong>: {counts[at]}, not recorded here.{' '}
          </>
        ) : (
          <>
            <select
              aria-label="Imported file"
              data-testid="opened-file"
              value={at}
              onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
            >
              {files.map((file, index) => (
                <option key={index} value={index}>
                  {file.name}: {counts[index]}
                </option>
              ))}
            </select>{' '}
            of {files.length} files, not recorded here.{' '}
          </>
        )}
        {recording && 'Recording goes on.'}
      </span>{' '}
      <button type="button" class="button" data-testid="close-capture" onClick={close}>
        Back to the recording
      </button>
      {warnings.length > 0 && (
        <details data-testid="import-notes" open={warnings.length <= SHOWN}>
          <summary>
            {counted(warnings.length, 'note')} on reading {files.length === 1 ? 'it' : name}
          </summary>
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
