/** Marks text in the document without changing it, by the CSS Custom Highlight API. */

const ALL = 'found';
const CURRENT = 'found-current';

/** Ranges beyond these are not marked. */
const MAX_RANGES = 2000;
/** Texts in different blocks do not belong together. */
const BLOCK = 'p, li, dt, dd, td, th, h1, h2, h3, h4, pre, summary, button, figcaption, div';

/** Every place below the root where the text stands, in any case, also across elements of one line. */
export function rangesOf(root: Element, text: string): readonly Range[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const ranges: Range[] = [];
  for (const nodes of lines(root)) {
    const line = nodes
      .map(({ data }) => data)
      .join('')
      .toLowerCase();
    let at = line.indexOf(wanted);
    while (at >= 0 && ranges.length < MAX_RANGES) {
      const range = document.createRange();
      range.setStart(...placeIn(nodes, at));
      range.setEnd(...placeIn(nodes, at + wanted.length));
      ranges.push(range);
      at = line.indexOf(wanted, at + wanted.length);
    }
  }
  return ranges;
}

/** The text nodes of each block, in order. */
function lines(root: Element): readonly (readonly Text[])[] {
  const found: Text[][] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let block: Element | null | undefined;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    const own = node.parentElement?.closest(BLOCK);
    if (own !== block || found.length === 0) found.push([]);
    block = own;
    found.at(-1)?.push(node);
  }
  return found;
}

function placeIn(nodes: readonly Text[], at: number): [Text, number] {
  let rest = at;
  for (const node of nodes) {
    if (rest <= node.data.length) return [node, rest];
    rest -= node.data.length;
  }
  const last = nodes.at(-1);
  return [last ?? new Text(), last?.data.length ?? 0];
}

/** Marks the ranges, and one of them as the one that the user is at. Does nothing in browsers without the API. */
export function markRanges(ranges: readonly Range[], current: Range | undefined): void {
  if (typeof Highlight === 'undefined') return;
  CSS.highlights.set(ALL, new Highlight(...ranges));
  const highlight = new Highlight(...(current ? [current] : []));
  highlight.priority = 1;
  CSS.highlights.set(CURRENT, highlight);
}

export function unmark(): void {
  if (typeof Highlight === 'undefined') return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
