/** Lists up to this length are rendered whole: find-in-page and assistive technology get every row. */
export const WHOLE = 200;

const OVERSCAN = 10;

interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

export interface ListWindow {
  readonly first: number;
  /** Exclusive. */
  readonly end: number;
}

/** The rows to render: those in view and a few more, or all of a short list. */
export function listWindow(count: number, { scrollTop, height, rowHeight }: Viewport): ListWindow {
  if (count <= WHOLE) return { first: 0, end: count };
  const first = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - OVERSCAN);
  return { first, end: Math.min(count, first + Math.ceil(height / rowHeight) + 2 * OVERSCAN) };
}

/** The scroll position nearest to the present one at which the row is wholly in view. */
export function scrollToRow(index: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - height);
}

/** What tells one row of the list from another. */
interface Row {
  readonly flow: { readonly id: string };
}

/**
 * The scroll position at which the rows in view stay where they were, when rows came or went above them. At the top
 * the list stays at the top, so that a new flow shows.
 */
export function keptScroll(
  before: readonly Row[],
  now: readonly Row[],
  { scrollTop, rowHeight }: Pick<Viewport, 'scrollTop' | 'rowHeight'>,
): number {
  if (scrollTop <= 0) return scrollTop;
  const first = Math.floor(scrollTop / rowHeight);
  const places = new Map(now.map(({ flow }, index) => [flow.id, index] as const));
  // The first row in view that is still there.
  for (let index = first; index < before.length; index += 1) {
    const place = places.get(before[index]?.flow.id ?? '');
    if (place !== undefined) return scrollTop + (place - index) * rowHeight;
  }
  return scrollTop;
}
