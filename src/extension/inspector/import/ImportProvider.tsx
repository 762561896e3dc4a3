import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { counted } from '../../../formats/report/words.ts';
import { useAccess } from '../access/access-context.ts';
import { useCaptures } from '../captures/captures-context.ts';
import { type HandedOver, useHandedOver } from './handed-over.ts';
import { type ImportState, ImportStatus } from './ImportStatus.tsx';
import { ImportContext } from './import-context.ts';
import { importInWorker } from './import-in-worker.ts';
import './import.css';

/** Imports what the user chooses, drops or pastes, one at a time, and shows it beside the recording. */
export function ImportProvider({ children }: { readonly children: ComponentChildren }) {
  const captures = useCaptures();
  const { deployments } = useAccess();
  const chooser = useRef<HTMLInputElement>(null);
  const cancelling = useRef<(() => void) | undefined>(undefined);
  const [state, setState] = useState<ImportState>();
  const [announcement, setAnnouncement] = useState('');

  useEffect(() => () => cancelling.current?.(), []);

  function start({ name, file }: HandedOver) {
    cancelling.current?.();
    setAnnouncement(`Importing ${name}.`);
    setState({ kind: 'reading', name, bytes: 0, size: file.size });
    cancelling.current = importInWorker(
      new Worker('/import-worker.js', { type: 'module' }),
      { file, deployments },
      (bytes) => setState({ kind: 'reading', name, bytes, size: file.size }),
      (result) => {
        if (result.kind === 'failed') {
          setState({ kind: 'failed', name, failure: result.failure });
        } else if (result.flows.length === 0) {
          setState({ kind: 'failed', name, failure: result.warnings.at(-1) ?? 'holds no flows' });
        } else {
          setState(undefined);
          setAnnouncement(`Imported ${counted(result.flows.length, 'flow')} from ${name}.`);
          captures.open({ name, ...result });
        }
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
        aria-label="File to import"
        tabIndex={-1}
        accept=".har,.json,.txt,.xml,application/json,text/plain"
        ref={chooser}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) start({ name: file.name, file });
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
