import type { InspectOptions, Inspector } from '../../../core/inspect.ts';
import type { Flow, FlowInspection } from '../../../core/model/index.ts';
import { parseRecording, RECORDING_KEY, type Recording } from '../../wire/storage.ts';
import { StoredFlows } from '../../wire/stored-flows.ts';
import type { Host } from '../host/host.ts';

/** A flow with the conclusions about it, once there are any. */
export interface RecordedFlow {
  readonly flow: Flow;
  /** Of this flow or, while the next inspection runs, of its state before the last change. */
  readonly inspection?: FlowInspection;
  /** Why the inspection of this flow failed. */
  readonly failure?: string;
}

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
  /** Calls back after each change of state, at most once a task. */
  subscribe(listener: () => void): () => void;
  /** Reads everything that is stored. May be called again after a failure. */
  read(): Promise<void>;
  /** Inspects every flow with these options, and from now on. */
  configure(options: InspectOptions): void;
}

/** Milliseconds of work after which other work gets its turn. */
const SLICE = 20;
/** Stored keys that are read at once: they take a few milliseconds. */
const CHUNK = 100;
/** Flows that the inspector works on at once; what it found is shown together. */
const BATCH = 25;

/**
 * Follows the recorder's storage. One changed key costs one parse and one inspection: flows that did not
 * change keep their objects. A flow is inspected when every flow that waits with it is known to the inspector,
 * for it is compared with the others.
 */
export function createRecordingStore(
  source: Pick<Host, 'readStored' | 'onStored'>,
  inspector: Inspector,
): RecordingStore {
  const stored = new StoredFlows();
  const flows = new Map<string, RecordedFlow>();
  const rejected = new Set<string>();
  const listeners = new Set<() => void>();
  /** Changed flows: first those that the inspector does not know yet, then those that wait for their inspection. */
  const unknown = new Set<string>();
  const queue = new Set<string>();
  let changedWhileReading: Set<string> | undefined;
  let inspecting = false;
  let publishing = false;
  let recording = parseRecording(undefined);
  let state: RecordingState = { status: 'reading', recording, flows: [], rejected: 0 };

  function publish(status: RecordingState['status'] = state.status, failure?: string): void {
    state = { ...state, status };
    if (failure !== undefined) state = { ...state, failure };
    if (publishing) return;
    publishing = true;
    setTimeout(() => {
      publishing = false;
      state = { ...state, recording, flows: newestFirst([...flows.values()]), rejected: rejected.size };
      for (const listener of listeners) listener();
    });
  }

  function accept(changed: Iterable<readonly [key: string, value: unknown]>): void {
    const ids = new Set<Flow['id']>();
    for (const [key, value] of changed) {
      if (key === RECORDING_KEY) recording = parseRecording(value);
      const id = stored.accept(key, value);
      if (id !== undefined) ids.add(id);
    }
    for (const id of ids) update(id);
  }

  function update(id: Flow['id']): void {
    const flow = stored.get(id);
    rejected.delete(id);
    if (flow === undefined || flow === 'unreadable') {
      flows.delete(id);
      inspector.remove(id);
      if (flow === 'unreadable') rejected.add(id);
      return;
    }
    flows.set(id, { ...flows.get(id), flow });
    unknown.add(id);
  }

  /** What the user sees first is to be inspected first. */
  function newestFirstOf(waiting: Set<string>): void {
    const ids = newestFirst([...flows.values()]).map(({ flow }) => flow.id);
    const inOrder = ids.filter((id) => waiting.delete(id));
    for (const id of [...inOrder, ...waiting]) {
      waiting.delete(id);
      waiting.add(id);
    }
  }

  function introduce(id: string): void {
    const flow = flows.get(id)?.flow;
    if (!flow) return;
    inspector.put(flow);
    queue.add(id);
  }

  async function inspectFlow(id: string): Promise<void> {
    const flow = flows.get(id)?.flow;
    if (!flow) return;
    const inspected = await inspectSafely(inspector, flow);
    // A newer version of the flow is queued already: its own turn comes.
    if (flows.get(id)?.flow === flow) flows.set(id, inspected);
  }

  function takeBatch(): string[] {
    const batch: string[] = [];
    for (const id of queue) {
      if (batch.length === BATCH) break;
      batch.push(id);
      queue.delete(id);
    }
    return batch;
  }

  async function inspectQueued(): Promise<void> {
    if (inspecting) return;
    inspecting = true;
    let sliceStart = performance.now();
    while (unknown.size + queue.size > 0) {
      const [next] = unknown;
      if (next !== undefined) {
        unknown.delete(next);
        introduce(next);
      } else {
        await Promise.all(takeBatch().map(inspectFlow));
        publish();
      }
      if (performance.now() - sliceStart > SLICE) {
        await nextTurn();
        sliceStart = performance.now();
      }
    }
    inspecting = false;
  }

  source.onStored((changed) => {
    for (const key of changed.keys()) changedWhileReading?.add(key);
    accept(changed);
    publish();
    void inspectQueued();
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async read() {
      const changed = new Set<string>();
      changedWhileReading = changed;
      try {
        const found = Object.entries(await source.readStored());
        let sliceStart = performance.now();
        for (let first = 0; first < found.length; first += CHUNK) {
          accept(found.slice(first, first + CHUNK).filter(([key]) => !changed.has(key)));
          if (performance.now() - sliceStart < SLICE) continue;
          await nextTurn();
          sliceStart = performance.now();
        }
        newestFirstOf(unknown);
        publish('ready');
        void inspectQueued();
      } catch (error) {
        publish('unreadable', error instanceof Error ? error.message : String(error));
      } finally {
        changedWhileReading = undefined;
      }
    },
    configure(options) {
      inspector.configure(options);
      for (const id of flows.keys()) queue.add(id);
      void inspectQueued();
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

async function inspectSafely(inspector: Inspector, flow: Flow): Promise<RecordedFlow> {
  try {
    const inspection = await inspector.inspect(flow.id);
    return { flow, ...(inspection !== undefined && { inspection }) };
  } catch (error) {
    return { flow, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** When the flow began: milliseconds since 1970 UTC of the first hop that has a time. */
export function startOf(flow: Flow): number | undefined {
  for (const navigation of flow.navigations) {
    for (const hop of navigation.hops) if (hop.time !== undefined) return hop.time;
  }
  return undefined;
}

/** Flows without a time keep their order, at the end. */
function newestFirst(flows: readonly RecordedFlow[]): readonly RecordedFlow[] {
  return flows
    .map((recorded) => ({ recorded, start: startOf(recorded.flow) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.start === b.start ? 0 : b.start - a.start))
    .map(({ recorded }) => recorded);
}
