import { counted } from '../../formats/report/words.ts';
import { MissingAccess } from './access/MissingAccess.tsx';
import { PrivateNotice } from './access/PrivateNotice.tsx';
import { Icon } from './parts/Icon.tsx';
import type { RecordingState } from './state/recording-store.ts';

interface Props extends Pick<RecordingState, 'recording' | 'rejected'> {
  /** Why the last command failed. */
  readonly commandFailure: string | undefined;
  /** Whether new sign-ins are recorded where the user looks. */
  readonly isRecorded: boolean;
  /** In a private window. */
  readonly isPrivate: boolean;
  /** Where there is no flow, the place of the list says that recording is paused. */
  readonly hasFlows: boolean;
}

/** What the user should know about the recording, above everything else. */
export function Notices(props: Props) {
  const { commandFailure, recording, isRecorded, isPrivate, rejected, hasFlows } = props;
  return (
    <>
      {commandFailure !== undefined && (
        <p class="notice notice-bad" role="alert">
          <Icon name="error" /> The recorder did not answer: {commandFailure}
        </p>
      )}
      <MissingAccess />
      {isPrivate && <PrivateNotice />}
      {!isRecorded && hasFlows && (
        <p class="notice">
          <Icon name="record-off" /> Paused. New sign-ins are not recorded.
        </p>
      )}
      {recording.dropped > 0 && (
        <p class="notice" data-testid="dropped">
          <Icon name="warning" /> The browser’s memory for extensions is full: the{' '}
          {counted(recording.dropped, 'oldest flow')} went.
        </p>
      )}
      {rejected > 0 && (
        <p class="notice">
          <Icon name="warning" /> {counted(rejected, 'recorded flow')} cannot be read by this version.
        </p>
      )}
    </>
  );
}
