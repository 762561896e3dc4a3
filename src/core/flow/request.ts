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
import { withShownDocument } from './only-shown.ts';
import { policiesInHeaders } from './policies.ts';

/** What webRequest tells: the hops on the hosts that the extension may see. */

export function observeRequest(before: LaneState, observation: RequestObservation): LaneState {
  const state = withShownDocument(before, observation);
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
  if (navigation !== undefined && follows) {
    const told = navigation.hops.findLastIndex((earlier) => sameAddress(earlier.url, url));
    // Told of after what it led to: its answer has told of it.
    if (told >= 0 && time <= (navigation.hops.at(-1)?.time ?? 0))
      return withCurrent(
        state,
        changeHop(navigation, told, (earlier) => ({ ...earlier, ...facts })),
      );
    // The answer that leads here was missed, and maybe more than that.
    const missed = navigation.hops.at(-1)?.response === undefined ? ({ gapBefore: true } as const) : {};
    return joinFlow(withCurrent(state, appendHop(navigation, { ...hop, ...missed })));
  }
  const from = withoutLostDocument(state, initiator);
  return joinFlow(begin(from, hop, causeOfRequest(observation, from), asked), initiator);
}

/**
 * A navigation neither was shown nor failed, and the next one begins: that report was lost. The document that asks now
 * is that one's or the one before it, so its policies are not known.
 */
function withoutLostDocument(state: LaneState, initiator?: string): LaneState {
  const { document, settled, requestId } = state.lane;
  if (document === undefined || settled !== undefined || requestId === undefined) return state;
  const url = initiator ?? (document.onlyShown === true ? undefined : document.url);
  return { ...state, lane: { ...state.lane, document: url === undefined ? {} : { url } } };
}

export function observeResponse(
  state: LaneState,
  observation: RedirectObservation | ResponseObservation,
): LaneState {
  const at = unanswered(state, observation);
  const navigation = currentNavigation(state);
  if (navigation === undefined || at < 0) return late(state, observation);
  const { status, headers } = observation;
  const redirect = observation.kind === 'redirect' ? { redirectUrl: observation.redirectUrl } : {};
  const answered = answer(navigation, at, { status, headers, ...redirect });
  const known = withPoliciesOfDocument(navigation.committed ? state : unsettled(state), observation);
  return joinFlow(withCurrent(known, answered));
}

/** Index of the hop that the answer is for. */
function unanswered(state: LaneState, { requestId, url }: ResponseObservation | RedirectObservation): number {
  if (state.lane.requestId !== requestId) return -1;
  const hops = currentNavigation(state)?.hops ?? [];
  return hops.findLastIndex((hop) => hop.response === undefined && sameAddress(hop.url, url));
}

/** The recorder was stopped before it had written down the request: its answer tells of it. */
function late(state: LaneState, observation: ResponseObservation | RedirectObservation): LaneState {
  const { requestId, url, method, time, initiator } = observation;
  const { lane } = state;
  const isOlder = Number(requestId) < Number(lane.requestId ?? 0);
  const isKnown =
    lane.requestId === requestId &&
    currentNavigation(state)?.hops.some((hop) => sameAddress(hop.url, url)) === true;
  const isShown = lane.settled !== undefined && sameAddress(lane.document?.url ?? '', url);
  if (isOlder || isKnown || isShown) return state;
  const asked = observeRequest(state, {
    kind: 'request',
    requestId,
    url,
    method,
    time,
    ...(initiator !== undefined && { initiator }),
  });
  return unanswered(asked, observation) < 0 ? state : observeResponse(asked, observation);
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
