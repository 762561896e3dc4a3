import type { Random } from '../../test/support/seeded.ts';
import { seeded } from '../../test/support/seeded.ts';
import { randomAttempt, randomVisit } from './random-attempt.ts';
import type { Stage } from './stage.ts';
import type { Attempt, Meanwhile, Step, Walk } from './walk.ts';

/** What may happen in a walk besides sign-ins in one tab. */
export interface Possible {
  /** Tabs at the same time. */
  readonly slots: number;
  readonly stops: boolean;
  /** Frames, popups, new tabs, windows, closed tabs. */
  readonly manyTabs: boolean;
}

export function possibleOn({ only, stopWorker }: Stage): Possible {
  const manyTabs = only === undefined;
  return { slots: manyTabs ? 3 : 1, stops: stopWorker !== undefined, manyTabs };
}

/** Draws the same walk for the same seed. */
export function randomWalk(seed: number, possible: Possible): Walk {
  const random = seeded(seed);
  const length = 4 + random.below(9);
  const maker = new WalkMaker(random, possible);
  return { seed, steps: Array.from({ length }, () => maker.step()) };
}

class WalkMaker {
  readonly #random: Random;
  readonly #possible: Possible;
  readonly #started = new Set<number>();
  #attempts = 0;

  constructor(random: Random, possible: Possible) {
    this.#random = random;
    this.#possible = possible;
  }

  step(): Step {
    const { slots, manyTabs } = this.#possible;
    if (slots > 1 && this.#chance(0.12)) {
      const taken = this.#random.shuffled(Array.from({ length: slots }, (_, slot) => slot)).slice(0, 3);
      return { do: 'together', steps: taken.map((slot) => this.#going(slot)) };
    }
    if (this.#possible.stops && this.#chance(0.12)) return { do: 'stop-worker' };
    if (this.#chance(0.04)) return { do: this.#random.pick(['pause', 'record']) };
    const slot = this.#random.below(slots);
    if (manyTabs && this.#chance(0.06)) return { do: this.#random.pick(['close', 'clear']), slot };
    if (this.#chance(0.12)) return { do: this.#random.pick(['back', 'forward', 'reload']), slot };
    return this.#going(slot);
  }

  #going(slot: number): Step {
    const meanwhile = this.#chance(0.18) ? { meanwhile: this.#meanwhile() } : {};
    if (this.#started.has(slot) && this.#chance(0.7)) return { do: 'click', slot, ...meanwhile };
    this.#started.add(slot);
    const window = this.#possible.manyTabs && this.#chance(0.15) ? ({ window: true } as const) : {};
    return { do: 'start', slot, ...window, attempt: this.#attempt(), ...meanwhile };
  }

  #attempt(): Attempt {
    const id = ++this.#attempts;
    return this.#chance(0.12)
      ? randomVisit(this.#random, id)
      : randomAttempt(this.#random, id, this.#possible.manyTabs);
  }

  #meanwhile(): Meanwhile {
    const request = 1 + this.#random.below(6);
    const { stops, manyTabs } = this.#possible;
    const ways: Meanwhile['by'][] = ['stop', 'start', ...(manyTabs ? (['close'] as const) : [])];
    const by = stops && this.#chance(0.5) ? 'stop-worker' : this.#random.pick(ways);
    return { request, by, ...(by === 'start' && { attempt: this.#attempt() }) };
  }

  #chance(of: number): boolean {
    return this.#random.next() < of;
  }
}
