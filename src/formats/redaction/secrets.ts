import { type Draw, standIn } from './stand-in.ts';
import { isVocabulary } from './vocabulary.ts';

/** How often something was replaced, for the person who shares the file. */
export interface Replaced {
  /** What it was: `state`, `header cookie`, `path segment`, … */
  readonly what: string;
  /** Different values. */
  readonly values: number;
  /** Places where they stood. */
  readonly places: number;
}

/** Shorter values are replaced where they stand, and not looked for elsewhere. */
const FOUND_ELSEWHERE = 6;
/** Values that begin alike beyond this number are not looked for. */
const ALIKE = 32;
const KINDS = 500;
const TRIES = 40;

/**
 * The values that one export replaces, each always by the same text. The table is drawn at random and is kept by
 * nobody: without it no stand-in leads back to its value.
 */
export class Secrets {
  readonly #draw: Draw;
  readonly #standIns = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, { values: Set<string>; places: number }>();
  #beginnings: Map<string, string[]> | undefined;

  constructor(draw: Draw) {
    this.#draw = draw;
  }

  /** The text in the place of the value. White space has none: it says only that there was nothing. */
  replace(value: string, what: string): string {
    if (value.trim() === '') return value;
    this.count(value, what);
    return this.#standInFor(value);
  }

  /** The same, where the text in its place has to be like it in some other way, too, if such a one is found. */
  replaceAlike(value: string, what: string, isAlike: (candidate: string) => boolean): string {
    for (let tries = 0; tries < TRIES && !this.#standIns.has(value); tries += 1) {
      const candidate = standIn(value, this.#draw);
      if (!this.#taken.has(candidate) && isAlike(candidate)) this.decide(value, candidate);
    }
    return this.replace(value, what);
  }

  /** The text in its place, if the value was met before. */
  known(value: string): string | undefined {
    return this.#standIns.get(value);
  }

  /** Whether the text stands for a value already. */
  isStandIn(text: string): boolean {
    return this.#taken.has(text);
  }

  /** Decides what stands for a value; only the first decision counts. */
  decide(value: string, to: string): void {
    if (this.#standIns.has(value)) return;
    this.#standIns.set(value, to);
    this.#taken.add(to);
  }

  count(value: string, what: string): void {
    const counts = this.#counts.get(what) ?? { values: new Set<string>(), places: 0 };
    if (!this.#counts.has(what) && this.#counts.size < KINDS) this.#counts.set(what, counts);
    counts.values.add(value);
    counts.places += 1;
  }

  /** Begins to count anew. */
  forgetCounts(): void {
    this.#counts.clear();
  }

  counts(): Replaced[] {
    return [...this.#counts]
      .map(([what, { values, places }]) => ({ what, values: values.size, places }))
      .toSorted((a, b) => (a.what < b.what ? -1 : 1));
  }

  /** From now on values that were met are found in other texts, too. */
  lookForKnown(ordinary: (word: string) => boolean): void {
    const beginnings = new Map<string, string[]>();
    for (const value of this.#standIns.keys()) {
      if (value.length < FOUND_ELSEWHERE || isOrdinary(value, ordinary)) continue;
      const lower = value.toLowerCase();
      const start = lower.slice(0, FOUND_ELSEWHERE);
      const alike = beginnings.get(start) ?? [];
      if (alike.length < ALIKE) alike.push(value);
      beginnings.set(start, alike);
    }
    for (const alike of beginnings.values()) alike.sort((a, b) => b.length - a.length);
    this.#beginnings = beginnings;
  }

  /** Whether {@link lookForKnown} was called and there is something to look for. */
  get looksForKnown(): boolean {
    return this.#beginnings !== undefined && this.#beginnings.size > 0;
  }

  /** The text with every known value in it replaced, in whatever case. The work grows with the text alone. */
  replaceKnown(text: string): string {
    let result = '';
    let copied = 0;
    for (let found = this.#findKnown(text, 0); found !== undefined; found = this.#findKnown(text, copied)) {
      const { at, value } = found;
      const there = text.slice(at, at + value.length);
      const to = this.#standInFor(value);
      this.count(value, 'a known value elsewhere');
      result += text.slice(copied, at) + (there === value ? to : to.toLowerCase());
      copied = at + value.length;
    }
    return copied === 0 ? text : result + text.slice(copied);
  }

  /** Whether a known value stands in the text, in whatever case. */
  holdsKnown(text: string): boolean {
    return this.#findKnown(text, 0) !== undefined;
  }

  #findKnown(text: string, from: number): { at: number; value: string } | undefined {
    const beginnings = this.#beginnings;
    if (beginnings === undefined || beginnings.size === 0) return undefined;
    for (let at = from; at + FOUND_ELSEWHERE <= text.length; at += 1) {
      const alike = beginnings.get(text.slice(at, at + FOUND_ELSEWHERE).toLowerCase());
      const value = alike?.find(
        (known) => text.slice(at, at + known.length).toLowerCase() === known.toLowerCase(),
      );
      if (value !== undefined) return { at, value };
    }
    return undefined;
  }

  #standInFor(value: string): string {
    const known = this.#standIns.get(value);
    if (known !== undefined) return known;
    let made = standIn(value, this.#draw);
    for (let tries = 0; this.#taken.has(made) && made !== value; tries += 1) {
      // Of a single digit there are not enough: a longer text then, for different values must differ.
      made = standIn(tries < TRIES ? value : `${value}${'x'.repeat(1 + (tries % 8))}`, this.#draw);
    }
    this.#standIns.set(value, made);
    this.#taken.add(made);
    return made;
  }
}

/** A value of ordinary words would be found where nobody meant it. */
function isOrdinary(value: string, ordinary: (word: string) => boolean): boolean {
  const words = value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => isVocabulary(word) || ordinary(word));
}
