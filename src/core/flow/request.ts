import type { Hop, NavigationCause } from '../model/index.ts';
import { answer, appendHop, changeHop, changeLastHop, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, withCurrent } from './lane.ts';
import { begin, joinFlow, sourceDocument } from './membership.ts';
import type {
  RedirectObservation,
  RequestFailedObservation,
  RequestObservation,
  ResponseObservation,
} from './observation.ts';
import { policiesInHeaders } from './policies.ts';

/** What webRequest tells: the hops on the hosts that the extension may see. */

export function observeRequest(state: LaneState, observation: RequestObservation): LaneState {
  const { requestId, url, method, time, body, initiator } = observation;
  const facts = { method, time, ...(body !== undefined && { request: { body } }) };
  const asked = { requestId, ...(initiator !== undefined && { initiator }) };
  const navigation = currentNavigation(state);
  const follows = state.lane.requestId === requestId;
  const announced = state.lane.requestId === undefined && state.lane.settled === undefined;
  const at = navigation?.hops.findLastIndex((hop) => isExpected(hop, url)) ?? -1;
  if (navigation !== undefined && at >= 0 && (follows || announced)) {
    const filled = changeHop(navigation, at, (hop) => ({ ...seen(hop, 'web-request'), ...facts }));
    const cause = announced ? causeOfRequest(observation, state) : navigation.cause;
    const lane = { ...state.lane, ...asked };
    return joinFlow(withCurrent({ ...state, lane }, { ...filled, cause }), initiator);
  }
  const hop: Omit<Hop, 'id'> = { url, ...facts, seenBy: ['web-request'] };
  if (navigation !== undefined && follows) return joinFlow(withCurrent(state, appendHop(navigation, hop)));
  return joinFlow(begin(state, hop, causeOfRequest(observation, state), asked), initiator);
}

export function observeResponse(
  state: LaneState,
  observation: RedirectObservation | ResponseObservation,
): LaneState {
  const navigation = currentNavigation(state);
  if (state.lane.requestId !== observation.requestId || navigation === undefined) return state;
  const at = navigation.hops.findLastIndex(
    (hop) => hop.response === undefined && sameAddress(hop.url, observation.url),
  );
  if (at < 0) return state;
  const { status, headers } = observation;
  const redirect = observation.kind === 'redirect' ? { redirectUrl: observation.redirectUrl } : {};
  const answered = answer(navigation, at, { status, headers, ...redirect });
  const known = withPoliciesOfDocument(navigation.committed ? state : unsettled(state), observation);
  return joinFlow(withCurrent(known, answered));
}

/** A failure reported before was that of an earlier request for the same address: this one goes on. */
function unsettled(state: LaneState): LaneState {
  const { settled: _, ...lane } = state.lane;
  return { ...state, lane };
}

/** Firefox may report a document as shown before it reports the response that it came in. */
function withPoliciesOfDocument(
  state: LaneState,
  { url, headers }: ResponseObservation | RedirectObservation,
) {
  const { lane } = state;
  if (lane.settled === undefined || lane.document?.url === undefined) return state;
  if (lane.document.policies !== undefined || !sameAddress(lane.document.url, url)) return state;
  return {
    ...state,
    lane: { ...lane, document: { ...lane.document, policies: policiesInHeaders(headers) } },
  };
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

/** Known as the target of a redirect or from webNavigation, and not yet as a request. */
function isExpected(hop: Hop, url: string): boolean {
  return !hop.seenBy.includes('web-request') && hop.response === undefined && sameAddress(hop.url, url);
}
