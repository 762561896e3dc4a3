import { observeCommit, observeNavigation, observeNavigationFailure, observePage } from './document.ts';
import { observeExchange } from './exchange.ts';
import type { LaneState } from './lane.ts';
import { observeMetaPolicies } from './meta-policies.ts';
import type { Observation } from './observation.ts';
import { observeRequest, observeRequestFailure, observeResponse } from './request.ts';

/**
 * Adds one observation to what is known of a frame. Pure: the result is a new state, the cost is that of the
 * open flow and does not grow with what was recorded before. Observations may come in the different orders
 * of the browsers, twice, or not at all.
 */
export function observe(state: LaneState, observation: Observation): LaneState {
  switch (observation.kind) {
    case 'request':
      return observeRequest(state, observation);
    case 'redirect':
    case 'response':
      return observeResponse(state, observation);
    case 'request-failed':
      return observeRequestFailure(state, observation);
    case 'navigation':
      return observeNavigation(state, observation);
    case 'commit':
      return observeCommit(state, observation);
    case 'navigation-failed':
      return observeNavigationFailure(state, observation);
    case 'page':
      return observePage(state, observation);
    case 'meta-policies':
      return observeMetaPolicies(state, observation);
    case 'exchange':
      return observeExchange(state, observation);
  }
}
