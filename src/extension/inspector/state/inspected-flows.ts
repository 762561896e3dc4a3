import type { InspectOptions, Inspector } from '../../../core/inspect.ts';
import type { Flow, FlowInspection } from '../../../core/model/index.ts';

/** A flow with the conclusions about it, once there are any. */
export interface RecordedFlow {
  readonly flow: Flow;
  /** Of this flow or, while the next inspection runs, of its state before the last change. */
  readonly inspection?: FlowInspection;
  /** Why the inspection of this flow failed. */
  readonly failure?: string;
}

/** Milliseconds of work after which other work gets its turn. */
const SLICE = 20;
/** Flows that the inspector works on at once; what it found is shown together. */
const BATCH = 25;

/**
 * Flows that are inspected as they come and change. A changed flow costs one inspection; the others keep their objects.
 * A flow is inspected when every flow that waits with it is known to the inspector, for it is compared with the others.
 */
export class InspectedFlows {
  readonly #inspector: Inspector;
  readonly #onInspected: () => void;
  readonly #flows = new Map<Flow['id'], RecordedFlow>();
  /** Changed flows: first those that the inspector does not know yet, then those that wait for their inspection. */
  readonly #unknown = new Set<Flow['id']>();
  readonly #queue = new Set<Flow['id']>();
  #inspecting = false;

  /** @param onInspected is called when some flows have been inspected */
  constructor(inspector: Inspector, onInspected: () => void) {
    this.#inspector = inspector;
    this.#onInspected = onInspected;
  }

  /** Newest first. */
  list(): readonly RecordedFlow[] {
    return newestFirst([...this.#flows.values()]);
  }

  /**
   * Takes a flow, or a newer state of it, which `inspect` then inspects.
   * @returns whether there is something to show of it before that
   */
  put(flow: Flow): boolean {
    const known = this.#flows.get(flow.id);
    this.#flows.set(flow.id, { ...known, flow });
    this.#unknown.add(flow.id);
    return known?.inspection === undefined;
  }

  remove(id: Flow['id']): void {
    this.#flows.delete(id);
    this.#inspector.remove(id);
  }

  configure(options: InspectOptions): void {
    this.#inspector.configure(options);
    for (const id of this.#flows.keys()) this.#queue.add(id);
    void this.inspect();
  }

  /** What the user sees first is to be inspected first. */
  sort(): void {
    const ids = this.list().map(({ flow }) => flow.id);
    const inOrder = ids.filter((id) => this.#unknown.delete(id));
    for (const id of [...inOrder, ...this.#unknown]) {
      this.#unknown.delete(id);
      this.#unknown.add(id);
    }
  }

  /** Inspects what waits, in slices. */
  async inspect(): Promise<void> {
    if (this.#inspecting) return;
    this.#inspecting = true;
    const slice = slicer();
    while (this.#unknown.size + this.#queue.size > 0) {
      const [next] = this.#unknown;
      if (next !== undefined) {
        this.#unknown.delete(next);
        this.#introduce(next);
      } else {
        await Promise.all(this.#takeBatch().map((id) => this.#inspectFlow(id)));
        this.#onInspected();
      }
      await slice();
    }
    this.#inspecting = false;
  }

  #introduce(id: Flow['id']): void {
    const flow = this.#flows.get(id)?.flow;
    if (!flow) return;
    this.#inspector.put(flow);
    this.#queue.add(id);
  }

  #takeBatch(): Flow['id'][] {
    const batch = [...this.#queue].slice(0, BATCH);
    for (const id of batch) this.#queue.delete(id);
    return batch;
  }

  async #inspectFlow(id: Flow['id']): Promise<void> {
    const flow = this.#flows.get(id)?.flow;
    if (!flow) return;
    const inspected = await inspectSafely(this.#inspector, flow);
    // A newer version of the flow is queued already: its own turn comes.
    if (this.#flows.get(id)?.flow === flow) this.#flows.set(id, inspected);
  }
}

/** What it returns is to be awaited after each piece of work: other work gets its turn once a slice is over. */
export function slicer(): () => Promise<void> | undefined {
  let start = performance.now();
  return () => {
    if (performance.now() - start < SLICE) return undefined;
    return nextTurn().then(() => {
      start = performance.now();
    });
  };
}

/** Other work gets its turn. */
export function nextTurn(): Promise<void> {
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
