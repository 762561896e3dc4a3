import { counted } from '../../../formats/report/words.ts';
import { useMissingPatterns } from '../access/MissingAccess.tsx';
import { SampleButton } from '../captures/SampleButton.tsx';
import { useImport } from '../import/import-context.ts';
import type { Scope } from '../state/flow-filter.ts';

interface Props {
  readonly recording: boolean;
  readonly inPanel: boolean;
  readonly scope: Scope;
  /** A flow has been recorded in this browser before. */
  readonly hasRecorded: boolean;
  /** Flows that the filter hides. */
  readonly filtered: number;
  /** Flows of other tabs or windows that the scope hides. */
  readonly elsewhere: number;
  readonly onClearFilter: () => void;
  readonly onShowAll: () => void;
  readonly onRecord: () => void;
}

/** Why the list is empty, and what to do about it. */
export function NoFlows(props: Props) {
  const isMissingAccess = useMissingPatterns().length > 0;
  if (props.filtered > 0) {
    return (
      <div class="empty">
        <p>No flow matches the filter; {counted(props.filtered, 'flow')} hidden.</p>
        <button type="button" class="button" onClick={props.onClearFilter}>
          Clear filter
        </button>
      </div>
    );
  }
  if (!props.recording) {
    return (
      <div class="empty">
        <p>
          <strong>Paused.</strong> Sign-ins are not recorded now.
        </p>
        <button type="button" class="button" onClick={props.onRecord}>
          Start recording
        </button>
      </div>
    );
  }
  const where = props.inPanel ? 'in this tab' : 'in any tab';
  if (props.elsewhere > 0) {
    const place = props.scope === 'window' ? 'window' : 'tab';
    return (
      <div class="empty">
        <p>
          <strong>Recording.</strong> Nothing in this {place} yet; {counted(props.elsewhere, 'flow')} in other{' '}
          {place}s.
        </p>
        <button type="button" class="button" onClick={props.onShowAll}>
          Show all {place}s
        </button>
      </div>
    );
  }
  if (props.hasRecorded) {
    return (
      <div class="empty">
        <p>
          {!isMissingAccess && <strong>Recording. </strong>}
          {isMissingAccess ? 'Allow access to Login.gov’s hosts, then sign' : 'Sign'} in with Login.gov{' '}
          {where} to see it here.
        </p>
        <SampleButton />
        <OrImport />
      </div>
    );
  }
  return (
    <div class="empty first-use">
      <h2>See what your site sends to Login.gov</h2>
      <p>Each sign-in and sign-out appears here with what is wrong with it and how to mend it.</p>
      <p>
        {isMissingAccess
          ? `To begin, allow access to Login.gov’s hosts, then sign in ${where}.`
          : `To begin, sign in with Login.gov ${where}. Recording is on.`}
      </p>
      <p>Nothing leaves this browser, and nothing recorded stays when you close it.</p>
      <p>Or look around first:</p>
      <SampleButton />
      <OrImport />
    </div>
  );
}

/** Who has a sign-in of somebody else has nothing to record. */
function OrImport() {
  const { choose } = useImport();
  return (
    <p>
      Have a HAR file or a capture of a sign-in?{' '}
      <button type="button" class="link" data-testid="open-file" onClick={choose}>
        Import it
      </button>
    </p>
  );
}
