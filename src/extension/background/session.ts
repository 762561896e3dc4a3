import browser from 'webextension-polyfill';
import { type Lane, PRIVATE_FLOW } from '../../core/flow/index.ts';
import type { Flow } from '../../core/model/index.ts';
import { isPrivateKey, LANE_PREFIX, parseRecording, RECORDING_KEY, type Recording } from '../wire/storage.ts';
import { flowChange, flowKeys, flowOfKey, StoredFlows } from '../wire/stored-flows.ts';
import { toStored } from '../wire/stored-text.ts';
import { parseLane } from './lane-schema.ts';

/** How many flows are dropped at once when storage is full. */
const DROP_SHARE = 0.2;

/** Which flows are meant; those of private windows are never meant together with the others. */
export interface Which {
  readonly tab?: number | undefined;
  readonly window?: number | undefined;
  readonly private?: boolean | undefined;
}

/** What one turn of the recorder changed. */
export interface Changes {
  /** By their keys; undefined for one that is no longer needed. */
  readonly lanes: ReadonlyMap<string, Lane | undefined>;
  /** Each flow, and as it was stored before. */
  readonly flows: readonly { readonly flow: Flow; readonly before: Flow | undefined }[];
  /** What has to be written with it, by its keys. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** The recorder's side of `storage.session`. */
export class Session {
  /** What the browser has been asked to store and has not confirmed. */
  readonly #unwritten = new Map<string, unknown>();
  readonly #afterwards: (job: () => Promise<void>) => unknown;
  readonly #onDropped: (flows: readonly Flow['id'][]) => void;
  #recording: Recording | undefined;

  /** `afterwards` runs a job when nothing else is being done; `onDropped` hears of flows that had to go. */
  constructor(
    afterwards: (job: () => Promise<void>) => unknown,
    onDropped: (flows: readonly Flow['id'][]) => void,
  ) {
    this.#afterwards = afterwards;
    this.#onDropped = onDropped;
  }

  async readLane(key: string): Promise<Lane | undefined> {
    return parseLane((await browser.storage.session.get(key))[key]);
  }

  async readFlow(id: Flow['id']): Promise<Flow | undefined> {
    const parts = new StoredFlows();
    const [head = ''] = flowKeys(id, 0);
    parts.accept(head, (await browser.storage.session.get(head))[head]);
    const [, ...keys] = flowKeys(id, parts.size(id) ?? 0);
    const stored = keys.length === 0 ? {} : await browser.storage.session.get(keys);
    for (const [key, value] of Object.entries(stored)) parts.accept(key, value);
    const flow = parts.get(id);
    return flow === 'unreadable' ? undefined : flow;
  }

  /**
   * Writes without waiting for the writes before: the browser carries them out in their order, and what it has been
   * handed is safe when the worker is stopped.
   */
  write({ lanes, flows, more }: Changes): void {
    const items: Record<string, unknown> = { ...more };
    const gone: string[] = [];
    for (const [key, lane] of lanes) {
      if (lane === undefined) gone.push(key);
      else items[key] = toStored(lane);
    }
    for (const { flow, before } of flows) {
      const change = flowChange(flow, before);
      Object.assign(items, change.items);
      gone.push(...change.gone);
    }
    for (const [key, value] of Object.entries(items)) this.#unwritten.set(key, value);
    browser.storage.session.set(items).then(
      () => this.#written(items),
      () => this.#afterwards(() => this.#writeWithinQuota()),
    );
    if (gone.length > 0) void this.remove(gone);
  }

  /** Resolves when the browser has carried out what it was handed before. */
  async written(): Promise<void> {
    await browser.storage.session.get(RECORDING_KEY);
  }

  /** Forgets flows and lanes. */
  async clear(which: Which): Promise<void> {
    const stored = await browser.storage.session.get(null);
    const flows = new StoredFlows();
    for (const [key, value] of Object.entries(stored)) flows.accept(key, value);
    await this.remove(Object.keys(stored).filter((key) => isMeant(which, key, stored[key], flows)));
    const { tab, window } = which;
    if (tab === undefined && window === undefined)
      await this.changeRecording((state) => ({ ...state, dropped: 0 }));
  }

  /** Every lane by its key; undefined for one that this version cannot read. */
  async lanes(): Promise<Map<string, Lane | undefined>> {
    const keys = (await storedKeys()).filter((key) => key.startsWith(LANE_PREFIX));
    const stored = keys.length === 0 ? {} : await browser.storage.session.get(keys);
    return new Map(Object.entries(stored).map(([key, value]) => [key, parseLane(value)]));
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#unwritten.delete(key);
    await browser.storage.session.remove([...keys]);
  }

  /** Nobody else writes it, so it is read once in a worker's life. */
  async recording(): Promise<Recording> {
    this.#recording ??= parseRecording((await browser.storage.session.get(RECORDING_KEY))[RECORDING_KEY]);
    return this.#recording;
  }

  async changeRecording(change: (state: Recording) => Recording): Promise<void> {
    const recording = change(await this.recording());
    await browser.storage.session.set({ [RECORDING_KEY]: recording });
    this.#recording = recording;
  }

  forget(): void {
    this.#unwritten.clear();
    this.#recording = undefined;
  }

  #written(items: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(items)) {
      if (this.#unwritten.get(key) === value) this.#unwritten.delete(key);
    }
  }

  /** `storage.session` holds 10 MB: when it is full, the oldest flows go and the inspector says how many. */
  async #writeWithinQuota(): Promise<void> {
    while (this.#unwritten.size > 0) {
      const items = Object.fromEntries(this.#unwritten);
      try {
        await browser.storage.session.set(items);
        this.#written(items);
      } catch (error) {
        const kept = new Set(Object.keys(items).flatMap((key) => flowOfKey(key) ?? []));
        if (await this.#dropOldest(kept)) continue;
        this.#unwritten.clear();
        throw error;
      }
    }
  }

  /** False when there is nothing left to drop. */
  async #dropOldest(keep: ReadonlySet<Flow['id']>): Promise<boolean> {
    const keys = await storedKeys();
    const ids = [...new Set(keys.flatMap((key) => flowOfKey(key) ?? []))].filter((id) => !keep.has(id));
    const oldest = ids.toSorted(byBeginning).slice(0, Math.ceil(ids.length * DROP_SHARE));
    if (oldest.length === 0) return false;
    const going = new Set(oldest);
    await this.recording();
    // Both are handed over at once: a worker that is stopped in between must not leave flows gone and uncounted.
    const removal = this.remove(keys.filter((key) => going.has(flowOfKey(key) ?? '')));
    await this.changeRecording((state) => ({ ...state, dropped: state.dropped + oldest.length }));
    await removal;
    this.#onDropped(oldest);
    return true;
  }
}

/** Without the values, where the browser can do that: Chromium from version 130 on. */
async function storedKeys(): Promise<string[]> {
  const { session } = browser.storage;
  const getKeys: unknown = Reflect.get(session, 'getKeys');
  if (typeof getKeys !== 'function') return Object.keys(await session.get(null));
  const keys: unknown = await getKeys.call(session);
  return Array.isArray(keys) ? keys.map(String) : [];
}

function isMeant(
  { tab, window, private: isPrivate = false }: Which,
  key: string,
  value: unknown,
  flows: StoredFlows,
): boolean {
  const isWanted = (id: number | undefined, of: number | undefined) =>
    (tab === undefined || id === tab) && (window === undefined || of === window);
  const id = flowOfKey(key);
  if (id !== undefined) {
    if (isPrivateKey(key) !== isPrivate) return false;
    if (tab === undefined && window === undefined) return true;
    const flow = flows.get(id);
    return typeof flow === 'object' && isWanted(flow.tab?.id, flow.tab?.window);
  }
  if (!key.startsWith(LANE_PREFIX)) return false;
  const lane = parseLane(value);
  return (lane?.private ?? false) === isPrivate && isWanted(lane?.tab, lane?.window);
}

function byBeginning(a: Flow['id'], b: Flow['id']): number {
  return beginning(a) - beginning(b);
}

/** The id of a flow begins with the time of its beginning (core/flow/membership.ts). */
function beginning(id: Flow['id']): number {
  const time = id.startsWith(PRIVATE_FLOW) ? id.slice(PRIVATE_FLOW.length) : id;
  return Number.parseInt(time.split('-')[0] ?? '', 36) || 0;
}
