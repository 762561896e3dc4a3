import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { counted } from '../../../formats/report/words.ts';
import { useAccess } from '../access/access-context.ts';
import { useCaptures } from '../captures/captures-context.ts';
import { type HandedOver, namedFiles, useHandedOver } from './handed-over.ts';
import { type ImportState, ImportStatus } from './ImportStatus.tsx';
import { ImportContext } from './import-context.ts';
import { importFiles } from './import-files.ts';
import './import.css';

/** Imports what the user chooses, drops or pastes, one file after the other, and shows it beside the recording. */
export function ImportProvider({ children }: { readonly children: ComponentChildren }) {
  const captures = useCaptures();
  const { deployments } = useAccess();
  const chooser = useRef<HTMLInputElement>(null);
  const cancelling = useRef<(() => void) | undefined>(undefined);
  const [state, setState] = useState<ImportState>();
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => () => cancelling.current?.(), []);

  function start(handed: readonly HandedOver[]) {
    cancelling.current?.();
    setAnnouncement(`Importing ${nameOf(handed)}.`);
    cancelling.current = importFiles(
      handed,
      deployments,
      () => new Worker('/import-worker.js', { type: 'module' }),
      (progress) => setState({ kind: 'reading', ...progress }),
      ({ files, failures }) => {
        setState(failures.length > 0 ? { kind: 'failed', failures } : undefined);
        if (files.length === 0) return;
        const flows = files.reduce((sum, file) => sum + file.flows.length, 0);
        setAnnouncement(`Imported ${counted(flows, 'flow')} from ${nameOf(files)}.`);
        captures.open(files);
      },
    );
  }

  function dismiss() {
    cancelling.current?.();
    setState(undefined);
    setAnnouncement('');
  }

  const dragged = useHandedOver(start);
  const importing = useMemo(() => ({ choose: () => chooser.current?.click() }), []);

  return (
    <ImportContext.Provider value={importing}>
      {children}
      {state && <ImportStatus state={state} onDismiss={dismiss} />}
      {dragged && (
        <div class="import-target">
          <p>Drop to import</p>
        </div>
      )}
      <input
        type="file"
        class="off-screen"
        data-testid="import-file"
        aria-label="Files to import"
        tabIndex={-1}
        multiple
        accept=".har,.json,.txt,.xml,application/json,text/plain"
        ref={chooser}
        onChange={({ currentTarget }) => {
          const handed = namedFiles(currentTarget.files);
          if (handed.length > 0) start(handed);
          // Else the same file could not be chosen again.
          currentTarget.value = '';
        }}
      />
      <div class="off-screen" role="status">
        {announcement}
      </div>
    </ImportContext.Provider>
  );
}

/** `ticket.har`, `3 files`. */
function nameOf(files: readonly { readonly name: string }[]): string {
  return files.length === 1 ? (files[0]?.name ?? '') : counted(files.length, 'file');
}
