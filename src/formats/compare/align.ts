type Pair<Item> = readonly [left: Item | undefined, right: Item | undefined];

/** More items are compared place by place: the table would have a million cells. */
const MAX_ITEMS = 1000;

/**
 * Puts the items of two lists beside one another, as many equal ones as possible without changing an order (the
 * longest common subsequence). What has no counterpart stands alone.
 */
export function align<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isSame: (left: Item, right: Item) => boolean,
): readonly Pair<Item>[] {
  if (left.length > MAX_ITEMS || right.length > MAX_ITEMS) return byPlace(left, right);
  const width = right.length + 1;
  /** At [i, j]: how many items the lists have in common from their i-th and j-th on. */
  const common = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = isSame(left[i] as Item, right[j] as Item)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair<Item>[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (isSame(left[i] as Item, right[j] as Item)) pairs.push([left[i++], right[j++]]);
    else if (at(i + 1, j) >= at(i, j + 1)) pairs.push([left[i++], undefined]);
    else pairs.push([undefined, right[j++]]);
  }
  return [...pairs, ...byPlace(left.slice(i), [] as Item[]), ...byPlace([] as Item[], right.slice(j))];
}

function byPlace<Item>(left: readonly Item[], right: readonly Item[]): readonly Pair<Item>[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    left[index],
    right[index],
  ]);
}
