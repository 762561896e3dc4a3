import type { Hop, NavigationCause } from '../model/index.ts';
import { answer, appendHop, changeLastHop, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, withCurrent } from './lane.ts';
import { begin, joinFlow, sourceDocument } from './membership.ts';
import type {
  RedirectObservation,
  RequestFailedObservation,
  RequestObservation,
  ResponseObservation,
} from './observation.ts';

/** What webRequest tells: the hops on the hosts that the extension may see. */

export function observeRequest(state: LaneState, observation: RequestObservation): LaneState {
  const { requestId, url, method, time, body, initiator } = observation;
  const facts = { method, time, ...(body !== undefined && { request: { body } }) };
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  const follows = state.lane.requestId === requestId;
  const announced = state.lane.requestId === undefined && state.lane.settled === undefined;
  const expected = last !== undefined && unanswered(last) && sameAddress(last.url, url);
  if (navigation !== undefined && expected && (follows || announced)) {
    const filled = changeLastHop(navigation, (hop) => ({ ...seen(hop, 'web-request'), ...facts }));
    const cause = announced ? causeOfRequest(observation, state) : navigation.cause;
    const lane = { ...state.lane, requestId };
    return joinFlow(withCurrent({ ...state, lane }, { ...filled, cause }), initiator);
  }
  const hop: Omit<Hop, 'id'> = { url, ...facts, seenBy: ['web-request'] };
  if (navigation !== undefined && follows) return joinFlow(withCurrent(state, appendHop(navigation, hop)));
  return joinFlow(begin(state, hop, causeOfRequest(observation, state), requestId), initiator);
}

export function observeResponse(
  state: LaneState,
  observation: RedirectObservation | ResponseObservation,
): LaneState {
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  if (state.lane.requestId !== observation.requestId || navigation === undefined) return state;
  if (last === undefined || !sameAddress(last.url, observation.url)) return state;
  const { status, headers } = observation;
  const redirect = observation.kind === 'redirect' ? { redirectUrl: observation.redirectUrl } : {};
  const answered = answer(navigation, navigation.hops.length - 1, { status, headers, ...redirect });
  return joinFlow(withCurrent(state, answered));
}

export function observeRequestFailure(state: LaneState, observation: RequestFailedObservation): LaneState {
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  if (state.lane.requestId !== observation.requestId || navigation === undefined) return state;
  if (last === undefined || last.response !== undefined || !sameAddress(last.url, observation.url))
    return state;
  return withCurrent(
    state,
    changeLastHop(navigation, (hop) => ({ ...hop, error: observation.error })),
  );
}

/** A POST that loads a document comes from a form; anything else shows its cause when it commits. */
function causeOfRequest(observation: RequestObservation, state: LaneState): NavigationCause {
  if (observation.method !== 'POST') return { kind: 'unknown' };
  return { kind: 'form', document: sourceDocument(state, observation.initiator) };
}

function unanswered(hop: Hop): boolean {
  return hop.response === undefined && hop.error === undefined;
}
