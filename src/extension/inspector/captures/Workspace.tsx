import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Inspector } from '../../../core/inspect.ts';
import { App } from '../App.tsx';
import type { Host } from '../host/host.ts';
import { ImportProvider } from '../import/ImportProvider.tsx';
import { usePortal } from '../portal/portal-context.ts';
import { ReproduceProvider } from '../reproduce/ReproduceProvider.tsx';
import type { RecordingStore } from '../state/recording-store.ts';
import { createCaptureStore } from './capture-store.ts';
import { CapturesContext, type OpenedFile } from './captures-context.ts';
import type { OpenedCapture } from './opened-capture.ts';

interface Props {
  readonly store: RecordingStore;
  readonly host: Pick<Host, 'inspectedTab' | 'send' | 'openRequest' | 'version'>;
  /** An inspector of its own for a capture, and how to end it. */
  readonly createInspector: () => { readonly inspector: Inspector; readonly end: () => void };
}

interface Opened extends OpenedCapture {
  readonly end: () => void;
}

interface Shown {
  readonly files: readonly Opened[];
  /** Which one of them. */
  readonly at: number;
}

/** Shows the recording or, while it goes on, captures that were opened, one at a time. */
export function Workspace({ store, host, createInspector }: Props) {
  const { profiles } = usePortal();
  const [{ files, at }, setShown] = useState<Shown>({ files: [], at: 0 });
  const present = useRef<readonly Opened[]>([]);

  function show(next: readonly Opened[]) {
    for (const { end } of present.current) end();
    present.current = next;
    setShown({ files: next, at: 0 });
  }

  const captures = useMemo(
    () => ({
      open: (opened: readonly OpenedFile[]) =>
        show(
          opened.map(({ name, flows, warnings = [], redacted = false }) => {
            const { inspector, end } = createInspector();
            return { name, warnings, redacted, store: createCaptureStore(flows, inspector), end };
          }),
        ),
      choose: (chosen: number) => setShown((shown) => ({ ...shown, at: chosen })),
      close: () => show([]),
    }),
    [createInspector],
  );

  useEffect(() => {
    for (const file of files) file.store.configure({ portals: profiles });
  }, [files, profiles]);
  useEffect(() => {
    for (const file of files) void file.store.read();
  }, [files]);

  return (
    <CapturesContext.Provider value={captures}>
      <ImportProvider>
        <ReproduceProvider host={host}>
          <App
            key={files.length === 0 ? 'recording' : `capture ${at}`}
            store={store}
            host={host}
            {...(files.length > 0 && { opened: { files, at } })}
          />
        </ReproduceProvider>
      </ImportProvider>
    </CapturesContext.Provider>
  );
}
