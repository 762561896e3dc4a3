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
