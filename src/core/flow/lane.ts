import type { Deployments } from '../login-gov/environments.ts';
import type { Engine, Flow, Navigation, SourceDocument } from '../model/index.ts';

/**
 * The builder's place in one frame of one tab, plain JSON. Everything it needs for the next observation is
 * here and in the open flow, so that a worker which is killed between two events goes on where it was.
 */
export interface Lane {
  readonly tab: number;
  readonly frame: number;
  readonly engine: Engine;
  /** The window that the tab was in when the lane began. */
  readonly window?: number;
  /** The window is a private one. */
  readonly private?: true;
  /** Origins that the user named as deployments of Login.gov. */
  readonly deployments?: Deployments;
  /** The document the frame shows. */
  readonly document?: SourceDocument;
  /** What the browser calls the document that the frame showed last, as far as it told. */
  readonly documentId?: string;
  /** Of a document that was `onlyShown` when a request began: what the browser calls it. */
  readonly shownId?: string;
  /** When it was shown: milliseconds since 1970 UTC. */
  readonly shownAt?: number;
  /** Id of the flow that is going on here. */
  readonly flow?: Flow['id'];
  /** A navigation that belongs to no flow (yet): its chain may still lead to Login.gov. */
  readonly pending?: Navigation;
  /** webRequest id of the current navigation. */
  readonly requestId?: string;
  /** URL or origin of the document that asked for the current navigation, where the browser told. */
  readonly initiator?: string;
  /** No navigation is in progress: the last one was committed or failed. */
  readonly settled?: true;
}

/** Lane and open flow before and after an observation. */
export interface LaneState {
  readonly lane: Lane;
  readonly flow?: Flow;
  /** Another flow, which ended before, that the observation changed; never given, only returned. */
  readonly ended?: Flow;
}

/** The navigation in progress or, once settled, the last one. */
export function currentNavigation({ lane, flow }: LaneState): Navigation | undefined {
  return lane.pending ?? flow?.navigations.at(-1);
}

/** Replaces the current navigation. */
export function withCurrent(state: LaneState, navigation: Navigation): LaneState {
  if (state.lane.pending !== undefined) return { ...state, lane: { ...state.lane, pending: navigation } };
  if (state.flow === undefined) return state;
  const navigations = [...state.flow.navigations.slice(0, -1), navigation];
  return { ...state, flow: { ...state.flow, navigations } };
}

/** The lane without its pending navigation. */
export function withoutPending({ pending: _, ...lane }: Lane): Lane {
  return lane;
}

/** The lane with nothing in progress; reports about the last request may still come late. */
export function settle(lane: Lane): Lane {
  return { ...lane, settled: true };
}
