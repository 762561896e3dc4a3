import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { counted } from '../../../formats/report/words.ts';

interface Props<Item> {
  readonly items: readonly Item[];
  /** What one item is called: "hop". */
  readonly noun: string;
  readonly children: (item: Item, index: number) => ComponentChildren;
  /** Wraps the items: the list element. */
  readonly list: (items: ComponentChildren) => ComponentChildren;
  readonly limit?: number;
  /** Index of an item that must be among the first ones shown. */
  readonly reveal?: number;
}

/** A list that renders no more than `limit` items at once; the next ones come on request. */
export function Bounded<Item>({ items, noun, children, list, limit = 200, reveal = 0 }: Props<Item>) {
  const [asked, setMost] = useState(limit);
  const most = Math.max(asked, Math.ceil((reveal + 1) / limit) * limit);
  const rest = items.length - most;
  return (
    <>
      {list(items.slice(0, most).map(children))}
      {rest > 0 && (
        <button type="button" class="button more" onClick={() => setMost(most + limit)}>
          Show {counted(Math.min(rest, limit), `more ${noun}`)}
          {rest > limit && ` of ${rest}`}
        </button>
      )}
    </>
  );
}
