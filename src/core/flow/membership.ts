import { startsFlow } from '../login-gov/endpoints.ts';
import { environmentOf } from '../login-gov/environments.ts';
import type { Flow, Hop, Navigation, NavigationCause, SourceDocument } from '../model/index.ts';
import { appendHop } from './chain.ts';
import { type Lane, type LaneState, withoutPending } from './lane.ts';
import { confirmed } from './only-shown.ts';

/** Which navigation belongs to which flow. */

/** What the ids of flows in private windows begin with: by it they are kept apart wherever they are stored. */
export const PRIVATE_FLOW = 'private-';

/** Navigations beyond this number are not added to a flow. */
const MAX_NAVIGATIONS = 200;

/** Starts a navigation; `joinFlow` decides whether it belongs to a flow. */
export function begin(
  state: LaneState,
  hop: Omit<Hop, 'id'>,
  cause: NavigationCause,
  asked: Pick<Lane, 'requestId' | 'initiator'> = {},
): LaneState {
  const navigation = appendHop({ id: 'pending', cause, hops: [], committed: false }, hop);
  const { settled: _, requestId: __, initiator: ___, ...lane } = state.lane;
  return { ...state, lane: { ...lane, ...asked, pending: navigation } };
}

/**
 * Puts the pending navigation where it belongs: into a new flow when it asks Login.gov to sign in or out,
 * into the open flow while the user is at Login.gov or leaves it, nowhere otherwise.
 */
export function joinFlow(state: LaneState, initiator?: string): LaneState {
  const { lane, flow } = state;
  const pending = lane.pending;
  const hop = pending?.hops.at(-1);
  if (pending === undefined || hop === undefined) return splitFlow(state);
  const { deployments } = lane;
  const shown = lane.document?.url;
  const atLoginGov = shown !== undefined && environmentOf(shown, deployments) !== undefined;
  const asksAnew = initiator === undefined || environmentOf(initiator, deployments) === undefined;
  if (startsFlow(hop.url, deployments) && (flow === undefined || asksAnew || !atLoginGov)) {
    return newFlow(lane, pending, flow);
  }
  if (flow === undefined) return state;
  const continues = atLoginGov || environmentOf(hop.url, deployments) !== undefined;
  if (!continues || flow.navigations.length >= MAX_NAVIGATIONS) return state;
  return { lane: withoutPending(lane), flow: withNavigation(flow, pending) };
}

/**
 * The user at Login.gov begins anew at the application: until it asks Login.gov, that looks like a way out of the
 * open flow.
 */
function splitFlow(state: LaneState): LaneState {
  const { lane, flow } = state;
  const navigation = flow?.navigations.at(-1);
  const [first, last] = [navigation?.hops[0], navigation?.hops.at(-1)];
  if (flow === undefined || navigation === undefined || first === undefined || last === undefined)
    return state;
  const beganElsewhere = [first.url, lane.initiator ?? ''].every(
    (url) => environmentOf(url, lane.deployments) === undefined,
  );
  const asks = lane.settled === undefined && startsFlow(last.url, lane.deployments);
  if (!asks || !beganElsewhere || flow.navigations.length === 1) return state;
  const ended = { ...flow, navigations: flow.navigations.slice(0, -1) };
  return { ...newFlow(lane, navigation, undefined), ended };
}

/** The site's own address that led here, if webNavigation told of it, is the beginning of the new flow. */
function newFlow(lane: Lane, pending: Navigation, former: Flow | undefined): LaneState {
  const announced = former === undefined ? undefined : announcement(former);
  const lead = announced?.hops ?? [];
  const [first, ...rest] = pending.hops;
  const led =
    lead.length > 0 && first !== undefined ? [{ ...first, gapBefore: true } as const, ...rest] : pending.hops;
  const time = Math.trunc(lead[0]?.time ?? first?.time ?? 0);
  const id = `${lane.private === true ? PRIVATE_FLOW : ''}${time.toString(36)}-${lane.tab}-${lane.frame}-${lane.requestId ?? ''}`;
  const flow: Flow = {
    id,
    tab: { id: lane.tab, frame: lane.frame, ...(lane.window !== undefined && { window: lane.window }) },
    engine: lane.engine,
    ...(lane.deployments !== undefined && { deployments: lane.deployments }),
    navigations: [renumber({ ...pending, hops: [...lead, ...led] }, `${id}/1`)],
  };
  const begun = { lane: { ...withoutPending(lane), flow: id }, flow };
  if (former === undefined || announced === undefined) return begun;
  return { ...begun, ended: { ...former, navigations: former.navigations.slice(0, -1) } };
}

/**
 * A navigation away from Login.gov, to hosts that the extension may not see: nothing says yet that it was the flow's.
 * DevTools may have told of its first redirects.
 */
function announcement({ navigations, deployments }: Flow): Navigation | undefined {
  const last = navigations.at(-1);
  if (last === undefined || last.committed || last.cause.kind !== 'unknown') return undefined;
  const isHidden = last.hops.every(
    ({ url, seenBy, error }) =>
      !seenBy.includes('web-request') && error === undefined && environmentOf(url, deployments) === undefined,
  );
  return isHidden ? last : undefined;
}

/** Once its cause is known: the user who goes elsewhere ends the flow, a scripted redirect after it goes on. */
export function settleMembership(state: LaneState, cause: NavigationCause): LaneState {
  const joined = joinFlow(state, 'document' in cause ? cause.document.url : undefined);
  const { lane, flow } = joined;
  if (flow === undefined) return { lane: withoutPending(lane) };
  if (lane.pending !== undefined) {
    if (!isOwnDoing(cause, lane) || flow.navigations.length >= MAX_NAVIGATIONS) {
      return closed({ lane: withoutPending(lane) });
    }
    return { lane: withoutPending(lane), flow: withNavigation(flow, lane.pending) };
  }
  const last = flow.navigations.at(-1);
  const elsewhere =
    last?.hops.every((hop) => environmentOf(hop.url, lane.deployments) === undefined) === true;
  if (cause.kind === 'typed' && elsewhere) {
    return closed({ lane, flow: { ...flow, navigations: flow.navigations.slice(0, -1) } });
  }
  return joined;
}

/**
 * A navigation that ends without a document: it asked Login.gov, or the page where the flow led went on by itself.
 * Others are dropped.
 */
export function settleFailure(state: LaneState, cause: NavigationCause): LaneState {
  const joined = joinFlow(state, state.lane.initiator);
  const { lane, flow } = joined;
  if (lane.pending === undefined) return joined;
  const goesOn = flow !== undefined && isOwnDoing(cause, lane) && flow.navigations.length < MAX_NAVIGATIONS;
  return {
    ...joined,
    lane: withoutPending(lane),
    ...(goesOn && { flow: withNavigation(flow, lane.pending) }),
  };
}

/** Causes that do not say whether it was the user. */
const UNTOLD: ReadonlySet<NavigationCause['kind']> = new Set(['link', 'form', 'unknown']);
/** Sooner than a person can click, in milliseconds: a script of the page did it. */
const TOO_SOON = 1000;

/**
 * Whether the page went on by itself. Chromium calls it a link or a form, too, when a script sets the location or
 * submits a form; of what caused a navigation of a frame browsers say nothing.
 */
function isOwnDoing({ kind }: NavigationCause, { pending, shownAt }: Lane): boolean {
  if (kind === 'client-redirect') return true;
  const begunAt = pending?.hops[0]?.time;
  if (!UNTOLD.has(kind) || begunAt === undefined || shownAt === undefined) return false;
  return begunAt - shownAt < TOO_SOON;
}

/** The flow is kept as it is and closed: later navigations of the lane are not its own. */
function closed({ lane: { flow: _, ...lane }, flow }: LaneState): LaneState {
  return { lane, ...(flow !== undefined && { flow }) };
}

function withNavigation(flow: Flow, navigation: Navigation): Flow {
  const numbered = renumber(navigation, `${flow.id}/${flow.navigations.length + 1}`);
  return { ...flow, navigations: [...flow.navigations, numbered] };
}

function renumber(navigation: Navigation, id: string): Navigation {
  return {
    ...navigation,
    id,
    hops: navigation.hops.map((hop, index) => ({ ...hop, id: `${id}.${index + 1}` })),
  };
}

/** The document in the frame, unless the browser says that another one asked. */
export function sourceDocument({ lane }: LaneState, initiator?: string): SourceDocument {
  const shown = lane.document;
  if (shown !== undefined && initiator === undefined) return shown;
  if (shown !== undefined && initiator !== undefined && sameOrigin(shown.url, initiator))
    return confirmed(shown);
  return initiator === undefined ? {} : { url: initiator };
}

export function sameOrigin(a: string | undefined, b: string): boolean {
  return a !== undefined && URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

/** Puts a hop before the first one of a flow: the site's own redirect to Login.gov, learnt of afterwards. */
export function prependHop(flow: Flow, hop: Omit<Hop, 'id'>): Flow {
  const [first, ...rest] = flow.navigations;
  if (first === undefined) return flow;
  const withId = appendHop(first, hop).hops.at(-1);
  if (withId === undefined) return flow;
  return { ...flow, navigations: [{ ...first, hops: [withId, ...first.hops] }, ...rest] };
}
