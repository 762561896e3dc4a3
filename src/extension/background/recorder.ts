import browser from 'webextension-polyfill';
import { type Lane, type LaneState, type Observation, observe } from '../../core/flow/index.ts';
import { endpointOf } from '../../core/login-gov/endpoints.ts';
import { type Deployments, environmentOf } from '../../core/login-gov/environments.ts';
import type { Engine, Flow, Interruption } from '../../core/model/index.ts';
import { LIMITS } from '../../formats/capture/schema.ts';
import {
  FLOW_PREFIX,
  isPrivateKey,
  isRecording,
  LANE_PREFIX,
  parseFlow,
  parseRecording,
  RECORDING_KEY,
  type Recording,
  withRecording,
} from '../wire/storage.ts';
import { parseLane } from './lane-schema.ts';
import type { Whereabouts } from './tab-places.ts';
import type { Place } from './web-request.ts';

interface Entry {
  readonly place: Place;
  readonly observation: Observation;
  /** When the browser saw the event: milliseconds since 1970 UTC. */
  readonly at: number;
}

/**
 * Firefox delivers webNavigation events before webRequest events that happened earlier. It marks both with
 * the time, so waiting a moment and sorting puts them right. In milliseconds.
 */
const SETTLING_TIME: Readonly<Record<Engine, number>> = { chromium: 0, firefox: 250 };

/** Frames whose lane (or lack of one) is kept in memory, so that other pages' events cost no storage access. */
const MAX_REMEMBERED_LANES = 2000;

/** Interruptions of one flow beyond this number are not marked. */
const MAX_INTERRUPTIONS = LIMITS.interruptions;

/** What the recorder has to know besides the events. */
export interface Surroundings {
  /** Those of Login.gov that the user named. */
  readonly deployments: () => Promise<Deployments>;
  readonly whereabouts: (tab: number) => Promise<Whereabouts>;
}

/** How many flows are dropped at once when storage is full. */
const DROP_SHARE = 0.2;

/**
 * Applies observations one after the other and writes what changed to `storage.session`. Memory holds only a
 * copy: a worker that is killed between two events reads it back with the next one.
 */
export class Recorder {
  readonly #engine: Engine;
  readonly #onChange: (flows: readonly Flow[]) => void;
  readonly #surroundings: Surroundings;
  readonly #lanes = new Map<string, Lane | undefined>();
  readonly #flows = new Map<string, Flow>();
  /** What the browser has been asked to store and has not confirmed. */
  readonly #unwritten = new Map<string, unknown>();
  #state: Recording | undefined;
  #entries: Entry[] = [];
  #work: Promise<void> = Promise.resolve();

  /** `onChange` hears of every flow that was written. */
  constructor(engine: Engine, onChange: (flows: readonly Flow[]) => void, surroundings: Surroundings) {
    this.#engine = engine;
    this.#onChange = onChange;
    this.#surroundings = surroundings;
  }

  readonly record = (place: Place, observation: Observation, at: number): void => {
    if (place.tab < 0) return;
    // Asked while the tab is there: it may be closed before the event is applied.
    if ('url' in observation && environmentOf(observation.url) !== undefined) {
      void this.#surroundings.whereabouts(place.tab);
    }
    this.#entries.push({ place, observation, at });
    if (this.#entries.length === 1) this.#schedule();
  };

  /** Forgets the flows of one tab, of one window, or all; those of private windows or the others. */
  clear(which: Which = {}): Promise<void> {
    return this.#enqueue(async () => {
      const stored = await browser.storage.session.get(null);
      await browser.storage.session.remove(
        Object.keys(stored).filter((key) => isMeant(which, key, stored[key])),
      );
      const { tab, window } = which;
      if (tab === undefined && window === undefined)
        await this.#changeRecording((state) => ({ ...state, dropped: 0 }));
      this.#forget();
    });
  }

  /**
   * In one window, or in all. What happens during a pause is not followed, so recording begins anew afterwards; what
   * went on when it began is marked.
   * @param time milliseconds since 1970 UTC
   */
  setRecording(on: boolean, time: number, window?: number): Promise<void> {
    return this.#enqueue(async () => {
      if (!on) {
        const lanes = await this.#storedLanes(window);
        await this.#interrupt({ kind: 'paused', time }, [...lanes.values()]);
        await browser.storage.session.remove([...lanes.keys()]);
        this.#forget();
      }
      await this.#changeRecording((state) => withRecording(state, on, window));
    });
  }

  /** Pauses in that window where it is recorded, and records where it is paused. */
  async toggleRecording(time: number, window?: number): Promise<void> {
    const isOn = isRecording(await this.#recording(), window);
    return this.setRecording(!isOn, time, window);
  }

  /** Marks the flows that go on: from now on something of them may be missing. */
  interrupt(interruption: Interruption): Promise<void> {
    return this.#enqueue(async () => {
      await this.#interrupt(interruption, [...(await this.#storedLanes()).values()]);
    });
  }

  /** The window is gone, and so is its state. */
  async closeWindow(window: number): Promise<void> {
    await this.#settled();
    return this.#enqueue(async () => {
      const { on, windows } = await this.#recording();
      if (windows?.[window] !== undefined)
        await this.#changeRecording((state) => withRecording(state, on, window));
    });
  }

  /** The tab is gone: its place is no longer needed, its flows stay. */
  async closeTab(tab: number): Promise<void> {
    await this.#settled();
    return this.#enqueue(async () => {
      const prefix = `${LANE_PREFIX}${tab}.`;
      const frames = [...this.#lanes.keys()].filter((key) => key.startsWith(prefix));
      const keys = new Set([`${prefix}0`, ...frames]);
      await browser.storage.session.remove([...keys]);
      for (const key of keys) {
        this.#flows.delete(this.#lanes.get(key)?.flow ?? '');
        this.#lanes.delete(key);
      }
    });
  }

  /** The last events of what was closed may still have to settle. */
  async #settled(): Promise<void> {
    const wait = SETTLING_TIME[this.#engine];
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, 2 * wait));
  }

  #schedule(): void {
    const wait = SETTLING_TIME[this.#engine];
    const drain = () => void this.#enqueue(() => this.#drain());
    if (wait === 0) drain();
    else setTimeout(drain, wait);
  }

  /** The entries that no earlier event can precede any more, in the order of their events. */
  #takeSettled(): Entry[] {
    const wait = SETTLING_TIME[this.#engine];
    const until = wait === 0 ? Number.POSITIVE_INFINITY : Date.now() - wait;
    const settled = this.#entries.filter(({ at }) => at <= until);
    this.#entries = this.#entries.filter(({ at }) => at > until);
    if (this.#entries.length > 0) this.#schedule();
    return settled.toSorted((a, b) => a.at - b.at);
  }

  /** Runs after everything that was asked before; a failure does not stop what comes after it. */
  #enqueue(job: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(job).catch((error: unknown) => {
      console.error('Login.gov Request Inspector: recording failed.', error);
      this.#forget();
    });
    return this.#work;
  }

  async #drain(): Promise<void> {
    const entries = this.#takeSettled();
    const recording = await this.#recording();
    if (!recording.on && recording.windows === undefined) return;
    const deployments = await this.#surroundings.deployments();
    const lanes = new Set<string>();
    const flows = new Map<string, Flow>();
    const closed = new Set<Flow['id']>();
    for (const { place, observation } of entries) {
      if (!(await this.#isRecorded(place.tab, recording))) continue;
      const key = `${LANE_PREFIX}${place.tab}.${place.frame}`;
      const state = await this.#stateAt(key, place, observation, deployments);
      if (state === undefined) continue;
      const next = observe(state, observation);
      for (const flow of [next.ended, next.flow]) {
        if (flow === undefined || flow === state.flow) continue;
        this.#flows.set(flow.id, flow);
        flows.set(flow.id, flow);
      }
      if (state.flow !== undefined && next.lane.flow !== state.flow.id) closed.add(state.flow.id);
      this.#lanes.set(key, isIdle(next.lane) ? undefined : next.lane);
      if (isStored(next.lane) || isStored(state.lane)) lanes.add(key);
    }
    if (lanes.size > 0) this.#write(lanes, [...flows.values()]);
    // Memory keeps only flows that are going on, and not every frame there ever was.
    for (const id of closed) this.#flows.delete(id);
    if (this.#lanes.size > MAX_REMEMBERED_LANES) this.#forget();
    if (flows.size > 0) this.#onChange([...flows.values()]);
  }

  /** Undefined when the observation is about a page that is none of ours. */
  async #stateAt(
    key: string,
    place: Place,
    observation: Observation,
    deployments: Deployments,
  ): Promise<LaneState | undefined> {
    if (!this.#lanes.has(key)) {
      const stored = await browser.storage.session.get(key);
      this.#lanes.set(key, parseLane(stored[key]));
    }
    const lane = this.#lanes.get(key);
    if (lane === undefined) {
      if (!mayBegin(observation, deployments)) return undefined;
      return { lane: withDeployments(await this.#newLane(place), deployments) };
    }
    const flow = lane.flow === undefined ? undefined : await this.#flow(lane.flow);
    return { lane: withDeployments(lane, deployments), ...(flow !== undefined && { flow }) };
  }

  async #newLane({ tab, frame }: Place): Promise<Lane> {
    const at = await this.#surroundings.whereabouts(tab);
    return {
      tab,
      frame,
      engine: this.#engine,
      ...(at.window !== undefined && { window: at.window }),
      ...(at.private && { private: true }),
    };
  }

  async #isRecorded(tab: number, recording: Recording): Promise<boolean> {
    if (recording.windows === undefined) return recording.on;
    return isRecording(recording, (await this.#surroundings.whereabouts(tab)).window);
  }

  /** By their keys, those of one window or all. */
  async #storedLanes(window?: number): Promise<Map<string, Lane | undefined>> {
    const lanes = new Map<string, Lane | undefined>();
    for (const [key, value] of Object.entries(await browser.storage.session.get(null))) {
      if (!key.startsWith(LANE_PREFIX)) continue;
      const lane = parseLane(value);
      const tab = Number.parseInt(key.slice(LANE_PREFIX.length), 10);
      if (window !== undefined && (await this.#surroundings.whereabouts(tab)).window !== window) continue;
      lanes.set(key, lane);
    }
    return lanes;
  }

  async #interrupt(interruption: Interruption, lanes: readonly (Lane | undefined)[]): Promise<void> {
    const ids = new Set(
      lanes.flatMap((lane) => (lane !== undefined && goesOn(lane) ? (lane.flow ?? []) : [])),
    );
    for (const id of ids) {
      const flow = await this.#flow(id);
      if (flow === undefined || (flow.interruptions?.length ?? 0) >= MAX_INTERRUPTIONS) continue;
      const marked = { ...flow, interruptions: [...(flow.interruptions ?? []), interruption] };
      this.#flows.set(id, marked);
      await browser.storage.session.set({ [`${FLOW_PREFIX}${id}`]: marked });
    }
  }

  async #flow(id: string): Promise<Flow | undefined> {
    const known = this.#flows.get(id);
    if (known !== undefined) return known;
    const key = `${FLOW_PREFIX}${id}`;
    const flow = parseFlow((await browser.storage.session.get(key))[key]);
    if (flow !== undefined) this.#flows.set(id, flow);
    return flow;
  }

  /**
   * Writes without waiting for the writes before: the browser carries them out in their order, and what it has been
   * handed is safe when the worker is stopped.
   */
  #write(lanes: ReadonlySet<string>, flows: readonly Flow[]): void {
    const items: Record<string, unknown> = {};
    const idle: string[] = [];
    for (const key of lanes) {
      const lane = this.#lanes.get(key);
      if (lane === undefined || !isStored(lane)) idle.push(key);
      else items[key] = lane;
    }
    for (const flow of flows) items[`${FLOW_PREFIX}${flow.id}`] = flow;
    for (const [key, value] of Object.entries(items)) this.#unwritten.set(key, value);
    browser.storage.session.set(items).then(
      () => this.#written(items),
      () => void this.#enqueue(() => this.#writeWithinQuota()),
    );
    if (idle.length === 0) return;
    for (const key of idle) this.#unwritten.delete(key);
    void browser.storage.session.remove(idle);
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
        if (await this.#dropOldest(new Set(Object.keys(items)))) continue;
        this.#unwritten.clear();
        throw error;
      }
    }
  }

  /** False when there is nothing left to drop. */
  async #dropOldest(keep: ReadonlySet<string>): Promise<boolean> {
    const stored = await browser.storage.session.get(null);
    const flows = Object.keys(stored)
      .filter((key) => key.startsWith(FLOW_PREFIX) && !keep.has(key))
      .map((key) => ({ key, time: parseFlow(stored[key])?.navigations[0]?.hops[0]?.time ?? 0 }))
      .toSorted((a, b) => a.time - b.time);
    const oldest = flows.slice(0, Math.ceil(flows.length * DROP_SHARE)).map(({ key }) => key);
    if (oldest.length === 0) return false;
    await browser.storage.session.remove(oldest);
    await this.#changeRecording((state) => ({ ...state, dropped: state.dropped + oldest.length }));
    return true;
  }

  /** Nobody else writes it, so it is read once in a worker's life. */
  async #recording(): Promise<Recording> {
    this.#state ??= parseRecording((await browser.storage.session.get(RECORDING_KEY))[RECORDING_KEY]);
    return this.#state;
  }

  async #changeRecording(change: (state: Recording) => Recording): Promise<void> {
    const state = change(await this.#recording());
    await browser.storage.session.set({ [RECORDING_KEY]: state });
    this.#state = state;
  }

  #forget(): void {
    this.#lanes.clear();
    this.#flows.clear();
    this.#unwritten.clear();
    this.#state = undefined;
  }
}

/** Which flows are meant; those of private windows are never meant together with the others. */
export interface Which {
  readonly tab?: number | undefined;
  readonly window?: number | undefined;
  readonly private?: boolean | undefined;
}

function isMeant({ tab, window, private: isPrivate = false }: Which, key: string, value: unknown): boolean {
  const isWanted = (id: number | undefined, of: number | undefined) =>
    (tab === undefined || id === tab) && (window === undefined || of === window);
  if (key.startsWith(FLOW_PREFIX)) {
    if (isPrivateKey(key) !== isPrivate) return false;
    if (tab === undefined && window === undefined) return true;
    const flow = parseFlow(value);
    return isWanted(flow?.tab?.id, flow?.tab?.window);
  }
  if (!key.startsWith(LANE_PREFIX)) return false;
  const lane = parseLane(value);
  return (lane?.private ?? false) === isPrivate && isWanted(lane?.tab, lane?.window);
}

/** A flow that the user can be expected to finish: a navigation is in progress, or a page of Login.gov is shown. */
function goesOn({ settled, document, deployments }: Lane): boolean {
  if (settled === undefined) return true;
  return document?.url !== undefined && environmentOf(document.url, deployments) !== undefined;
}

/** A frame is followed from its first request to Login.gov or, where the user granted the host, from before. */
function mayBegin(observation: Observation, deployments: Deployments): boolean {
  if (!('url' in observation)) return false;
  const { url } = observation;
  if (environmentOf(url, deployments) !== undefined || endpointOf(url, deployments) !== undefined)
    return true;
  return observation.kind === 'request';
}

/** The lane with the deployments as they are now; without any it is as it was. */
function withDeployments(lane: Lane, deployments: Deployments): Lane {
  if (deployments.length > 0) return { ...lane, deployments };
  const { deployments: _, ...rest } = lane;
  return lane.deployments === undefined ? lane : rest;
}

/** Pages have many frames that nobody signs in with: they are remembered only, until one of them asks Login.gov. */
function isStored({ frame, flow }: Lane): boolean {
  return frame === 0 || flow !== undefined;
}

/** Nothing is going on and nothing known of the page could matter later. */
function isIdle({ flow, pending, document }: Lane): boolean {
  return flow === undefined && pending === undefined && document?.policies === undefined;
}
