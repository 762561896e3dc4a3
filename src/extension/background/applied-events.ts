import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { APPLIED_PREFIX } from '../wire/storage.ts';
import { fromStored, toStored } from '../wire/stored-text.ts';

/** How many writes are remembered: more than happen before an open page of ours has asked about their events. */
const WRITES = 1_024;

/** Most events that no write has told of: those of pages that have nothing to do with Login.gov change nothing. */
const MAX_UNWRITTEN = 200;

const writeSchema = v.object({
  /** Number of the write. */
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

  /** Ids of the events that workers before this one applied, the newest writes' alone. */
  async restore(): Promise<string[]> {
    const keys = Array.from({ length: WRITES }, (_, slot) => `${APPLIED_PREFIX}${slot}`);
    const stored = await browser.storage.session.get(keys);
    return Object.values(stored).flatMap((value) => {
      const parsed = v.safeParse(writeSchema, fromStored(value));
      if (!parsed.success) return [];
      this.#turn = Math.max(this.#turn, parsed.output.turn + 1);
      return parsed.output.ids;
    });
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
    const ids = this.#unwritten;
    if (ids.length === 0) return {};
    this.#unwritten = [];
    const turn = this.#turn++;
    return { [`${APPLIED_PREFIX}${turn % WRITES}`]: toStored({ turn, ids }) };
  }
}
