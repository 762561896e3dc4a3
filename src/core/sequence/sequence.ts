import type { Flow, FlowInspection, Hop, Navigation } from '../model/index.ts';
import { type Participant, type Participants, participantsOf } from './participants.ts';
import { type RefusedHop, refusedHops } from './refused-hops.ts';

/**
 * A flow as a sequence diagram: who takes part, and what happened from top to bottom. Each hop is an arrow from the
 * browser to a participant and, where it was answered, one back. For pictures, tables and text alike.
 */
export interface Sequence {
  /** From left to right: service providers, the browser, Login.gov, other hosts, apps. */
  readonly participants: readonly Participant[];
  /** Index of the browser among them. */
  readonly browser: number;
  readonly steps: readonly SequenceStep[];
}

export type SequenceStep = NavigationStep | PauseStep | GapStep | HopStep;

/** A redirect chain begins. */
export interface NavigationStep {
  readonly kind: 'navigation';
  readonly navigation: Navigation;
}

/** The user read or typed, before the navigation that follows. */
export interface PauseStep {
  readonly kind: 'pause';
  readonly milliseconds: number;
  /** Of the navigation that follows. */
  readonly navigation: Navigation['id'];
  /** The page that was shown, where one was. */
  readonly at?: Hop;
}

/** Requests before this hop were not visible. */
export interface GapStep {
  readonly kind: 'gap';
  readonly hop: Hop['id'];
}

export interface HopStep {
  readonly kind: 'hop';
  readonly hop: Hop;
  readonly navigation: Navigation;
  /** In the flow, from 1. */
  readonly number: number;
  /** Index of the participant that was asked. */
  readonly participant: number;
  /** Milliseconds since the flow's first hop. */
  readonly offset?: number;
  /** Milliseconds until the redirect was followed: the answer took at most that long. Of other answers nobody knows. */
  readonly duration?: number;
  /** The hop that the answer led to. */
  readonly leadsTo?: Hop;
  /** The browser showed its document. */
  readonly shown: boolean;
  /** form-action refused it, or another browser would. */
  readonly refused?: RefusedHop;
}

/** Milliseconds from one navigation to the next that a person took, not the browser. */
const PAUSE = 10_000;

/**
 * Makes the diagram of an inspected flow. Navigations that are the same objects as before are not read again, so
 * that a new hop costs as much as its own navigation.
 * @param flow as it was recorded: in which browser, and where the user says that Login.gov is
 */
export function sequenceOf(
  inspection: FlowInspection,
  { engine, deployments }: Pick<Flow, 'engine' | 'deployments'> = {},
): Sequence {
  const refused = new Map(refusedHops(inspection, engine).map((one) => [one.block.hop, one]));
  const participants = participantsOf(
    inspection,
    [...refused.values()].map(({ block }) => block.url),
    deployments,
  );
  const steps: SequenceStep[] = [];
  let number = 1;
  let before: { readonly time: number; readonly at?: Hop } | undefined;
  const start = startOf(inspection.navigations);
  const layout = JSON.stringify([start, participants.all]);
  for (const navigation of inspection.navigations) {
    const pause = pauseBefore(navigation, before);
    if (pause !== undefined) steps.push(pause);
    for (const step of stepsOf(navigation, { number, start, participants, layout, refused }))
      steps.push(step);
    number += navigation.hops.length;
    const last = navigation.hops.findLast(({ time }) => time !== undefined);
    const shown = navigation.committed ? navigation.hops.at(-1) : before?.at;
    if (last?.time !== undefined) before = { time: last.time, ...(shown !== undefined && { at: shown }) };
  }
  return { participants: participants.all, browser: participants.browser, steps };
}

interface Place {
  readonly number: number;
  readonly start: number | undefined;
  readonly participants: Participants;
  /** Equal when start and participants are. */
  readonly layout: string;
  readonly refused: ReadonlyMap<Hop['id'], RefusedHop>;
}

const stepsKnown = new WeakMap<Navigation, { readonly key: string; readonly steps: SequenceStep[] }>();

function stepsOf(navigation: Navigation, place: Place): readonly SequenceStep[] {
  const { number, layout, refused } = place;
  const own = refused.size === 0 ? [] : navigation.hops.flatMap(({ id }) => refused.get(id) ?? []);
  const key = JSON.stringify([number, layout, own]);
  const known = stepsKnown.get(navigation);
  if (known?.key === key) return known.steps;
  const steps: SequenceStep[] = [{ kind: 'navigation', navigation }];
  for (const [at, hop] of navigation.hops.entries()) {
    if (hop.gapBefore) steps.push({ kind: 'gap', hop: hop.id });
    steps.push(hopStep(navigation, at, hop, place));
  }
  stepsKnown.set(navigation, { key, steps });
  return steps;
}

function hopStep(navigation: Navigation, at: number, hop: Hop, place: Place): HopStep {
  const next = navigation.hops[at + 1];
  const offset = between(place.start, hop.time);
  const duration = next === undefined || next.gapBefore ? undefined : between(hop.time, next.time);
  const refused = place.refused.get(hop.id);
  return {
    kind: 'hop',
    hop,
    navigation,
    number: place.number + at,
    participant: place.participants.indexOf(hop.url),
    shown: navigation.committed && next === undefined,
    ...(offset !== undefined && { offset }),
    ...(duration !== undefined && { duration }),
    ...(next !== undefined && !next.gapBefore && { leadsTo: next }),
    ...(refused !== undefined && { refused }),
  };
}

/** Undefined where a time is missing, or the clocks of two sources disagree. */
function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined || to < from ? undefined : to - from;
}

function pauseBefore(
  { id, hops }: Navigation,
  before: { readonly time: number; readonly at?: Hop } | undefined,
): PauseStep | undefined {
  const time = hops.find((hop) => hop.time !== undefined)?.time;
  const milliseconds = between(before?.time, time);
  if (milliseconds === undefined || milliseconds < PAUSE) return undefined;
  const at = before?.at;
  return { kind: 'pause', milliseconds, navigation: id, ...(at !== undefined && { at }) };
}

function startOf(navigations: readonly Navigation[]): number | undefined {
  for (const { hops } of navigations) for (const { time } of hops) if (time !== undefined) return time;
  return undefined;
}
