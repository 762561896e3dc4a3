import { type Lane, type LaneState, type Observation, observe } from '../../core/flow/index.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { Engine, Flow } from '../../core/model/index.ts';

/** Builds flows from the observations of a file, in which the documents of frames are told from the tab's own. */
export class FlowCollector {
  readonly #engine: Engine;
  readonly #deployments: Deployments;
  readonly #lanes = new Map<number, LaneState>();
  /** By id, in the order of their first appearance. */
  readonly #flows = new Map<Flow['id'], Flow>();
  #lastTab = 0;

  /** @param deployments origins that the user named as deployments of Login.gov */
  constructor(engine: Engine, deployments: Deployments) {
    this.#engine = engine;
    this.#deployments = deployments;
  }

  /** @param frame 0 for the tab's own documents, 1 for those in frames */
  add(frame: 0 | 1, observation: Observation): void {
    const before = this.#lanes.get(frame) ?? { lane: this.#newLane(frame) };
    const after = this.#withUnusedId(before, observation);
    this.#lanes.set(frame, after);
    if (after.flow !== undefined) this.#flows.set(after.flow.id, after.flow);
  }

  #newLane(frame: 0 | 1): Lane {
    const deployments = this.#deployments;
    return { tab: 0, frame, engine: this.#engine, ...(deployments.length > 0 && { deployments }) };
  }

  /** Files know no tabs: the numbers that the builder was given are left out. */
  flows(): Flow[] {
    return [...this.#flows.values()].map(({ tab: _, ...flow }) => flow);
  }

  /**
   * Ids are made of the time and the tab. In a file whose times were blanked two flows may start at once; the
   * later one then counts as another tab's.
   */
  #withUnusedId(before: LaneState, observation: Observation): LaneState {
    const after = observe(before, observation);
    if (after.flow === undefined || !this.#flows.has(after.flow.id) || continues(before, after)) return after;
    this.#lastTab += 1;
    return observe({ ...before, lane: { ...before.lane, tab: this.#lastTab } }, observation);
  }
}

function continues(before: LaneState, after: LaneState): boolean {
  return before.flow?.navigations[0]?.hops[0] === after.flow?.navigations[0]?.hops[0];
}
