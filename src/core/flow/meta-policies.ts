import type { Hop, Navigation, SourceDocument } from '../model/index.ts';
import { changeLastHop, sameAddress } from './chain.ts';
import { type LaneState, withCurrent } from './lane.ts';
import type { MetaPoliciesObservation } from './observation.ts';
import { policiesInMeta } from './policies.ts';

/** Policies that are learnt of after their document came: its form may have been sent by then. */

/** How many of a flow's newest navigations a late report is matched with. */
const LOOK_BACK = 5;

export function observeMetaPolicies(state: LaneState, observation: MetaPoliciesObservation): LaneState {
  const { url, meta } = observation;
  const { flow, lane } = state;
  const read = (navigation: Navigation) =>
    changeLastHop(navigation, (hop) =>
      hop.response === undefined ? hop : { ...hop, response: { ...hop.response, meta } },
    );
  if (lane.pending !== undefined && showsDocument(lane.pending.hops.at(-1), url)) {
    return withCurrent(state, read(lane.pending));
  }
  const at = indexOfDocument(flow?.navigations ?? [], observation);
  const shown = flow?.navigations[at];
  const known =
    flow === undefined || shown === undefined
      ? state
      : { ...state, flow: { ...flow, navigations: flow.navigations.with(at, read(shown)) } };
  const policies = policiesInMeta(meta);
  return withSourcesAfter(known, at, (document) => {
    const isThis = document.url !== undefined && sameAddress(document.url, url);
    // Without those of the headers it is not known which policies the document has.
    if (!isThis || document.policies === undefined || meta.kind !== 'read') return document;
    const inHeaders = document.policies.filter(({ from }) => from === 'header');
    return { ...document, policies: [...inHeaders, ...policies] };
  });
}

/**
 * Changes what is known of the document that the navigation at that index showed, wherever it is held: as the
 * document of the frame, and as the source of the navigations that began in it. An index of -1 stands for the document
 * before the flow.
 */
export function withSourcesAfter(
  state: LaneState,
  at: number,
  change: (document: SourceDocument) => SourceDocument,
): LaneState {
  const { flow, lane } = state;
  const all = flow?.navigations ?? [];
  const next = all.findIndex(({ committed }, index) => index > at && committed);
  const end = next < 0 ? all.length : next + 1;
  const navigations = all.map((navigation, index) =>
    index > at && index < end ? withSource(navigation, change) : navigation,
  );
  const isSame = navigations.every((navigation, index) => navigation === all[index]);
  const changed = flow === undefined || isSame ? state : { ...state, flow: { ...flow, navigations } };
  if (next >= 0) return changed;
  const document = lane.document === undefined ? undefined : change(lane.document);
  const pending = lane.pending === undefined ? undefined : withSource(lane.pending, change);
  if (document === lane.document && pending === lane.pending) return changed;
  return {
    ...changed,
    lane: { ...lane, ...(document !== undefined && { document }), ...(pending !== undefined && { pending }) },
  };
}

function withSource(
  navigation: Navigation,
  change: (document: SourceDocument) => SourceDocument,
): Navigation {
  const { cause } = navigation;
  if (!('document' in cause)) return navigation;
  const document = change(cause.document);
  return document === cause.document ? navigation : { ...navigation, cause: { ...cause, document } };
}

/** The newest navigation that can have led to the document or, where it is known when, the one asked for then. */
function indexOfDocument(
  navigations: readonly Navigation[],
  { url, askedAt }: MetaPoliciesObservation,
): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let at = navigations.length - 1; at >= Math.max(0, navigations.length - LOOK_BACK); at--) {
    const hop = navigations[at]?.hops.at(-1);
    if (hop === undefined || !showsDocument(hop, url)) continue;
    const distance = askedAt === undefined ? 0 : Math.abs((hop.time ?? 0) - askedAt);
    if (distance >= least) continue;
    [found, least] = [at, distance];
  }
  return found;
}

function showsDocument(hop: Hop | undefined, url: string): boolean {
  if (hop?.response === undefined || hop.response.redirectUrl !== undefined) return false;
  return sameAddress(hop.url, url);
}
