import type { Observation } from '../../core/flow/index.ts';
import type { Engine } from '../../core/model/index.ts';
import { eventId, isEvent, type ObservedEvent, type Place } from '../wire/observed-event.ts';
import { HeldEvents } from './held-events.ts';

/** What somebody tells of one frame, and when it happened: milliseconds since 1970 UTC. */
export interface Arrival {
  readonly place: Place;
  readonly observation: Observation;
  readonly at: number;
  /** Called when it has been written, or dropped for good. */
  readonly done?: () => void;
}

/** How long an event waits for those that happened before it and are delivered after it, in milliseconds. */
const SETTLING_TIME = 250;

/**
 * How long after its start a worker of Chromium is given events in disorder, in milliseconds. What happened while it
 * started waits in a queue, and a new event may overtake it: by 60 ms at most where that was measured.
 */
const YOUNG = 1_000;

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
  #waiting: (Arrival & { readonly came: number })[] = [];
  #asked = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `onSettled` is called when there is something to take. */
  constructor(engine: Engine, startedAt: number, onSettled: () => void) {
    this.#engine = engine;
    this.#startedAt = startedAt;
    this.#onSettled = onSettled;
  }

  /** How long an arrival waits now, in milliseconds. */
  get wait(): number {
    return this.#engine === 'firefox' || Date.now() - this.#startedAt < YOUNG ? SETTLING_TIME : 0;
  }

  add(arrival: Arrival): void {
    if (isEvent(arrival)) {
      if (!this.#isNew(arrival)) return;
      // Firefox stops its event page only when there is nothing to do.
      if (this.#engine === 'chromium' && this.wait > 0) this.#held.keep(arrival);
    }
    this.#waiting.push({ ...arrival, came: Date.now() });
    this.#schedule(this.wait);
  }

  /** Somebody else's word for an event: it counts if no worker, this or an earlier one, was given the event. */
  async addAgain(event: ObservedEvent): Promise<void> {
    await this.#restore();
    if (event.at <= this.#held.appliedBefore || !this.#isNew(event)) return;
    if (this.#engine === 'chromium') this.#held.keep(event);
    this.#waiting.push({ ...event, came: Date.now() });
    this.#schedule(SETTLING_TIME);
  }

  /** What no earlier event can precede any more, or everything, in the order in which it happened. */
  async take(everything = false): Promise<readonly Arrival[]> {
    await this.#restore();
    this.#asked = false;
    const { wait } = this;
    const until = everything || wait === 0 ? Number.POSITIVE_INFINITY : Date.now() - wait;
    const latest = this.#waiting.reduce(
      (most, { at, came }) => (came <= until ? Math.max(most, at) : most),
      -1,
    );
    const settled = this.#waiting.filter(({ at }) => at <= latest);
    this.#waiting = this.#waiting.filter(({ at }) => at > latest);
    this.#schedule(wait);
    return settled.toSorted((a, b) => a.at - b.at);
  }

  /** What was taken has been written: nothing of it needs to be held any more. */
  written(): void {
    if (this.#waiting.length === 0) this.#held.release();
  }

  async #restore(): Promise<void> {
    for (const event of await this.#held.restore()) {
      if (this.#isNew(event)) this.#waiting.push({ ...event, came: Date.now() });
    }
  }

  /** Asks that the first that waits be taken when it has waited for so long. */
  #schedule(wait: number): void {
    const [first] = this.#waiting;
    if (first === undefined || this.#asked) return;
    clearTimeout(this.#timer);
    if (wait === 0) this.#ask();
    else this.#timer = setTimeout(() => this.#ask(), Math.max(0, first.came + wait - Date.now()));
  }

  #ask(): void {
    this.#asked = true;
    this.#onSettled();
  }

  #isNew(event: ObservedEvent): boolean {
    const id = eventId(event);
    if (this.#known.has(id)) return false;
    this.#known.add(id);
    const [oldest] = this.#known;
    if (oldest !== undefined && this.#known.size > MAX_KNOWN) this.#known.delete(oldest);
    return true;
  }
}
