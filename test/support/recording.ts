import { type Lane, type LaneState, type Observation, observe } from '../../src/core/flow/index.ts';
import type { Engine, Flow, Hop, Navigation } from '../../src/core/model/index.ts';

/** 3 March 2026, 15:41:07 UTC. */
export const START = Date.UTC(2026, 2, 3, 15, 41, 7);

export interface Recording {
  /** Every flow, in the order in which they began. */
  readonly flows: readonly Flow[];
  readonly lane: Lane;
}

/**
 * Plays observations to the flow builder as the recorder does: it stores flows by their id and hands back the
 * one that the lane says is going on. Observations are `apart` milliseconds apart, by default at a person's pace.
 * `between` is what happens to the stored state from one to the next.
 */
export function record(
  observations: readonly Observation[],
  {
    engine = 'chromium',
    between = (state) => state,
    apart = 1_200,
    deployments,
  }: {
    readonly engine?: Engine;
    readonly between?: (state: LaneState) => LaneState;
    readonly apart?: number;
    /** Origins that the user named as deployments of Login.gov. */
    readonly deployments?: readonly string[];
  } = {},
): Recording {
  const flows = new Map<string, Flow>();
  let lane: Lane = { tab: 7, frame: 0, engine, ...(deployments !== undefined && { deployments }) };
  for (const [index, observation] of observations.entries()) {
    const flow = lane.flow === undefined ? undefined : flows.get(lane.flow);
    const state = between({ lane, ...(flow !== undefined && { flow }) });
    const next = observe(
      state,
      'time' in observation ? { ...observation, time: START + index * apart } : observation,
    );
    for (const changed of [next.ended, next.flow]) if (changed !== undefined) flows.set(changed.id, changed);
    lane = next.lane;
  }
  return { flows: [...flows.values()], lane };
}

/** What a worker that is killed and started again finds in storage. */
export function restarted(state: LaneState): LaneState {
  return JSON.parse(JSON.stringify(state));
}

/**
 * A flow as a person would tell it, a line a navigation:
 * `link: GET idp/authorize -> GET idp/`. `...` stands for hops that nobody saw, `x` for an error.
 */
export function outline({ navigations }: Flow): string[] {
  return navigations.map(({ cause, hops, committed }: Navigation) => {
    const chain = hops.map(outlineHop).join(' -> ');
    return `${cause.kind}: ${chain}${committed ? '' : ' (not shown)'}`;
  });
}

function outlineHop({ url, method, error, gapBefore }: Hop): string {
  const { host, pathname } = new URL(url);
  const site = host.split('.')[0];
  return `${gapBefore === true ? '... ' : ''}${method ?? '?'} ${site}${pathname}${error === undefined ? '' : ' x'}`;
}
