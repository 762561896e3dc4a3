import { endpointOf, startsFlow } from '../login-gov/endpoints.ts';
import { environmentOf } from '../login-gov/environments.ts';
import type { Navigation, NavigationCause, PolicyValue } from '../model/index.ts';
import { appendHop, changeLastHop, redirectedMethod, sameAddress, seen } from './chain.ts';
import { currentNavigation, type LaneState, settle, withCurrent } from './lane.ts';
import {
  begin,
  joinFlow,
  sameOrigin,
  settleFailure,
  settleMembership,
  sourceDocument,
} from './membership.ts';
import type {
  CommitObservation,
  NavigationFailedObservation,
  NavigationObservation,
  PageObservation,
} from './observation.ts';
import { isOfShownDocument, withoutBystander, withoutLaterDocument } from './only-shown.ts';
import { policiesOf } from './policies.ts';

/** What webNavigation and the page itself tell: which document a navigation ended in, or where it failed. */

export function observeNavigation(state: LaneState, { url, time }: NavigationObservation): LaneState {
  // On Login.gov's hosts webRequest follows at once and knows more: who asked, and how.
  if (environmentOf(url, state.lane.deployments) !== undefined) return state;
  const inProgress = state.lane.settled === undefined;
  if (inProgress && currentNavigation(state)?.hops.some((hop) => sameAddress(hop.url, url))) return state;
  const hop = { url, time, seenBy: ['web-navigation'] } as const;
  const { pending, engine } = state.lane;
  if (inProgress && engine === 'firefox' && pending !== undefined && isAnnounced(pending)) {
    return withCurrent(state, appendHop(pending, { ...hop, gapBefore: true }));
  }
  return joinFlow(begin(state, hop, { kind: 'unknown' }));
}

/**
 * Only webNavigation has told of it. Firefox lets a navigation begin again where a redirect led to another process: the
 * commit says whether it was redirected.
 */
function isAnnounced({ hops }: Navigation): boolean {
  return hops.every(({ seenBy, error }) => seenBy.join() === 'web-navigation' && error === undefined);
}

/** What came before in the navigation in progress was another one, if no redirect led from it to the last hop. */
function withoutReplaced(state: LaneState, { url, qualifiers }: CommitObservation): LaneState {
  const { engine, pending } = state.lane;
  const last = pending?.hops.at(-1);
  if (engine !== 'firefox' || pending === undefined || last?.gapBefore !== true || !isAnnounced(pending))
    return state;
  if (qualifiers.includes('server_redirect') && sameAddress(last.url, url)) return state;
  const { gapBefore: _, ...alone } = last;
  return withCurrent(state, { ...pending, hops: [alone] });
}

export function observeCommit(state: LaneState, observation: CommitObservation): LaneState {
  const next = committed(state, observation);
  const { documentId } = observation;
  return documentId === undefined ? next : { ...next, lane: { ...next.lane, documentId } };
}

function committed(before: LaneState, observation: CommitObservation): LaneState {
  const { url, time } = observation;
  if (isOfShownDocument(before, observation)) return before;
  const state = withoutReplaced(withoutLaterDocument(before, observation), observation);
  const late = committedLate(state, url);
  if (late !== undefined) return late;
  if (isErrorPage(state, url)) return { ...state, lane: { ...state.lane, document: { url }, shownAt: time } };
  const begun =
    currentNavigation(state) !== undefined && (state.lane.settled === undefined || isReported(state, url))
      ? state
      : begin(state, { url, time, seenBy: ['web-navigation'] }, { kind: 'unknown' });
  const navigation = currentNavigation(begun);
  if (navigation === undefined) return state;
  const reached = reach(navigation, url, { time });
  const told = causeOfCommit(observation, begun);
  const cause = reached.cause.kind === 'unknown' ? told : withoutBystander(reached.cause, told);
  const last = reached.hops.at(-1);
  const policies = last === undefined ? undefined : (policiesOf(last) ?? policiesBefore(state, url));
  const settled = settleMembership(withCurrent(begun, { ...reached, cause, committed: true }), cause);
  const document = { url, ...(policies !== undefined && { policies }) };
  return { ...settled, lane: settle({ ...settled.lane, document, shownAt: time }) };
}

/** Firefox reports that a navigation failed, and then that it was shown, where another process goes on with it. */
function isReported(state: LaneState, url: string): boolean {
  const navigation = currentNavigation(state);
  const last = navigation?.hops.at(-1);
  return navigation?.committed === false && last?.response !== undefined && sameAddress(last.url, url);
}

/** Firefox shows its own page under the address that could not be reached. */
function isErrorPage(state: LaneState, url: string): boolean {
  const navigation = state.lane.settled === undefined ? undefined : currentNavigation(state);
  const last = navigation?.hops.at(-1);
  if (navigation?.committed !== false || last === undefined || last.response !== undefined) return false;
  return last.error !== undefined && sameAddress(last.url, url);
}

/** A page out of the back/forward cache is not asked for again: it has the policies that it had. */
function policiesBefore({ flow }: LaneState, url: string): PolicyValue[] | undefined {
  const shown = flow?.navigations.findLast(({ committed, hops }) => {
    const last = hops.at(-1);
    return committed && last?.response !== undefined && sameAddress(last.url, url);
  });
  const last = shown?.hops.at(-1);
  return last === undefined ? undefined : policiesOf(last);
}

/** The commit of the navigation before the one in progress, reported after the latter's request. */
function committedLate(state: LaneState, url: string): LaneState | undefined {
  const { lane, flow } = state;
  if (flow === undefined || lane.settled !== undefined) return undefined;
  if (currentNavigation(state)?.hops.some((hop) => sameAddress(hop.url, url)) === true) return undefined;
  const at = flow.navigations.length - (lane.pending === undefined ? 2 : 1);
  const previous = flow.navigations[at];
  const last = previous?.hops.at(-1);
  if (previous === undefined || last === undefined || previous.committed || !sameAddress(last.url, url))
    return undefined;
  const navigations = flow.navigations.with(at, { ...previous, committed: true });
  const shown = { lane, flow: { ...flow, navigations } };
  const next = currentNavigation(shown);
  const policies = policiesOf(last);
  if (next === undefined || policies === undefined || !('document' in next.cause)) return shown;
  // The next one was begun by this document, which nobody knew of yet.
  const begunBy = next.cause.document;
  const isThis = begunBy.policies === undefined && sameOrigin(begunBy.url, url);
  return isThis
    ? withCurrent(shown, { ...next, cause: { ...next.cause, document: { url, policies } } })
    : shown;
}

export function observeNavigationFailure(
  state: LaneState,
  { url, time, error }: NavigationFailedObservation,
): LaneState {
  const navigation = currentNavigation(state);
  if (navigation === undefined || state.lane.settled !== undefined) {
    return refusedAtOnce(state, { url, time, error });
  }
  const last = navigation.hops.at(-1);
  const known = last !== undefined && sameAddress(last.url, url);
  const before = navigation.hops.at(-2);
  // Firefox names the address that redirected to what it cannot open.
  const isBefore = last?.seenBy.join() === 'location' && before !== undefined && sameAddress(before.url, url);
  if (last !== undefined && !known && isBefore) {
    return observeNavigationFailure(state, { kind: 'navigation-failed', url: last.url, time, error });
  }
  // Another process goes on with it, or another navigation has replaced it.
  const wentOn = last?.gapBefore === true && navigation.hops.some((hop) => sameAddress(hop.url, url));
  if (!known && wentOn && ABORTED.has(error)) return state;
  // An older navigation that a newer one replaced fails under its own URL: not a hop of the newer one.
  if (!known && last?.seenBy.includes('web-request') === true) return state;
  const cause = navigation.cause.kind === 'unknown' ? causeOfDeparture(state) : navigation.cause;
  const failed = withCurrent(state, { ...reach(navigation, url, { time, error }), cause });
  // What was answered may be shown all the same.
  const joined = last?.response === undefined ? settleFailure(failed, cause) : failed;
  return { ...joined, lane: settle(joined.lane) };
}

/** The browser did not follow a site that the extension may not see to Login.gov: nothing but this tells of it. */
function refusedAtOnce(state: LaneState, failed: Omit<NavigationFailedObservation, 'kind'>): LaneState {
  const isKnown = currentNavigation(state)?.hops.some(({ url }) => sameAddress(url, failed.url)) === true;
  if (isKnown || !startsFlow(failed.url, state.lane.deployments)) return state;
  const begun = joinFlow(begin(state, { ...failed, seenBy: ['web-navigation'] }, { kind: 'unknown' }));
  return { ...begun, lane: settle(begun.lane) };
}

export function observePage(state: LaneState, { url, page }: PageObservation): LaneState {
  const { lane, flow } = state;
  const { document } = lane;
  if (document?.url === undefined || !sameAddress(document.url, url)) return state;
  const policies = document.policies?.filter(({ from }) => from === 'header').concat(page.policies);
  const known = { ...document, ...(policies !== undefined && { policies }) };
  const withMeta = { ...state, lane: { ...lane, document: known } };
  const shown = flow?.navigations.at(-1);
  if (shown?.committed !== true || lane.pending !== undefined) return withMeta;
  return withCurrent(withMeta, { ...shown, page });
}

/** net::ERR_ABORTED and NS_BINDING_ABORTED. */
const ABORTED: ReadonlySet<string> = new Set(['net::ERR_ABORTED', 'Error code 2152398850']);

/** The navigation as it stands at that URL; hops that were not visible on the way leave a gap. */
function reach(navigation: Navigation, url: string, more: { time?: number; error?: string }): Navigation {
  const last = navigation.hops.at(-1);
  if (last !== undefined && sameAddress(last.url, url)) {
    const { error } = more;
    return changeLastHop(navigation, (hop) => ({
      ...seen(hop, 'web-navigation'),
      // A download, for one, is answered and then ends without a document.
      ...(error !== undefined &&
        (hop.response === undefined || !ABORTED.has(error)) && { error: hop.error ?? error }),
    }));
  }
  const method = last?.method === undefined ? {} : { method: redirectedMethod(302, last.method) };
  // The failure is that of the later hop: the one before it was answered, with a redirect nobody saw.
  const answered = changeLastHop(navigation, ({ error: _, ...hop }) => hop);
  return appendHop(answered, { url, ...method, ...more, seenBy: ['web-navigation'], gapBefore: true });
}

/**
 * A navigation that never commits does not say what caused it. Two of Login.gov's pages have one way out only:
 * the page at a SAML endpoint submits its form, the one at the authorize endpoint clicks its link.
 */
function causeOfDeparture(state: LaneState): NavigationCause {
  const document = sourceDocument(state);
  const endpoint = document.url === undefined ? undefined : endpointOf(document.url, state.lane.deployments);
  if (endpoint?.kind.startsWith('saml-') === true) return { kind: 'form', document };
  return endpoint?.kind === 'oidc-authorize' ? { kind: 'link', document } : { kind: 'unknown' };
}

/** Transition types and qualifiers as webNavigation names them. */
function causeOfCommit({ transition, qualifiers }: CommitObservation, state: LaneState): NavigationCause {
  const document = sourceDocument(state, state.lane.initiator);
  if (qualifiers.includes('forward_back')) return { kind: 'back-forward' };
  if (qualifiers.includes('client_redirect')) return { kind: 'client-redirect', document };
  if (transition === 'form_submit') return { kind: 'form', document };
  if (transition === 'link') return { kind: 'link', document };
  if (transition === 'reload') return { kind: 'reload' };
  return transition.endsWith('_subframe') ? { kind: 'unknown' } : { kind: 'typed' };
}
