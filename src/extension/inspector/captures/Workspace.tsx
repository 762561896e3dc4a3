import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Inspector } from '../../../core/inspect.ts';
import type { Flow } from '../../../core/model/index.ts';
import { App } from '../App.tsx';
import type { Host } from '../host/host.ts';
import { ImportProvider } from '../import/ImportProvider.tsx';
import { usePortal } from '../portal/portal-context.ts';
import type { RecordingStore } from '../state/recording-store.ts';
import { createCaptureStore } from './capture-store.ts';
import { CapturesContext } from './captures-context.ts';

interface Props {
  readonly store: RecordingStore;
  readonly host: Pick<Host, 'inspectedTab' | 'send' | 'version'>;
  /** An inspector of its own for a capture, and how to end it. */
  readonly createInspector: () => { readonly inspector: Inspector; readonly end: () => void };
}

interface Opened {
  readonly name: string;
  /** What was left out when it was read, one line each. */
  readonly warnings: readonly string[];
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
      open(name: string, flows: readonly Flow[], warnings: readonly string[] = []) {
        const { inspector, end } = createInspector();
        show({ name, warnings, store: createCaptureStore(flows, inspector), end });
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
        <App
          key={opened === undefined ? 'recording' : 'capture'}
          store={store}
          host={host}
          {...(opened && { opened })}
        />
      </ImportProvider>
    </CapturesContext.Provider>
  );
}
