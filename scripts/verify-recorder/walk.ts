import type { Engine } from '../../src/core/model/index.ts';

/** What a user does in a random walk, as plain data: the same walk can be walked again, or without some of its steps. */
export interface Walk {
  readonly seed: number;
  readonly steps: readonly Step[];
}

/** Slots are tabs by number: one that is not open yet, or was closed, is opened when it is needed. */
export type Step =
  | {
      readonly do: 'start';
      readonly slot: number;
      /** The slot is opened as a window of its own, where it is not open yet. */
      readonly window?: true;
      readonly attempt: Attempt;
      readonly meanwhile?: Meanwhile;
    }
  /** Goes on with what the page in the slot offers. */
  | { readonly do: 'click'; readonly slot: number; readonly meanwhile?: Meanwhile }
  | { readonly do: 'back' | 'forward' | 'reload' | 'close' | 'clear'; readonly slot: number }
  | { readonly do: 'stop-worker' | 'pause' | 'record' }
  /** At the same time, each in a slot of its own. */
  | { readonly do: 'together'; readonly steps: readonly Step[] };

/** While the n-th request that the step causes waits for its answer. */
export interface Meanwhile {
  readonly request: number;
  readonly by: 'stop' | 'close' | 'start' | 'stop-worker';
  /** The attempt that is started in the same slot. */
  readonly attempt?: Attempt;
}

/** One sign-in or sign-out, or a visit elsewhere, from its first address to its end. */
export interface Attempt {
  /** Unique in the walk. */
  readonly id: number;
  readonly protocol: string;
  readonly legs: readonly Leg[];
}

/** How a navigation begins. All but the last are done by the page that the leg before ended with. */
export type Way =
  | 'link'
  | 'form'
  | 'popup'
  | 'new-tab'
  | 'frame'
  | 'auto-form'
  | 'script'
  | 'replace'
  | 'script-click'
  | 'meta'
  | 'typed';

/** These wait for the user. */
export const MANUAL: ReadonlySet<Way> = new Set(['link', 'form', 'popup', 'new-tab']);

/** One navigation: a chain of redirects and what comes at its end. */
export interface Leg {
  readonly way: Way;
  readonly method: 'GET' | 'POST';
  readonly hops: readonly PlannedHop[];
  /** What the last hop is: `offline` and `scheme` are never answered. */
  readonly end: 'page' | 'download' | 'no-content' | 'offline' | 'scheme';
  /** Index of the hop that the policy of the form's page does not allow; never the form's own target. */
  readonly refused?: number;
  /** Whether it is part of the sign-in: it is, it is not, or nobody can say (a link that is followed at once). */
  readonly part: Part;
  /** How long the user waits before it begins, in milliseconds. */
  readonly wait?: number;
}

export type Part = 'in' | 'out' | 'either';

export interface PlannedHop {
  /** `https://host` or, at the end of a leg, another scheme. */
  readonly origin: string;
  readonly path: string;
  readonly status: number;
  /** How long the answer takes, in milliseconds. */
  readonly slow?: number;
}

/** Place of a request in the plan. Every address names its own, so that whatever is recorded says what it is. */
export interface Mark {
  /** Number of the walk in this run of the program. */
  readonly walk: number;
  readonly attempt: number;
  readonly leg: number;
  readonly hop: number;
}

export function address(mark: Mark, { origin, path }: PlannedHop): string {
  return `${origin}${path}?w=${textOf(mark)}`;
}

export function textOf({ walk, attempt, leg, hop }: Mark): string {
  return [walk, attempt, leg, hop].join('-');
}

/** Undefined for an address that is in no plan. */
export function markIn(url: string): Mark | undefined {
  const numbers = /[?&]w=(\d+)-(\d+)-(\d+)-(\d+)\b/.exec(url)?.slice(1).map(Number) ?? [];
  const [walk, attempt, leg, hop] = numbers;
  if (walk === undefined || attempt === undefined || leg === undefined || hop === undefined) return undefined;
  return { walk, attempt, leg, hop };
}

/** Every attempt of a walk by its id. */
export function attemptsOf(steps: readonly Step[]): ReadonlyMap<number, Attempt> {
  return new Map(steps.flatMap(attemptsOfStep).map((attempt) => [attempt.id, attempt]));
}

function attemptsOfStep(step: Step): readonly Attempt[] {
  if (step.do === 'together') return step.steps.flatMap(attemptsOfStep);
  const meanwhile = 'meanwhile' in step ? (step.meanwhile?.attempt ?? []) : [];
  return [...(step.do === 'start' ? [step.attempt] : []), meanwhile].flat();
}

/** Index of the hop that the browser refuses to ask for; undefined where it follows all. */
export function refusedHop({ refused }: Leg, engine: Engine): number | undefined {
  return engine === 'chromium' ? refused : undefined;
}

/** How many hops of a leg are asked of a server. */
export function askedHops(leg: Leg, engine: Engine): number {
  const unreachable = leg.end === 'offline' || leg.end === 'scheme' ? 1 : 0;
  return refusedHop(leg, engine) ?? leg.hops.length - unreachable;
}

/** The leg at which the user is next asked to do something, or at which it is over. */
export function restAfter({ legs }: Attempt, first: number, engine: Engine): number {
  for (let at = first; ; at++) {
    const leg = legs[at];
    const next = legs[at + 1];
    if (leg === undefined) return at - 1;
    const goesOn = leg.end === 'page' && refusedHop(leg, engine) === undefined;
    if (next === undefined || !goesOn || MANUAL.has(next.way)) return at;
  }
}
