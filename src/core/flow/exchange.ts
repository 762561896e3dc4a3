import type { Flow, Hop, Navigation, NavigationCause, SourceDocument } from '../model/index.ts';
import { answer, changeHop, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, settle, withCurrent } from './lane.ts';
import { begin, joinFlow, prependHop, sameOrigin, sourceDocument } from './membership.ts';
import { withSourcesAfter } from './meta-policies.ts';
import type { Exchange, ExchangeObservation } from './observation.ts';
import { confirmed } from './only-shown.ts';
import { policiesInHeaders, policiesOf } from './policies.ts';

/** An exchange with the redirect chain around it. */
type InChain = Exchange & Pick<ExchangeObservation, 'chain'>;

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
    const filled = fillOnward(withFormOf(state, pending, exchange), at, exchange);
    return withInitiator(withCurrent(state, filled), exchange);
  }
  if (flow === undefined) return withDocumentOfTab(state, exchange);
  const { chain = [] } = exchange;
  const completed = completeOne(state, flow, exchange);
  const before = completed.flow ?? flow;
  const whole = chain.reduceRight((each, part) => lead(state, each, { ...part, chain }), before);
  return withInitiator(whole === before ? completed : { ...completed, flow: whole }, exchange);
}

/** What caused the navigation in progress is known when it commits; DevTools says before that who asked. */
function withInitiator(state: LaneState, exchange: ExchangeObservation): LaneState {
  const { lane } = state;
  const initiator = refererOf(exchange.chain?.[0] ?? exchange);
  if (lane.settled !== undefined || lane.initiator !== undefined || initiator === undefined) return state;
  const goesOn = currentNavigation(state)?.hops.some(({ url }) => sameAddress(url, exchange.url)) === true;
  return goesOn ? { ...state, lane: { ...lane, initiator } } : state;
}

/** Whether the tab shows what the exchange was answered with, so that a form on it may lead to Login.gov. */
export function isPage({ response, error }: Exchange): boolean {
  if (response === undefined || response.redirectUrl !== undefined || error !== undefined) return false;
  const type = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return /^\s*text\/html\b/i.test(type);
}

/** The page before the flow, where nobody but DevTools sees it. What was shown later stays. */
function withDocumentOfTab(state: LaneState, exchange: ExchangeObservation): LaneState {
  const { lane } = state;
  const { url, time, response } = exchange;
  const isOld = lane.shownAt !== undefined && lane.shownAt >= time;
  if (lane.frame !== 0 || lane.pending !== undefined || isOld || response === undefined || !isPage(exchange))
    return state;
  const document = { url, policies: policiesInHeaders(response.headers), onlyShown: true } as const;
  return { ...state, lane: settle({ ...lane, document, shownAt: time }) };
}

/** Completes the newest hop that the exchange can be about. */
function completeOne(state: LaneState, flow: Flow, exchange: InChain): LaneState {
  for (let at = flow.navigations.length - 1; at >= Math.max(0, flow.navigations.length - LOOK_BACK); at--) {
    const navigation = flow.navigations[at];
    const index = navigation?.hops.findIndex((hop) => matches(hop, exchange)) ?? -1;
    if (navigation === undefined || index < 0) continue;
    const isLast = at === flow.navigations.length - 1;
    const caused = isLast ? withFormOf(state, navigation, exchange) : navigation;
    const filled = fillOnward(caused, index, exchange);
    const completed = { ...state, flow: { ...flow, navigations: flow.navigations.with(at, filled) } };
    return withDocumentAnswered(completed, at, navigation, exchange);
  }
  return state;
}

/** A POST that loads a document comes from a form. Where it is shown, its commit has told of its cause. */
function withFormOf(state: LaneState, navigation: Navigation, exchange: Exchange): Navigation {
  const [first] = navigation.hops;
  const isForm = exchange.method === 'POST' && first !== undefined && sameAddress(first.url, exchange.url);
  if (!isForm || navigation.committed || navigation.cause.kind !== 'unknown') return navigation;
  return { ...navigation, cause: { kind: 'form', document: sourceDocument(state, refererOf(exchange)) } };
}

/** Where nobody else saw the answer that a shown document came in, the exchange tells of its policies. */
function withDocumentAnswered(
  state: LaneState,
  at: number,
  before: Navigation,
  { url }: Exchange,
): LaneState {
  const last = state.flow?.navigations[at]?.hops.at(-1);
  const policies = last === undefined ? undefined : policiesOf(last);
  const isNew = before.committed && before.hops.at(-1)?.response === undefined && policies !== undefined;
  if (!isNew || last === undefined || !sameAddress(last.url, url)) return state;
  return withSourcesAfter(state, at, (document) =>
    document.policies === undefined && isAddressOf(document, url) ? { ...document, url, policies } : document,
  );
}

/** The document's address, or no more of it than its origin. */
function isAddressOf({ url }: SourceDocument, address: string): boolean {
  if (url === undefined) return false;
  return sameAddress(url, address) || (isOriginAlone(url) && sameOrigin(url, address));
}

function isOriginAlone(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname === '/';
}

/** A redirect of the site's own that led to the flow: it is the first hop, or it comes before the first. */
function lead(state: LaneState, flow: Flow, exchange: InChain): Flow {
  const [first, ...rest] = flow.navigations;
  const start = first?.hops[0];
  if (first === undefined || start === undefined) return flow;
  const isAlone = rest.length === 0;
  if (matches(start, exchange)) {
    const caused = isAlone ? withFormOf(state, first, exchange) : first;
    return { ...flow, navigations: [fillOnward(caused, 0, exchange), ...rest] };
  }
  // Told of again: by now it may be known what kind of cause it was.
  if (start.time === exchange.time) {
    const known = withSource(first, exchange);
    return known === first ? flow : { ...flow, navigations: [known, ...rest] };
  }
  const { response } = exchange;
  const leadsTo = response?.redirectUrl;
  const isLater = start.time !== undefined && start.time <= exchange.time;
  if (isLater || response === undefined || leadsTo === undefined || !sameAddress(start.url, leadsTo))
    return flow;
  const led = prependHop({ ...flow, navigations: [withSource(first, exchange), ...rest] }, hopOf(exchange));
  const [whole = first] = led.navigations;
  const caused = isAlone ? withFormOf(state, whole, exchange) : whole;
  return { ...led, navigations: [answer(caused, 0, response), ...rest] };
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

/** Fills in the hop, and those that it led to where DevTools told of them before this one was known. */
function fillOnward(navigation: Navigation, index: number, exchange: InChain): Navigation {
  const { chain = [], url, time } = exchange;
  const own = chain.findIndex((each) => each.url === url && each.time === time);
  const later = own < 0 ? [] : chain.slice(own + 1);
  return later.reduce(
    (filled, each, ahead) => {
      const at = index + 1 + ahead;
      const hop = filled.hops[at];
      const isTold = hop !== undefined && each.response !== undefined && matches(hop, each);
      return isTold ? fill(filled, at, each) : filled;
    },
    fill(navigation, index, exchange),
  );
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
  if (known !== undefined && !(isSame && isOriginAlone(known))) return navigation;
  return { ...navigation, cause: { ...cause, document: { ...cause.document, url } } };
}

function hopOf({ url, method, time, request, response }: Exchange): Omit<Hop, 'id'> {
  return { url, method, time, request, ...(response !== undefined && { response }), seenBy: ['devtools'] };
}

function refererOf({ request }: Exchange): string | undefined {
  return request.headers?.find(({ name }) => name.toLowerCase() === 'referer')?.value;
}
