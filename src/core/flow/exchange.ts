import type { Flow, Hop, Navigation, NavigationCause } from '../model/index.ts';
import { answer, changeHop, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, settle, withCurrent } from './lane.ts';
import { begin, joinFlow, prependHop, sameOrigin, sourceDocument } from './membership.ts';
import type { Exchange, ExchangeObservation } from './observation.ts';
import { confirmed } from './only-shown.ts';
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
  const filled = withCurrent(asked, fill(current, current.hops.length - 1, exchange, 'file'));
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
  const { flow, lane } = state;
  const { pending } = lane;
  const at = pending?.hops.findIndex((hop) => matches(hop, exchange)) ?? -1;
  if (pending !== undefined && at >= 0) {
    return withInitiator(withCurrent(state, fill(pending, at, exchange)), exchange);
  }
  if (flow === undefined) return state;
  const completed = completeOne(flow, exchange);
  const whole = (exchange.chain ?? []).reduceRight(lead, completed);
  return withInitiator(whole === flow ? state : { ...state, flow: whole }, exchange);
}

/** What caused the navigation in progress is known when it commits; DevTools says before that who asked. */
function withInitiator(state: LaneState, exchange: ExchangeObservation): LaneState {
  const { lane } = state;
  const initiator = refererOf(exchange.chain?.[0] ?? exchange);
  if (lane.settled !== undefined || lane.initiator !== undefined || initiator === undefined) return state;
  const goesOn = currentNavigation(state)?.hops.some(({ url }) => sameAddress(url, exchange.url)) === true;
  return goesOn ? { ...state, lane: { ...lane, initiator } } : state;
}

/** Completes the newest hop that the exchange can be about. */
function completeOne(flow: Flow, exchange: Exchange): Flow {
  for (let at = flow.navigations.length - 1; at >= Math.max(0, flow.navigations.length - LOOK_BACK); at--) {
    const navigation = flow.navigations[at];
    const index = navigation?.hops.findIndex((hop) => matches(hop, exchange)) ?? -1;
    if (navigation !== undefined && index >= 0) {
      return { ...flow, navigations: flow.navigations.with(at, fill(navigation, index, exchange)) };
    }
  }
  return flow;
}

/** A redirect of the site's own that led to the flow: it is the first hop, or it comes before the first. */
function lead(flow: Flow, exchange: Exchange): Flow {
  const [first, ...rest] = flow.navigations;
  const start = first?.hops[0];
  if (first === undefined || start === undefined) return flow;
  if (matches(start, exchange)) return { ...flow, navigations: [fill(first, 0, exchange), ...rest] };
  // Told of again: by now it may be known what kind of cause it was.
  if (start.time === exchange.time) {
    const known = withSource(first, exchange);
    return known === first ? flow : { ...flow, navigations: [known, ...rest] };
  }
  const leadsTo = exchange.response?.redirectUrl;
  const isLater = start.time !== undefined && start.time <= exchange.time;
  if (isLater || leadsTo === undefined || !sameAddress(start.url, leadsTo)) return flow;
  return prependHop({ ...flow, navigations: [withSource(first, exchange), ...rest] }, hopOf(exchange));
}

function matches(hop: Hop, exchange: Exchange): boolean {
  if (!sameAddress(hop.url, exchange.url) || hop.seenBy.includes('devtools')) return false;
  if (hop.method !== undefined && hop.method !== exchange.method) return false;
  return hop.response === undefined || hop.response.status === exchange.response?.status;
}

function fill(
  navigation: Navigation,
  index: number,
  exchange: Exchange,
  source: ExchangeObservation['source'] = 'devtools',
): Navigation {
  const { response, error, method, time, request } = exchange;
  // DevTools marks the hop whose redirect was refused as aborted; where a later hop is known, it was answered.
  const failed = error !== undefined && response === undefined && index === navigation.hops.length - 1;
  const known = index === 0 ? withSource(navigation, exchange) : navigation;
  const filled = changeHop(known, index, (hop) => ({
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

/** The document that asked, where no more than its origin is known: its address, or as much as its policy lets out. */
function withSource(navigation: Navigation, exchange: Exchange): Navigation {
  const { cause } = navigation;
  const url = refererOf(exchange);
  if (url === undefined || !('document' in cause)) return navigation;
  const { url: known, onlyShown } = cause.document;
  const isSame = sameOrigin(known, url);
  if (onlyShown === true) {
    return { ...navigation, cause: { ...cause, document: isSame ? confirmed(cause.document) : { url } } };
  }
  const isOrigin = known !== undefined && isSame && new URL(known).pathname === '/';
  if (known !== undefined && !isOrigin) return navigation;
  return { ...navigation, cause: { ...cause, document: { ...cause.document, url } } };
}

function hopOf({ url, method, time, request, response }: Exchange): Omit<Hop, 'id'> {
  return { url, method, time, request, ...(response !== undefined && { response }), seenBy: ['devtools'] };
}

function refererOf({ request }: Exchange): string | undefined {
  return request.headers?.find(({ name }) => name.toLowerCase() === 'referer')?.value;
}
