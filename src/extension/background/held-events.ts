import browser from 'webextension-polyfill';
import { type ObservedEvent, parseEvent } from '../wire/observed-event.ts';
import { APPLIED_KEY, HELD_PREFIX } from '../wire/storage.ts';

/** How many are asked for at once when a worker starts. */
const AT_ONCE = 64;

/** The events that a worker has been given and has not applied yet, in storage: one key for each. */
export class HeldEvents {
  #count = 0;
  /** Asked for before anything is written: the browser carries both out in their order. */
  #left: Promise<Record<string, unknown>> | undefined = readSlots(0);

  /** Time of the newest event that workers before this one applied; 0 until `restore` is done. */
  appliedBefore = 0;

  keep(event: ObservedEvent): void {
    void browser.storage.session.set({ [`${HELD_PREFIX}${this.#count++}`]: event }).catch(() => undefined);
  }

  /** What a worker before this one left, once; later calls give nothing. */
  async restore(): Promise<readonly ObservedEvent[]> {
    if (this.#left === undefined) return [];
    const left = this.#left;
    this.#left = undefined;
    const stored = await left;
    for (let from = AT_ONCE; `${HELD_PREFIX}${from - 1}` in stored; from += AT_ONCE) {
      Object.assign(stored, await readSlots(from));
    }
    while (`${HELD_PREFIX}${this.#count}` in stored) this.#count++;
    const applied = stored[APPLIED_KEY];
    if (typeof applied === 'number') this.appliedBefore = applied;
    const events = Object.values(stored).flatMap((value) => parseEvent(value) ?? []);
    const waiting = events.filter(({ at }) => at > this.appliedBefore);
    for (const event of waiting) this.keep(event);
    return waiting;
  }

  /** All have been applied and written. */
  release(): void {
    if (this.#count === 0) return;
    const keys = Array.from({ length: this.#count }, (_, slot) => `${HELD_PREFIX}${slot}`);
    this.#count = 0;
    void browser.storage.session.remove(keys);
  }
}

function readSlots(from: number): Promise<Record<string, unknown>> {
  const slots = Array.from({ length: AT_ONCE }, (_, at) => `${HELD_PREFIX}${from + at}`);
  return browser.storage.session.get([...slots, APPLIED_KEY]);
}
