import type { Observation, ShownDocument } from '../../core/flow/index.ts';
import type { Engine } from '../../core/model/index.ts';
import type { Standing } from '../wire/commands.ts';
import { eventId, isEvent, type ObservedEvent, type Place } from '../wire/observed-event.ts';
import type { AppliedEvents } from './applied-events.ts';
import { HeldEvents } from './held-events.ts';

/** What somebody tells of one frame, and when it happened: milliseconds since 1970 UTC. */
export interface Arrival {
  readonly place: Place;
  readonly observation: Observation;
  readonly at: number;
  /** What the frame showed, of a request that nobody is known to have asked for. */
  readonly shown?: Promise<ShownDocument | undefined>;
  /** Called when it has been written, or dropped for good. */
  readonly done?: () => void;
}

/** How long an event waits for those that happened before it and are delivered after it, in milliseconds. */
const SETTLING_TIME = 250;

/**
 * How long events are gathered at any time, in milliseconds: a redirect and the request that it leads to come one after
 * the other, and are written together. More would be lost where a worker is stopped while nobody else has seen them.
 */
const GATHERING_TIME = 20;

/**
 * How long after its start a worker of Chromium is given events in disorder, in milliseconds. What happened while it
 * started waits in a queue, and a new event may overtake it: by 60 ms at most where that was measured.
 */
const YOUNG = 1_000;

/**
 * How long a worker that starts waits at most for the pages of ours that are open to say what the worker before it
 * was not given, in milliseconds: events that are told of later would come out of order.
 */
const PATIENCE = 3_000;
/** How often it looks whether they have, in milliseconds. */
const AGAIN = 25;

/**
 * Most events that are taken at once: what they change is written then, and stays when the worker is stopped before
 * the next.
 */
const MAX_TAKEN = 200;

/** How often it is looked whether what happened before has settled. */
const MAX_ROUNDS = 40;

/** Events that are remembered, so that one that several tell of counts once. */
const MAX_KNOWN = 8_000;

/**
 * Puts what comes in into the order in which it happened. Firefox delivers `webNavigation` events before
 * `webRequest` events that happened earlier, Chromium does the like to a worker that has just started. An event
 * that waits is kept in storage, so that the worker may be stopped meanwhile.
 */
export class Arrivals {
  readonly #engine: Engine;
  readonly #startedAt: number;
  readonly #onSettled: () => void;
  readonly #held = new HeldEvents();
  readonly #known = new Set<string>();
  /** What workers before this one left is known, and what they did not apply waits again. */
  readonly #restored: Promise<void>;
  #waitsForPagesUntil = 0;
  /** When that happened up to which everything is known of a tab: milliseconds since 1970 UTC. */
  readonly #completeUntil = new Map<number, number>();
  #waiting: (Arrival & { readonly came: number })[] = [];
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `pagesAnswer`: whether a page of ours is open that will say what it saw (see {@link Arrivals.complete});
   * `onSettled` is called when there is something to take.
   */
  constructor(
    engine: Engine,
    startedAt: number,
    applied: AppliedEvents,
    pagesAnswer: Promise<boolean>,
    onSettled: () => void,
  ) {
    this.#engine = engine;
    this.#startedAt = startedAt;
    this.#onSettled = onSettled;
    this.#restored = this.#restore(applied);
    this.#waitsForPagesUntil = startedAt + PATIENCE;
    void pagesAnswer.then((areThere) => {
      if (!areThere) this.complete();
    });
  }

  /** How long an arrival waits now, in milliseconds. */
  get wait(): number {
    return this.#isSorting ? SETTLING_TIME : GATHERING_TIME;
  }

  /** Whether events come in disorder now. */
  get #isSorting(): boolean {
    return this.#engine === 'firefox' || this.#waitsForPages || Date.now() - this.#startedAt < YOUNG;
  }

  /**
   * No page of ours knows of an event that this worker does not. A page is given the events of a tab in their order:
   * nothing comes any more that happened there before the last of those that it saw, whose ids these are.
   */
  complete(seen: readonly string[] = []): void {
    this.#waitsForPagesUntil = 0;
    const ids = new Set(seen);
    for (const arrival of this.#waiting) {
      if (!isEvent(arrival) || !ids.has(eventId(arrival))) continue;
      const { place, at } = arrival;
      this.#completeUntil.set(place.tab, Math.max(this.#completeUntil.get(place.tab) ?? 0, at));
    }
    if (this.#waiting.length > 0 && !this.#asked) this.#ask();
  }

  get #waitsForPages(): boolean {
    return Date.now() < this.#waitsForPagesUntil;
  }

  /** Resolves when everything that happened before has been taken; with false when that takes too long. */
  async quiet(): Promise<boolean> {
    const last = Date.now() + SETTLING_TIME;
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await new Promise((resolve) => setTimeout(resolve, SETTLING_TIME));
      if (!this.#waitsForPages && this.#waiting.every(({ came }) => came > last)) return true;
    }
    return false;
  }

  add(arrival: Arrival): void {
    if (isEvent(arrival)) {
      if (!this.#isNew(arrival)) return;
      // Firefox stops its event page only when there is nothing to do.
      if (this.#engine === 'chromium' && this.#isSorting) this.#held.keep(arrival);
    }
    this.#waiting.push({ ...arrival, came: Date.now() });
    this.#schedule(this.wait);
  }

  /** Somebody else's word for events: each counts if no worker, this or an earlier one, was given it. */
  async addAgain(events: readonly ObservedEvent[]): Promise<void> {
    await this.#restored;
    const fresh = events.filter((event) => this.#isNew(event));
    if (this.#engine === 'chromium') this.#held.keep(...fresh);
    const came = Date.now();
    this.#waiting.push(...fresh.map((event) => ({ ...event, came })));
    this.#schedule(SETTLING_TIME);
  }

  /** Of the events with these ids, those that no worker was given and those that wait; the others have been applied. */
  async standing(ids: readonly string[]): Promise<Standing> {
    await this.#restored;
    const waiting = new Set(this.#waiting.flatMap((arrival) => (isEvent(arrival) ? eventId(arrival) : [])));
    return {
      missing: ids.filter((id) => !this.#known.has(id)),
      waiting: ids.filter((id) => waiting.has(id)),
    };
  }

  /** What no earlier event can precede any more, or everything, in the order in which it happened. */
  async take(everything = false): Promise<readonly Arrival[]> {
    await this.#restored;
    this.#asked = false;
    if (!everything && this.#waitsForPages) {
      this.#askIn(AGAIN);
      return [];
    }
    const until = everything || !this.#isSorting ? Number.POSITIVE_INFINITY : Date.now() - SETTLING_TIME;
    const latest = this.#waiting.reduce(
      (most, { at, came }) => (came <= until ? Math.max(most, at) : most),
      -1,
    );
    const isSettled = ({ place, at }: Arrival) =>
      at <= latest || at <= (this.#completeUntil.get(place.tab) ?? 0);
    const settled = this.#waiting.filter(isSettled).toSorted((a, b) => a.at - b.at);
    const taken = everything ? settled : settled.slice(0, MAX_TAKEN);
    const going = new Set(taken);
    this.#waiting = this.#waiting.filter((arrival) => !going.has(arrival));
    if (taken.length < settled.length) this.#ask();
    else this.#schedule(this.wait);
    return taken;
  }

  /** What was taken has been written: it needs to be held no more. */
  written(arrivals: readonly Arrival[]): void {
    this.#held.release(arrivals.flatMap((arrival) => (isEvent(arrival) ? eventId(arrival) : [])));
  }

  /** A worker that starts goes on with what another was given, whatever it was started for. */
  async #restore(applied: AppliedEvents): Promise<void> {
    const [ids, left] = await Promise.all([applied.restore(), this.#held.restore()]);
    // What came since the start is newer than all of that, and is forgotten after it.
    const early = [...this.#known];
    this.#known.clear();
    for (const id of [...ids, ...early]) this.#remember(id);
    for (const event of left) {
      if (this.#isNew(event)) this.#waiting.push({ ...event, came: Date.now() });
      else this.#held.release([eventId(event)]);
    }
    this.#schedule(SETTLING_TIME);
  }

  /** Asks that the first that waits be taken when it has waited for so long. */
  #schedule(wait: number): void {
    const [first] = this.#waiting;
    if (first === undefined || this.#asked) return;
    this.#askIn(Math.max(0, first.came + wait - Date.now()));
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), milliseconds);
  }

  #ask(): void {
    clearTimeout(this.#timer);
    this.#asked = true;
    this.#onSettled();
  }

  #isNew(event: ObservedEvent): boolean {
    const id = eventId(event);
    if (this.#known.has(id)) return false;
    this.#remember(id);
    return true;
  }

  #remember(id: string): void {
    this.#known.add(id);
    const [oldest] = this.#known;
    if (oldest !== undefined && this.#known.size > MAX_KNOWN) this.#known.delete(oldest);
  }
}
