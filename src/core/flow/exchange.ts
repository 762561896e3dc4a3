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
  const started =
    navigation !== undefined && expected && state.lane.settled === undefined
      ? withCurrent(state, fill(navigation, navigation.hops.length - 1, exchange))
      : start(state, exchange);
  const joined = joinFlow(started, refererOf(exchange));
  return conclude(joined, exchange);
}

function start(state: LaneState, exchange: ExchangeObservation): LaneState {
  const cause: NavigationCause =
    exchange.method === 'POST'
      ? { kind: 'form', document: sourceDocument(state, refererOf(exchange)) }
      : { kind: 'unknown' };
  const begun = begin(state, { url: exchange.url, method: exchange.method, seenBy: [] }, cause);
  const navigation = currentNavigation(begun);
  return navigation === undefined ? state : withCurrent(begun, fill(navigation, 0, exchange));
}

/** A final response shows a document; an error leaves the old one in place. */
function conclude(state: LaneState, { url, response }: ExchangeObservation): LaneState {
  if (response === undefined) return { ...state, lane: settle(state.lane) };
  if (response.redirectUrl !== undefined) return state;
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
  const filled = changeHop(navigation, index, (hop) => ({
    ...seen(hop, source),
    method,
    time: hop.time ?? time,
    request: { ...request, ...hop.request },
    ...(error !== undefined && response === undefined && hop.response === undefined && { error }),
  }));
  if (response === undefined) return filled;
  return answer(filled, index, { ...response, ...navigation.hops[index]?.response });
}

function hopOf({ url, method, time, request, response, source }: ExchangeObservation): Omit<Hop, 'id'> {
  return { url, method, time, request, ...(response !== undefined && { response }), seenBy: [source] };
}

function refererOf({ request }: ExchangeObservation): string | undefined {
  return request.headers?.find(({ name }) => name.toLowerCase() === 'referer')?.value;
}
