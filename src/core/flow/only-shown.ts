import { environmentOf } from '../login-gov/environments.ts';
import type { Navigation, NavigationCause, SourceDocument } from '../model/index.ts';
import type { LaneState } from './lane.ts';
import type { CommitObservation, RequestObservation } from './observation.ts';

/**
 * Chromium does not say who asked for a request where it has not granted that host. What the frame showed then is
 * known all the same. It is taken for the document of the lane, marked as `onlyShown`.
 */
export function withShownDocument(state: LaneState, { shown, initiator }: RequestObservation): LaneState {
  if (shown === undefined) return state;
  const { documentId, url } = shown;
  const lane = { ...state.lane, documentId };
  const isKnown = initiator !== undefined || lane.document !== undefined;
  // Of a page of Login.gov the browser would have said that it asked.
  if (isKnown || url === undefined || environmentOf(url, lane.deployments) !== undefined)
    return { ...state, lane };
  return { ...state, lane: { ...lane, document: { url, onlyShown: true }, shownId: documentId } };
}

/** Whether a commit that is told of late is that of the document which was there when the request began. */
export function isOfShownDocument(
  { lane, flow }: LaneState,
  { documentId, time }: CommitObservation,
): boolean {
  const begunAt = (lane.pending ?? flow?.navigations.at(-1))?.hops[0]?.time;
  return documentId !== undefined && lane.shownId === documentId && begunAt !== undefined && time < begunAt;
}

/**
 * The question what the frame showed may be answered when the navigation is over already: the document that is
 * committed now was not there before, so that nothing is known of the one that was.
 */
export function withoutLaterDocument(
  state: LaneState,
  { documentId, qualifiers }: CommitObservation,
): LaneState {
  const { lane, flow } = state;
  // A page out of the cache of pages is the same document again.
  const isAgain = qualifiers.includes('forward_back');
  if (documentId === undefined || lane.shownId !== documentId || isAgain) return state;
  const { document, pending, shownId: _, ...rest } = lane;
  return {
    lane: {
      ...rest,
      ...(document !== undefined && document.onlyShown === undefined && { document }),
      ...(pending !== undefined && { pending: withoutShown(pending) }),
    },
    ...(flow !== undefined && { flow: { ...flow, navigations: flow.navigations.map(withoutShown) } }),
  };
}

function withoutShown(navigation: Navigation): Navigation {
  const { cause } = navigation;
  if (!('document' in cause) || cause.document.onlyShown === undefined) return navigation;
  return { ...navigation, cause: { ...cause, document: {} } };
}

/** What was posted once may be sent again by the browser, whatever page is shown: that page did not ask. */
export function withoutBystander(cause: NavigationCause, told: NavigationCause): NavigationCause {
  const isAgain = told.kind === 'reload' || told.kind === 'back-forward';
  const isShown = 'document' in cause && cause.document.onlyShown === true;
  return isAgain && isShown ? { ...cause, document: {} } : cause;
}

/** The browser, or DevTools, says that a document of this origin asked. */
export function confirmed({ onlyShown: _, ...document }: SourceDocument): SourceDocument {
  return document;
}
