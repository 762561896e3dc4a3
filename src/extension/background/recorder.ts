import { type Lane, type Observation, observe } from '../../core/flow/index.ts';
import { startsFlow } from '../../core/login-gov/endpoints.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import type { Engine, Flow, Interruption } from '../../core/model/index.ts';
import { LIMITS } from '../../formats/capture/schema.ts';
import type { NamedDeployments } from '../events/deployments.ts';
import type { Seen, Standing } from '../wire/commands.ts';
import { eventId, isEvent, type ObservedEvent, type Place } from '../wire/observed-event.ts';
import { isRecording, type Recording, withRecording } from '../wire/storage.ts';
import { AppliedEvents } from './applied-events.ts';
import { type Arrival, Arrivals } from './arrivals.ts';
import { FollowedFrames, type Tabs } from './followed-frames.ts';
import { goesOn, isIdle, isStored, laneKey, placeOfLane } from './lanes.ts';
import { LostDocuments, type Suspicion, withFound } from './lost-documents.ts';
import { Session, type Which } from './session.ts';
import type { ShownDocuments } from './shown-documents.ts';

/** In place of a frame's id: DevTools says that it was a frame, not which one. */
export const SOME_FRAME = -1;

/** Interruptions of one flow beyond this number are not marked. */
const MAX_INTERRUPTIONS = LIMITS.interruptions;

/** What the recorder has to know besides the events. */
export interface Surroundings extends Tabs {
  /** Those of Login.gov that the user named. */
  readonly deployments: NamedDeployments;
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
  readonly #applied = new AppliedEvents();
  readonly #arrivals: Arrivals;
  readonly #onChange: (flows: readonly Flow[]) => void;
  readonly #surroundings: Surroundings;
  readonly #session = new Session(
    (job) => this.#enqueue(job),
    (dropped) => this.#frames.forgetFlows(dropped),
  );
  readonly #frames: FollowedFrames;
  readonly #lost: LostDocuments | undefined;
  #work: Promise<void> = Promise.resolve();

  /** `onChange` hears of every flow that was written. */
  constructor(engine: Engine, onChange: (flows: readonly Flow[]) => void, surroundings: Surroundings) {
    this.#frames = new FollowedFrames(engine, this.#session, surroundings);
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
   */
  async standing(seen: Seen): Promise<Standing | undefined> {
    let answer: Standing | undefined;
    await this.#enqueue(async () => {
      const standing = await this.#arrivals.standing(seen.ids);
      await this.#session.written();
      if (standing.missing.length === 0) this.#complete(seen);
      answer = standing;
    });
    return answer;
  }

  /** What another part of the extension saw and no worker was given; with the last of it, all that it saw. */
  recordAgain(events: readonly ObservedEvent[], seen?: Seen): Promise<void> {
    return this.#enqueue(async () => {
      await this.#arrivals.addAgain(events);
      if (seen !== undefined) this.#complete(seen);
    });
  }

  /** What was told to a worker before this one may not be all. */
  #complete({ ids, since }: Seen): void {
    if (since === this.#surroundings.startedAt) this.#arrivals.complete(ids);
  }

  /** Forgets the flows of one tab, of one window, or all; those of private windows or the others. */
  clear(which: Which = {}): Promise<void> {
    return this.#enqueue(async () => {
      await this.#drain(true);
      await this.#session.clear(which);
      this.#frames.forget();
    });
  }

  /**
   * In one window, or in all. What happens during a pause is not followed, so recording begins anew afterwards; what
   * went on when it began is marked.
   * @param time milliseconds since 1970 UTC
   */
  setRecording(on: boolean, time: number, window?: number): Promise<void> {
    return this.#enqueue(async () => {
      await this.#drain(true);
      if (!on) {
        const lanes = await this.#frames.stored(window);
        await this.#interrupt({ kind: 'paused', time }, [...lanes.values()]);
        await this.#session.remove([...lanes.keys()]);
        this.#frames.forget();
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
      await this.#interrupt(interruption, [...(await this.#frames.stored()).values()]);
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
      await this.#frames.removeTab(tab);
    });
  }

  /** The last events of what was closed may still have to settle. */
  async #settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2 * this.#arrivals.wait));
  }

  /** Runs after everything that was asked before; a failure does not stop what comes after it. */
  #enqueue(job: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(job).catch((error: unknown) => {
      console.error('Login.gov Request Inspector: recording failed.', error);
      this.#frames.forget();
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
        told.frame === SOME_FRAME
          ? await this.#frames.frameOf(told.tab, arrival.observation, deployments)
          : told;
      if (place === undefined) continue;
      const key = laneKey(place);
      const observation = await withShown(arrival);
      const state = await this.#frames.stateAt(place, observation, deployments);
      if (state === undefined) continue;
      const next = observe(state, observation);
      if (next === state && observation.kind === 'meta-policies') continue;
      for (const flow of [next.ended, next.flow]) {
        if (flow === undefined || flow === state.flow) continue;
        const { before } = flows.get(flow.id) ?? { before: this.#frames.known(flow.id) };
        flows.set(flow.id, { flow, before });
        this.#frames.keepFlow(flow);
      }
      if (state.flow !== undefined && next.lane.flow !== state.flow.id) closed.add(state.flow.id);
      const lane = isIdle(next.lane) ? undefined : next.lane;
      this.#frames.keepLane(place, lane);
      if (isStored(next.lane)) lanes.set(key, lane);
      else if (isStored(state.lane)) lanes.set(key, undefined);
    }
    if (lanes.size > 0)
      this.#session.write({ lanes, flows: [...flows.values()], more: this.#applied.entry() });
    else this.#applied.trim();
    this.#frames.forgetFlows(closed);
    this.#frames.trim();
    if (flows.size > 0) this.#onChange([...flows.values()].map(({ flow }) => flow));
  }

  async #recordedLane(place: Place): Promise<Lane | undefined> {
    const recording = await this.#session.recording();
    return (await this.#isRecorded(place.tab, recording)) ? this.#frames.lane(place) : undefined;
  }

  async #isRecorded(tab: number, recording: Recording): Promise<boolean> {
    if (recording.windows === undefined) return recording.on;
    return isRecording(recording, (await this.#surroundings.whereabouts(tab)).window);
  }

  async #markLost(suspicion: Suspicion): Promise<void> {
    await this.#interrupt({ kind: 'events-lost', time: Date.now() }, [suspicion.lane]);
    const { place } = suspicion;
    const found = withFound(await this.#frames.lane(place), suspicion);
    this.#frames.keepLane(place, found);
    if (found !== undefined) this.#session.write({ lanes: new Map([[laneKey(place), found]]), flows: [] });
  }

  async #interrupt(interruption: Interruption, lanes: readonly (Lane | undefined)[]): Promise<void> {
    const ids = new Set(
      lanes.flatMap((lane) => (lane !== undefined && goesOn(lane) ? (lane.flow ?? []) : [])),
    );
    for (const id of ids) {
      const before = await this.#frames.flow(id);
      if (before === undefined || (before.interruptions?.length ?? 0) >= MAX_INTERRUPTIONS) continue;
      const flow = { ...before, interruptions: [...(before.interruptions ?? []), interruption] };
      this.#frames.keepFlow(flow);
      this.#session.write({ lanes: new Map(), flows: [{ flow, before }] });
    }
  }
}

async function withShown({ observation, shown: asked }: Arrival): Promise<Observation> {
  const shown = await asked;
  return shown === undefined || observation.kind !== 'request' ? observation : { ...observation, shown };
}
