/** Timing of small pieces of work, side by side, so that what else the machine does hits all of them alike. */

export interface Piece {
  readonly name: string;
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Median of the rounds, in microseconds. */
  readonly median: number;
}

/**
 * Runs the pieces in turn, `rounds` times, each `calls` times a round, after a warm-up. The median of the
 * rounds is what a call takes.
 */
export async function measure(pieces: readonly Piece[], calls: number, rounds = 15): Promise<Timing[]> {
  const times = new Map<string, number[]>(pieces.map(({ name }) => [name, []]));
  for (let round = -3; round < rounds; round++) {
    for (const { name, run } of pieces) {
      const start = performance.now();
      for (let call = 0; call < calls; call++) await run();
      if (round >= 0) times.get(name)?.push(((performance.now() - start) / calls) * 1000);
    }
  }
  return pieces.map(({ name }) => ({ name, median: median(times.get(name) ?? []) }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** `  12.3 µs  name` */
export function line({ name, median: time }: Timing): string {
  return `${time.toFixed(1).padStart(10)} µs  ${name}`;
}
