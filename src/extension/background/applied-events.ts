import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { APPLIED_PREFIX } from '../wire/storage.ts';
import { fromStored, toStored } from '../wire/stored-text.ts';

/**
 * How much is remembered: of a write with few events one slot, of one with many as many as they fill. At least as many
 * events as a page of ours asks about (`MAX_ASKED` in wire/commands.ts), and 0.4 MB at most.
 */
const SLOTS = 2_048;
const IDS_IN_SLOT = 4;

/** Most events that no write has told of: those of pages that have nothing to do with Login.gov change nothing. */
const MAX_UNWRITTEN = 200;

const slotSchema = v.object({
  /** The slots are used over and over: the greater, the newer. */
  turn: v.pipe(v.number(), v.integer()),
  ids: v.array(v.string()),
});

/**
 * Which events have been applied, in storage, so that none counts twice when somebody tells of it after the worker
 * was stopped. Each write of lanes and flows has the ids of its events with it: what it changed and that it did are
 * stored together or not at all.
 */
export class AppliedEvents {
  #turn = 0;
  #unwritten: string[] = [];

  /** Ids of the newest events that workers before this one applied, the oldest first. */
  async restore(): Promise<string[]> {
    const keys = Array.from({ length: SLOTS }, (_, slot) => `${APPLIED_PREFIX}${slot}`);
    const stored = await browser.storage.session.get(keys);
    const slots = Object.values(stored).flatMap((value) => {
      const parsed = v.safeParse(slotSchema, fromStored(value));
      return parsed.success ? parsed.output : [];
    });
    slots.sort((a, b) => a.turn - b.turn);
    this.#turn = (slots.at(-1)?.turn ?? -1) + 1;
    return slots.flatMap(({ ids }) => ids);
  }

  /** It has been applied, whether or not it changed anything. */
  add(id: string): void {
    this.#unwritten.push(id);
  }

  /** What was applied changed nothing, so nothing is written. */
  trim(): void {
    if (this.#unwritten.length > MAX_UNWRITTEN) this.#unwritten = this.#unwritten.slice(-MAX_UNWRITTEN);
  }

  /** What the next write has to hold besides what the events changed. */
  entry(): Record<string, unknown> {
    const entry: Record<string, unknown> = {};
    for (let first = 0; first < this.#unwritten.length; first += IDS_IN_SLOT) {
      const turn = this.#turn++;
      const ids = this.#unwritten.slice(first, first + IDS_IN_SLOT);
      entry[`${APPLIED_PREFIX}${turn % SLOTS}`] = toStored({ turn, ids });
    }
    this.#unwritten = [];
    return entry;
  }
}
