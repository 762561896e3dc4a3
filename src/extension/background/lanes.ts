import { isPage, type Lane, type Observation } from '../../core/flow/index.ts';
import { endpointOf } from '../../core/login-gov/endpoints.ts';
import { type Deployments, environmentOf } from '../../core/login-gov/environments.ts';
import type { Place } from '../wire/observed-event.ts';
import { LANE_PREFIX } from '../wire/storage.ts';

/** Which frames have a lane, where it is stored, and how long. */

export function laneKey({ tab, frame }: Place): string {
  return `${LANE_PREFIX}${tab}.${frame}`;
}

export function placeOfLane(key: string): Place {
  const [tab = -1, frame = 0] = key.slice(LANE_PREFIX.length).split('.').map(Number);
  return { tab, frame };
}

/**
 * A frame is followed from its first request to Login.gov or, where the user granted the host or DevTools is open, from
 * before.
 */
export function mayBegin(observation: Observation, deployments: Deployments): boolean {
  if (!('url' in observation) || observation.kind === 'meta-policies') return false;
  const { url } = observation;
  if (environmentOf(url, deployments) !== undefined || endpointOf(url, deployments) !== undefined)
    return true;
  return observation.kind === 'request' || (observation.kind === 'exchange' && isPage(observation));
}

/** The lane with the deployments as they are now; without any it is as it was. */
export function withDeployments(lane: Lane, deployments: Deployments): Lane {
  if (deployments.length > 0) return { ...lane, deployments };
  const { deployments: _, ...rest } = lane;
  return lane.deployments === undefined ? lane : rest;
}

/** Pages have many frames that nobody signs in with: they are remembered only, until one of them asks Login.gov. */
export function isStored({ frame, flow }: Lane): boolean {
  return frame === 0 || flow !== undefined;
}

/** Nothing is going on and nothing known of the page could matter later. */
export function isIdle({ flow, pending, document }: Lane): boolean {
  return flow === undefined && pending === undefined && document?.policies === undefined;
}

/** A flow that the user can be expected to finish: a navigation is in progress, or a page of Login.gov is shown. */
export function goesOn({ settled, document, deployments }: Lane): boolean {
  if (settled === undefined) return true;
  return document?.url !== undefined && environmentOf(document.url, deployments) !== undefined;
}
