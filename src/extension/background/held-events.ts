import browser from 'webextension-polyfill';
import { MAX_ASKED } from '../wire/commands.ts';
import { eventId, type ObservedEvent, parseEvent } from '../wire/observed-event.ts';
import { HELD_PREFIX } from '../wire/storage.ts';
import { fromStored, toStored } from '../wire/stored-text.ts';

/** How many can be held at once: as many as a page of ours keeps, for all of them may wait for one worker after another. */
const SLOTS = MAX_ASKED;

/** The events that a worker has been given and has not applied yet, in storage: one key for each. */
export class HeldEvents {
  /** Asked for before anything is written. */
  readonly #left: Promise<Record<string, unknown>>;
  /** By the id of the event that is in it. */
  readonly #slots = new Map<string, number>();
  readonly #taken = new Set<number>();
  #next = 0;
  /** Those that came before it was known which slots are free. */
  #early: ObservedEvent[] | undefined = [];

  constructor() {
    const keys = Array.from({ length: SLOTS }, (_, slot) => `${HELD_PREFIX}${slot}`);
    this.#left = browser.storage.session.get(keys);
  }

  keep(...events: readonly ObservedEvent[]): void {
    if (this.#early !== undefined) {
      this.#early.push(...events);
      return;
    }
    if (events.length === 0) return;
    const items: Record<string, unknown> = {};
    for (const event of events.slice(0, SLOTS - this.#taken.size)) {
      items[`${HELD_PREFIX}${this.#occupyFree(event)}`] = toStored(event);
    }
    void browser.storage.session.set(items).catch(() => undefined);
  }

  /** What a worker before this one was given. Called once. */
  async restore(): Promise<readonly ObservedEvent[]> {
    const left: ObservedEvent[] = [];
    for (const [key, value] of Object.entries(await this.#left)) {
      const event = parseEvent(fromStored(value));
      if (event === undefined) continue;
      this.#occupy(Number(key.slice(HELD_PREFIX.length)), event);
      left.push(event);
    }
    const early = this.#early ?? [];
    this.#early = undefined;
    this.keep(...early);
    return left;
  }

  /** They have been applied, and that is written. */
  release(ids: readonly string[]): void {
    const keys: string[] = [];
    for (const id of ids) {
      const slot = this.#slots.get(id);
      if (slot === undefined) continue;
      this.#slots.delete(id);
      this.#taken.delete(slot);
      keys.push(`${HELD_PREFIX}${slot}`);
    }
    if (keys.length > 0) void browser.storage.session.remove(keys);
  }

  #occupyFree(event: ObservedEvent): number {
    while (this.#taken.has(this.#next)) this.#next = (this.#next + 1) % SLOTS;
    const slot = this.#next;
    this.#occupy(slot, event);
    return slot;
  }

  #occupy(slot: number, event: ObservedEvent): void {
    this.#slots.set(eventId(event), slot);
    this.#taken.add(slot);
  }
}
