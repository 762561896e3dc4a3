import { type Lane, type LaneState, type Observation, observe } from '../../core/flow/index.ts';
import { startsFlow } from '../../core/login-gov/endpoints.ts';
import { type Deployments, environmentOf } from '../../core/login-gov/environments.ts';
import type { Engine, Flow, Interruption } from '../../core/model/index.ts';
import { LIMITS } from '../../formats/capture/schema.ts';
import type { NamedDeployments } from '../events/deployments.ts';
import type { Standing } from '../wire/commands.ts';
import { eventId, isEvent, type ObservedEvent, type Place } from '../wire/observed-event.ts';
import { isRecording, LANE_PREFIX, type Recording, withRecording } from '../wire/storage.ts';
import { AppliedEvents } from './applied-events.ts';
import { type Arrival, Arrivals } from './arrivals.ts';
import { goesOn, isIdle, isStored, laneKey, mayBegin, placeOfLane, withDeployments } from './lanes.ts';
import { LostDocuments, type Suspicion, withFound } from './lost-documents.ts';
import { Session, type Which } from './session.ts';
import type { ShownDocuments } from './shown-documents.ts';
import type { Whereabouts } from './tab-places.ts';

/** Frames whose lane (or lack of one) is kept in memory, so that other pages' events cost no storage access. */
const MAX_REMEMBERED_LANES = 2000;

/** In place of a frame's id: DevTools says that it was a frame, not which one. */
export const SOME_FRAME = -1;

/** Interruptions of one flow beyond this number are not marked. */
const MAX_INTERRUPTIONS = LIMITS.interruptions;

/** What the recorder has to know besides the events. */
export interface Surroundings {
  /** Those of Login.gov that the user named. */
  readonly deployments: NamedDeployments;
  readonly whereabouts: (tab: number) => Promise<Whereabouts>;
  /** Ids of the frames in a tab, without the tab's own. */
  readonly frames: (tab: number) => Promise<readonly number[]>;
  /** Absent in a browser that always says who asked, and drops no events. */
  readonly shownDocuments?: ShownDocuments;
  /** When the worker started: milliseconds since 1970 UTC. */
  readonly startedAt: number;
  /** Whether a page of ours is open that will ask for the {@link Recorder.standing} of what it saw. */
  readonly pagesAnswer: Promise<boolean>;
}

/**
 * Applies observations one after the other and writes what changed to `storage.session`. Memory holds only a
 * copy: a worker that is killed between two events reads it back with the next one.
 */
export class Recorder {
  readonly #engine: Engine;
  readonly #applied = new AppliedEvents();
  readonly #arrivals: Arrivals;
  readonly #onChange: (flows: readonly Flow[]) => void;
  readonly #surroundings: Surroundings;
  readonly #lanes = new Map<string, Lane | undefined>();
  readonly #flows = new Map<Flow['id'], Flow>();
  readonly #session = new Session(
    (job) => this.#enqueue(job),
    (dropped) => {
      for (const id of dropped) this.#flows.delete(id);
    },
  );
  readonly #lost: LostDocuments | undefined;
  #work: Promise<void> = Promise.resolve();

  /** `onChange` hears of every flow that was written. */
  constructor(engine: Engine, onChange: (flows: readonly Flow[]) => void, surroundings: Surroundings) {
    this.#engine = engine;
    this.#onChange = onChange;
    this.#surroundings = surroundings;
    const drain = () => void this.#enqueue(() => this.#drain());
    const { startedAt, pagesAnswer, shownDocuments } = surroundings;
    this.#arrivals = new Arrivals(engine, startedAt, this.#applied, pagesAnswer, drain);
    this.#lost =
      shownDocuments &&
      new LostDocuments(shownDocuments, {
        enqueue: (job) => this.#enqueue(job),
        lane: (place) => this.#recordedLane(place),
        quiet: () => this.#arrivals.quiet(),
        mark: (suspicion) => this.#markLost(suspicion),
      });
  }

  readonly record = (place: Place, observation: Observation, at: number): void => {
    if (place.tab < 0) return;
    // Asked while the tab is there: it may be closed before the event is applied.
    if ('url' in observation && environmentOf(observation.url) !== undefined) {
      void this.#surroundings.whereabouts(place.tab);
    }
    const { shownDocuments } = this.#surroundings;
    this.#lost?.hear(place);
    const shown = this.#beginsFlow(observation) ? shownDocuments?.behind(place) : undefined;
    this.#arrivals.add({ place, observation, at, ...(shown !== undefined && { shown }) });
  };

  /** What a frame shows then is asked for, while it is still shown. */
  #beginsFlow(observation: Observation): boolean {
    if (observation.kind !== 'request') return false;
    const { url, initiator } = observation;
    const known = this.#surroundings.deployments.known();
    // Login.gov leads through its own endpoints again.
    const isAgain = initiator !== undefined && environmentOf(initiator, known) !== undefined;
    return !isAgain && startsFlow(url, known);
  }

  /**
   * Somebody begins to look at what is recorded: where a frame shows a document that no worker was told of, the flow
   * that went on there is marked. In one tab, or in all.
   */
  async look(tab?: number): Promise<void> {
    await this.#lost?.look(async () => {
      if (tab !== undefined) return [{ tab, frame: 0 }];
      return [...(await this.#session.lanes()).keys()].map(placeOfLane);
    });
  }

  /** The same for what is told by a message: resolves when it has been written, so that it is not told again. */
  recordNow(place: Place, observation: Observation): Promise<void> {
    return new Promise((done) => this.#arrivals.add({ place, observation, at: Date.now(), done }));
  }

  /**
   * What has become of the events with these ids: those that are missing have to be told of by who saw them; what is
   * neither missing nor waiting is in storage. Undefined when that cannot be said.
   * @param since when the worker started that they were meant for: what was asked of one before this may not be all
   */
  async standing(ids: readonly string[], since: number): Promise<Standing | undefined> {
    let answer: Standing | undefined;
    await this.#enqueue(async () => {
      const standing = await this.#arrivals.standing(ids);
      await this.#session.written();
      const isOurs = since === this.#surroundings.startedAt;
      if (isOurs && standing.missing.length === 0) this.#arrivals.complete();
      answer = standing;
    });
    return answer;
  }

  /** What another part of the extension saw and no worker was given. */
  recordAgain(events: readonly ObservedEvent[]): Promise<void> {
    return this.#enqueue(async () => {
      for (const event of events) await this.#arrivals.addAgain(event);
    });
  }

  /** Forgets the flows of one tab, of one window, or all; those of private windows or the others. */
  clear(which: Which = {}): Promise<void> {
    return this.#enqueue(async () => {
      await this.#drain(true);
      await this.#session.clear(which);
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
        await this.#drain(true);
        const lanes = await this.#storedLanes(window);
        await this.#interrupt({ kind: 'paused', time }, [...lanes.values()]);
        await this.#session.remove([...lanes.keys()]);
        this.#forget();
      }
      await this.#session.changeRecording((state) => withRecording(state, on, window));
    });
  }

  /** Pauses in that window where it is recorded, and records where it is paused. */
  async toggleRecording(time: number, window?: number): Promise<void> {
    const isOn = isRecording(await this.#session.recording(), window);
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
      const { on, windows } = await this.#session.recording();
      if (windows?.[window] !== undefined)
        await this.#session.changeRecording((state) => withRecording(state, on, window));
    });
  }

  /** The tab is gone: its place is no longer needed, its flows stay. */
  async closeTab(tab: number): Promise<void> {
    await this.#settled();
    return this.#enqueue(async () => {
      const prefix = `${LANE_PREFIX}${tab}.`;
      const frames = [...this.#lanes.keys()].filter((key) => key.startsWith(prefix));
      const keys = new Set([`${prefix}0`, ...frames]);
      await this.#session.remove([...keys]);
      for (const key of keys) {
        this.#flows.delete(this.#lanes.get(key)?.flow ?? '');
        this.#lanes.delete(key);
      }
    });
  }

  /** The last events of what was closed may still have to settle. */
  async #settled(): Promise<void> {
    const { wait } = this.#arrivals;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, 2 * wait));
  }

  /** Runs after everything that was asked before; a failure does not stop what comes after it. */
  #enqueue(job: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(job).catch((error: unknown) => {
      console.error('Login.gov Request Inspector: recording failed.', error);
      this.#forget();
    });
    return this.#work;
  }

  async #drain(everything = false): Promise<void> {
    const arrivals = await this.#arrivals.take(everything);
    try {
      await this.#apply(arrivals);
      this.#arrivals.written(arrivals);
    } finally {
      for (const { done } of arrivals) done?.();
    }
  }

  async #apply(arrivals: readonly Arrival[]): Promise<void> {
    for (const arrival of arrivals) {
      if (isEvent(arrival)) this.#applied.add(eventId(arrival));
      this.#lost?.tell(arrival.observation);
    }
    const recording = await this.#session.recording();
    if (!recording.on && recording.windows === undefined) return this.#applied.trim();
    const deployments = await this.#surroundings.deployments.read();
    const lanes = new Map<string, Lane | undefined>();
    const flows = new Map<Flow['id'], { flow: Flow; before: Flow | undefined }>();
    const closed = new Set<Flow['id']>();
    for (const arrival of arrivals) {
      const { place: told } = arrival;
      if (!(await this.#isRecorded(told.tab, recording))) continue;
      const place =
        told.frame === SOME_FRAME ? await this.#frameOf(told.tab, arrival.observation, deployments) : told;
      if (place === undefined) continue;
      const key = laneKey(place);
      const observation = await withShown(arrival);
      const state = await this.#stateAt(key, place, observation, deployments);
      if (state === undefined) continue;
      const next = observe(state, observation);
      if (next === state && observation.kind === 'meta-policies') continue;
      for (const flow of [next.ended, next.flow]) {
        if (flow === undefined || flow === state.flow) continue;
        const { before } = flows.get(flow.id) ?? { before: this.#flows.get(flow.id) };
        flows.set(flow.id, { flow, before });
        this.#flows.set(flow.id, flow);
      }
      if (state.flow !== undefined && next.lane.flow !== state.flow.id) closed.add(state.flow.id);
      const lane = isIdle(next.lane) ? undefined : next.lane;
      this.#lanes.set(key, lane);
      if (isStored(next.lane)) lanes.set(key, lane);
      else if (isStored(state.lane)) lanes.set(key, undefined);
    }
    if (lanes.size > 0)
      this.#session.write({ lanes, flows: [...flows.values()], more: this.#applied.entry() });
    else this.#applied.trim();
    // Memory keeps only flows that are going on, and not every frame there ever was.
    for (const id of closed) this.#flows.delete(id);
    if (this.#lanes.size > MAX_REMEMBERED_LANES) this.#forget();
    if (flows.size > 0) this.#onChange([...flows.values()].map(({ flow }) => flow));
  }

  /** Undefined when the observation is about a page that is none of ours. */
  async #stateAt(
    key: string,
    place: Place,
    observation: Observation,
    deployments: Deployments,
  ): Promise<LaneState | undefined> {
    const lane = await this.#lane(key);
    if (lane === undefined) {
      if (!mayBegin(observation, deployments)) return undefined;
      return { lane: withDeployments(await this.#newLane(place), deployments) };
    }
    const flow = lane.flow === undefined ? undefined : await this.#flow(lane.flow);
    return { lane: withDeployments(lane, deployments), ...(flow !== undefined && { flow }) };
  }

  /** The frame of the tab whose flow the observation adds to; undefined where it is none, or more than one. */
  async #frameOf(
    tab: number,
    observation: Observation,
    deployments: Deployments,
  ): Promise<Place | undefined> {
    const found: Place[] = [];
    // The browser does not list a frame that has shown nothing yet.
    const remembered = [...this.#lanes.values()].flatMap((lane) =>
      lane?.tab === tab && lane.frame !== 0 ? [lane.frame] : [],
    );
    for (const frame of new Set([...remembered, ...(await this.#surroundings.frames(tab))])) {
      const place = { tab, frame };
      const state = await this.#stateAt(laneKey(place), place, observation, deployments);
      if (state?.flow !== undefined && observe(state, observation) !== state) found.push(place);
    }
    return found.length === 1 ? found[0] : undefined;
  }

  async #recordedLane(place: Place): Promise<Lane | undefined> {
    const recording = await this.#session.recording();
    return (await this.#isRecorded(place.tab, recording)) ? this.#lane(laneKey(place)) : undefined;
  }

  async #lane(key: string): Promise<Lane | undefined> {
    if (!this.#lanes.has(key)) this.#lanes.set(key, await this.#session.readLane(key));
    return this.#lanes.get(key);
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
    for (const [key, lane] of await this.#session.lanes()) {
      const tab = Number.parseInt(key.slice(LANE_PREFIX.length), 10);
      if (window !== undefined && (await this.#surroundings.whereabouts(tab)).window !== window) continue;
      lanes.set(key, lane);
    }
    return lanes;
  }

  async #markLost(suspicion: Suspicion): Promise<void> {
    await this.#interrupt({ kind: 'events-lost', time: Date.now() }, [suspicion.lane]);
    const key = laneKey(suspicion.place);
    const found = withFound(await this.#lane(key), suspicion);
    this.#lanes.set(key, found);
    if (found !== undefined) this.#session.write({ lanes: new Map([[key, found]]), flows: [] });
  }

  async #interrupt(interruption: Interruption, lanes: readonly (Lane | undefined)[]): Promise<void> {
    const ids = new Set(
      lanes.flatMap((lane) => (lane !== undefined && goesOn(lane) ? (lane.flow ?? []) : [])),
    );
    for (const id of ids) {
      const before = await this.#flow(id);
      if (before === undefined || (before.interruptions?.length ?? 0) >= MAX_INTERRUPTIONS) continue;
      const flow = { ...before, interruptions: [...(before.interruptions ?? []), interruption] };
      this.#flows.set(id, flow);
      this.#session.write({ lanes: new Map(), flows: [{ flow, before }] });
    }
  }

  async #flow(id: Flow['id']): Promise<Flow | undefined> {
    const known = this.#flows.get(id);
    if (known !== undefined) return known;
    const flow = await this.#session.readFlow(id);
    if (flow !== undefined) this.#flows.set(id, flow);
    return flow;
  }

  #forget(): void {
    this.#lanes.clear();
    this.#flows.clear();
    this.#session.forget();
  }
}

async function withShown({ observation, shown: asked }: Arrival): Promise<Observation> {
  const shown = await asked;
  return shown === undefined || observation.kind !== 'request' ? observation : { ...observation, shown };
}
