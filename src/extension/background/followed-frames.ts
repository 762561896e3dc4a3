import { type Lane, type LaneState, type Observation, observe } from '../../core/flow/index.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { Engine, Flow } from '../../core/model/index.ts';
import type { Place } from '../wire/observed-event.ts';
import { laneKey, mayBegin, placeOfLane, withDeployments } from './lanes.ts';
import type { Session } from './session.ts';
import type { Whereabouts } from './tab-places.ts';

/** Frames whose lane (or lack of one) is kept in memory, so that other pages' events cost no storage access. */
const MAX_REMEMBERED_LANES = 2000;

/** What has to be asked about tabs. */
export interface Tabs {
  readonly whereabouts: (tab: number) => Promise<Whereabouts>;
  /** Ids of the frames in a tab, without the tab's own. */
  readonly frames: (tab: number) => Promise<readonly number[]>;
}

/** The frames that are followed, with their lanes and the flows that go on: a copy of what is stored. */
export class FollowedFrames {
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #tabs: Tabs;
  readonly #lanes = new Map<string, Lane | undefined>();
  readonly #flows = new Map<Flow['id'], Flow>();

  constructor(engine: Engine, session: Session, tabs: Tabs) {
    this.#engine = engine;
    this.#session = session;
    this.#tabs = tabs;
  }

  async lane(place: Place): Promise<Lane | undefined> {
    const key = laneKey(place);
    if (!this.#lanes.has(key)) this.#lanes.set(key, await this.#session.readLane(key));
    return this.#lanes.get(key);
  }

  async flow(id: Flow['id']): Promise<Flow | undefined> {
    const known = this.#flows.get(id);
    if (known !== undefined) return known;
    const flow = await this.#session.readFlow(id);
    if (flow !== undefined) this.#flows.set(id, flow);
    return flow;
  }

  /** The flow as far as it is in memory: as it was written last. */
  known(id: Flow['id']): Flow | undefined {
    return this.#flows.get(id);
  }

  keepLane(place: Place, lane: Lane | undefined): void {
    this.#lanes.set(laneKey(place), lane);
  }

  keepFlow(flow: Flow): void {
    this.#flows.set(flow.id, flow);
  }

  /** What a frame's next observation adds to. Undefined when that is about a page that is none of ours. */
  async stateAt(
    place: Place,
    observation: Observation,
    deployments: Deployments,
  ): Promise<LaneState | undefined> {
    const lane = await this.lane(place);
    if (lane === undefined) {
      if (!mayBegin(observation, deployments)) return undefined;
      return { lane: withDeployments(await this.#newLane(place), deployments) };
    }
    const flow = lane.flow === undefined ? undefined : await this.flow(lane.flow);
    return { lane: withDeployments(lane, deployments), ...(flow !== undefined && { flow }) };
  }

  /** The frame of the tab whose flow the observation adds to; undefined where it is none, or more than one. */
  async frameOf(tab: number, observation: Observation, deployments: Deployments): Promise<Place | undefined> {
    const found: Place[] = [];
    // The browser does not list a frame that has shown nothing yet.
    const remembered = [...this.#lanes.values()].flatMap((lane) =>
      lane?.tab === tab && lane.frame !== 0 ? [lane.frame] : [],
    );
    for (const frame of new Set([...remembered, ...(await this.#tabs.frames(tab))])) {
      const place = { tab, frame };
      const state = await this.stateAt(place, observation, deployments);
      if (state?.flow !== undefined && observe(state, observation) !== state) found.push(place);
    }
    return found.length === 1 ? found[0] : undefined;
  }

  /** Every stored lane by its key, those of one window or all. */
  async stored(window?: number): Promise<Map<string, Lane | undefined>> {
    const lanes = new Map<string, Lane | undefined>();
    for (const [key, lane] of await this.#session.lanes()) {
      const { tab } = placeOfLane(key);
      if (window !== undefined && (await this.#tabs.whereabouts(tab)).window !== window) continue;
      lanes.set(key, lane);
    }
    return lanes;
  }

  /** Takes the frames of a tab that is gone out of memory and storage. */
  async removeTab(tab: number): Promise<void> {
    const own = laneKey({ tab, frame: 0 });
    const keys = [...this.#lanes.keys()].filter((key) => placeOfLane(key).tab === tab);
    await this.#session.remove([...new Set([own, ...keys])]);
    for (const key of keys) {
      this.#flows.delete(this.#lanes.get(key)?.flow ?? '');
      this.#lanes.delete(key);
    }
  }

  /** Flows that do not go on any more. */
  forgetFlows(ids: Iterable<Flow['id']>): void {
    for (const id of ids) this.#flows.delete(id);
  }

  /** Memory does not keep every frame that there ever was. */
  trim(): void {
    if (this.#lanes.size > MAX_REMEMBERED_LANES) this.forget();
  }

  /** What is asked for next is read from storage. */
  forget(): void {
    this.#lanes.clear();
    this.#flows.clear();
    this.#session.forget();
  }

  async #newLane({ tab, frame }: Place): Promise<Lane> {
    const at = await this.#tabs.whereabouts(tab);
    return {
      tab,
      frame,
      engine: this.#engine,
      ...(at.window !== undefined && { window: at.window }),
      ...(at.private && { private: true }),
    };
  }
}
