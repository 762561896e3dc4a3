import type { Hop, Navigation, NavigationCause } from '../model/index.ts';
import { answer, changeHop, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, settle, withCurrent } from './lane.ts';
import { begin, joinFlow, prependHop, sourceDocument } from './membership.ts';
import type { ExchangeObservation } from './observation.ts';
import { policiesOf } from './policies.ts';

/** How many of a flow's newest navigations a late report from DevTools is matched with. */
const LOOK_BACK = 5;

/**
 * A whole exchange: from DevTools it completes what the other sources saw of the same hop; from a file it is
 * all there is, and what follows from it (a document was shown, a navigation began) is concluded here.
 */
export function observeExchange(state: LaneState, exchange: ExchangeObservation): LaneState {
  return exchange.source === 'file' ? replay(state, exchange) : complete(state, exchange);
}

function replay(state: LaneState, exchange: ExchangeObservation): LaneState {
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  const expected =
    last?.seenBy.length === 1 && last.seenBy[0] === 'location' && sameAddress(last.url, exchange.url);
  const goesOn = navigation !== undefined && expected && state.lane.settled === undefined;
  // Asked for first, so that a request to Login.gov begins a flow although its answer leads elsewhere.
  const asked = joinFlow(goesOn ? state : start(state, exchange), refererOf(exchange));
  const current = currentNavigation(asked);
  if (current === undefined) return state;
  const filled = withCurrent(asked, fill(current, current.hops.length - 1, exchange));
  return conclude(joinFlow(filled, refererOf(exchange)), exchange);
}

function start(state: LaneState, exchange: ExchangeObservation): LaneState {
  const { url, method, time } = exchange;
  const cause: NavigationCause =
    method === 'POST'
      ? { kind: 'form', document: sourceDocument(state, refererOf(exchange)) }
      : { kind: 'unknown' };
  return begin(state, { url, method, time, seenBy: [] }, cause);
}

/** A final response shows a document; an error, also of a redirect, leaves the old one in place. */
function conclude(state: LaneState, { url, response, error }: ExchangeObservation): LaneState {
  if (response === undefined) return { ...state, lane: settle(state.lane) };
  if (response.redirectUrl !== undefined) {
    return error === undefined ? state : { ...state, lane: settle(state.lane) };
  }
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  if (navigation === undefined || last === undefined) return state;
  const policies = policiesOf(last);
  const shown = withCurrent(state, { ...navigation, committed: true });
  const document = { url, ...(policies !== undefined && { policies }) };
  return { ...shown, lane: settle({ ...shown.lane, document }) };
}

function complete(state: LaneState, exchange: ExchangeObservation): LaneState {
  const { flow } = state;
  if (flow === undefined) return state;
  const first = flow.navigations[0];
  const leadsHere = exchange.response?.redirectUrl;
  const start = first?.hops[0];
  if (
    first !== undefined &&
    start !== undefined &&
    leadsHere !== undefined &&
    sameAddress(start.url, leadsHere)
  ) {
    if (isFirstSight(flow.navigations, exchange))
      return { ...state, flow: prependHop(flow, hopOf(exchange)) };
  }
  for (let at = flow.navigations.length - 1; at >= Math.max(0, flow.navigations.length - LOOK_BACK); at--) {
    const navigation = flow.navigations[at];
    const index = navigation?.hops.findIndex((hop) => matches(hop, exchange)) ?? -1;
    if (navigation !== undefined && index >= 0) {
      const navigations = flow.navigations.with(at, fill(navigation, index, exchange));
      return { ...state, flow: { ...flow, navigations } };
    }
  }
  return state;
}

function isFirstSight(navigations: readonly Navigation[], exchange: ExchangeObservation): boolean {
  return !navigations.some((navigation) => navigation.hops.some((hop) => matches(hop, exchange)));
}

function matches(hop: Hop, exchange: ExchangeObservation): boolean {
  if (!sameAddress(hop.url, exchange.url) || hop.seenBy.includes('devtools')) return false;
  if (hop.method !== undefined && hop.method !== exchange.method) return false;
  return hop.response === undefined || hop.response.status === exchange.response?.status;
}

function fill(navigation: Navigation, index: number, exchange: ExchangeObservation): Navigation {
  const { source, response, error, method, time, request } = exchange;
  // DevTools marks the hop whose redirect was refused as aborted; where a later hop is known, it was answered.
  const failed = error !== undefined && response === undefined && index === navigation.hops.length - 1;
  const filled = changeHop(navigation, index, (hop) => ({
    ...seen(hop, source),
    method,
    time: hop.time ?? time,
    request: { ...request, ...hop.request },
    ...(failed && hop.response === undefined && { error }),
  }));
  if (response === undefined) return filled;
  const answered = answer(filled, index, { ...response, ...navigation.hops[index]?.response });
  return error === undefined ? answered : redirectFailed(answered, index + 1, error);
}

/**
 * A redirect and an error in one: Chromium tells of a redirect that it does not follow as an error of the
 * exchange that asked for it. What failed is the hop it would have led to.
 */
function redirectFailed(navigation: Navigation, index: number, error: string): Navigation {
  if (navigation.hops[index] === undefined || navigation.hops[index]?.response !== undefined)
    return navigation;
  return changeHop(navigation, index, (hop) => ({ ...hop, error: hop.error ?? error }));
}

function hopOf({ url, method, time, request, response, source }: ExchangeObservation): Omit<Hop, 'id'> {
  return { url, method, time, request, ...(response !== undefined && { response }), seenBy: [source] };
}

function refererOf({ request }: ExchangeObservation): string | undefined {
  return request.headers?.find(({ name }) => name.toLowerCase() === 'referer')?.value;
}
