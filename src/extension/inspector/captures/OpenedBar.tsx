import { counted } from '../../../formats/report/words.ts';
import { Icon } from '../parts/Icon.tsx';
import { useCaptures } from './captures-context.ts';

interface Props {
  readonly name: string;
  readonly flows: number;
  readonly recording: boolean;
}

/** Over the flows of an opened capture: whose they are, and the way back. */
export function OpenedBar({ name, flows, recording }: Props) {
  const { close } = useCaptures();
  return (
    <p class="notice notice-quiet opened-bar" data-testid="opened-bar">
      <span>
        <Icon name="info" /> <strong>{name}</strong>: {counted(flows, 'flow')}, not recorded here.{' '}
        {recording && 'Recording goes on.'}
      </span>{' '}
      <button type="button" class="button" data-testid="close-capture" onClick={close}>
        Back to the recording
      </button>
    </p>
  );
}
