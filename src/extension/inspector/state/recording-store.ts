import type { InspectOptions, Inspector } from '../../../core/inspect.ts';
import type { Flow } from '../../../core/model/index.ts';
import { parseRecording, RECORDING_KEY, type Recording } from '../../wire/storage.ts';
import { StoredFlows } from '../../wire/stored-flows.ts';
import type { Host } from '../host/host.ts';
import { InspectedFlows, nextTurn, type RecordedFlow, slicer } from './inspected-flows.ts';
import { Published } from './published.ts';

export interface RecordingState {
  readonly status: 'reading' | 'ready' | 'unreadable';
  /** Why storage could not be read. */
  readonly failure?: string;
  readonly recording: Recording;
  /** Newest first. */
  readonly flows: readonly RecordedFlow[];
  /** Stored flows that this version cannot read. */
  readonly rejected: number;
}

export interface RecordingStore {
  state(): RecordingState;
  /** Calls back after each change of state, at most once a turn. */
  subscribe(listener: () => void): () => void;
  /** Reads everything there is. May be called again after a failure. */
  read(): Promise<void>;
  /** Inspects every flow with these options, and from now on. */
  configure(options: InspectOptions): void;
}

/** Follows the recorder's storage. One changed key costs one parse and one inspection. */
export function createRecordingStore(
  source: Pick<Host, 'readStored' | 'onStored'>,
  inspector: Inspector,
): RecordingStore {
  const stored = new StoredFlows();
  const flows = new InspectedFlows(inspector, publish);
  const rejected = new Set<string>();
  let changedWhileReading: Set<string> | undefined;
  let recording = parseRecording(undefined);
  let progress: Pick<RecordingState, 'status' | 'failure'> = { status: 'reading' };
  const published = new Published<RecordingState>({ ...progress, recording, flows: [], rejected: 0 });

  function publish(): void {
    published.publish(() => ({
      ...progress,
      recording,
      flows: flows.list(),
      rejected: rejected.size,
    }));
  }

  /** Returns whether there is something to show before the inspection of what changed. */
  function accept(changed: Iterable<readonly [key: string, value: unknown]>): boolean {
    const ids = new Set<Flow['id']>();
    let shows = false;
    for (const [key, value] of changed) {
      if (key === RECORDING_KEY) {
        recording = parseRecording(value);
        shows = true;
      }
      const id = stored.accept(key, value);
      if (id !== undefined) ids.add(id);
    }
    for (const id of ids) if (update(id)) shows = true;
    return shows;
  }

  function update(id: Flow['id']): boolean {
    const flow = stored.get(id);
    const wasRejected = rejected.delete(id);
    if (flow !== undefined && flow !== 'unreadable') return flows.put(flow) || wasRejected;
    flows.remove(id);
    if (flow === 'unreadable') rejected.add(id);
    return true;
  }

  source.onStored((changed) => {
    for (const key of changed.keys()) changedWhileReading?.add(key);
    if (accept(changed)) publish();
    void flows.inspect();
  });

  return {
    state: published.state,
    subscribe: published.subscribe,
    async read() {
      const changed = new Set<string>();
      changedWhileReading = changed;
      try {
        const slice = slicer();
        for await (const portion of source.readStored()) {
          accept(Object.entries(portion).filter(([key]) => !changed.has(key)));
          await slice();
        }
        // To read, to draw what was read and to inspect it are long enough to be a task each.
        await nextTurn();
        flows.sort();
        progress = { status: 'ready' };
        publish();
        await nextTurn();
        void flows.inspect();
      } catch (error) {
        progress = { status: 'unreadable', failure: error instanceof Error ? error.message : String(error) };
        publish();
      } finally {
        changedWhileReading = undefined;
      }
    },
    configure: (options) => flows.configure(options),
  };
}
