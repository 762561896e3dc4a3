/** Which steps of a long sequence are rendered: those in view, a few more, and those that must not go. */

/** Sequences up to this length are rendered whole: find-in-page and assistive technology get every step. */
export const WHOLE = 120;

/** Pixels above and below the view. */
const OVERSCAN = 250;

/** Steps next to one another, or the room that steps would take which are not rendered. */
export type Run =
  | { readonly kind: 'steps'; readonly first: number; readonly end: number }
  | { readonly kind: 'room'; readonly first: number; readonly height: number };

interface View {
  /** Pixels from the top of the sequence; negative when it begins below. */
  readonly top: number;
  readonly height: number;
}

/** Where each step begins, in pixels from the top; the last entry is the height of all. */
export function offsetsOf(count: number, heightOf: (index: number) => number): Float64Array {
  const offsets = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    offsets[index + 1] = (offsets[index] ?? 0) + heightOf(index);
  }
  return offsets;
}

/**
 * The runs that make up a sequence, from top to bottom.
 * @param keep indices that are rendered wherever they are: the one with the focus, the one that is open
 */
export function runsOf(
  offsets: Float64Array,
  { top, height }: View,
  keep: readonly number[],
): readonly Run[] {
  const count = offsets.length - 1;
  if (count <= WHOLE) return count === 0 ? [] : [{ kind: 'steps', first: 0, end: count }];
  const first = Math.min(count - 1, indexAt(offsets, top - OVERSCAN));
  const end = Math.min(count, indexAt(offsets, top + height + OVERSCAN) + 1);
  const kept = [...new Set(keep)].filter((index) => index >= 0 && (index < first || index >= end));
  const ranges = [...kept.map((index) => ({ first: index, end: index + 1 })), { first, end }];
  const runs: Run[] = [];
  let at = 0;
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    if (range.first > at) runs.push(room(offsets, at, range.first));
    runs.push({ kind: 'steps', ...range });
    at = range.end;
  }
  if (at < count) runs.push(room(offsets, at, count));
  return runs;
}

function room(offsets: Float64Array, first: number, end: number): Run {
  return { kind: 'room', first, height: (offsets[end] ?? 0) - (offsets[first] ?? 0) };
}

/** The step at a height, by bisection; the first for a height above all. */
function indexAt(offsets: Float64Array, height: number): number {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
