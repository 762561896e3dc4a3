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

interface Props {
  readonly store: RecordingStore;
  readonly host: Pick<Host, 'inspectedTab' | 'send' | 'openRequest' | 'version'>;
  /** An inspector of its own for a capture, and how to end it. */
  readonly createInspector: () => { readonly inspector: Inspector; readonly end: () => void };
}

interface Opened {
  readonly name: string;
  /** What was left out when it was read, one line each. */
  readonly warnings: readonly string[];
  readonly redacted: boolean;
  readonly store: RecordingStore;
  readonly end: () => void;
}

/** Shows the recording or, while it goes on, a capture that was opened. */
export function Workspace({ store, host, createInspector }: Props) {
  const { profiles } = usePortal();
  const [opened, setOpened] = useState<Opened>();
  const present = useRef<Opened | undefined>(undefined);

  function show(next: Opened | undefined) {
    present.current?.end();
    present.current = next;
    setOpened(next);
  }

  const captures = useMemo(
    () => ({
      open({ name, flows, warnings = [], redacted = false }: OpenedFile) {
        const { inspector, end } = createInspector();
        show({ name, warnings, redacted, store: createCaptureStore(flows, inspector), end });
      },
      close: () => show(undefined),
    }),
    [createInspector],
  );

  useEffect(() => {
    opened?.store.configure({ portals: profiles });
  }, [opened, profiles]);
  useEffect(() => {
    void opened?.store.read();
  }, [opened]);

  return (
    <CapturesContext.Provider value={captures}>
      <ImportProvider>
        <ReproduceProvider host={host}>
          <App
            key={opened === undefined ? 'recording' : 'capture'}
            store={store}
            host={host}
            {...(opened && { opened })}
          />
        </ReproduceProvider>
      </ImportProvider>
    </CapturesContext.Provider>
  );
}
