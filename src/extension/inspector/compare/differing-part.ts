/**
 * The part in which two texts differ: what is left when the beginning and the end that they have in common are taken
 * away. Returns the length of that beginning, and of the part in either text.
 */
export function differingPart(
  left: string,
  right: string,
): readonly [before: number, left: number, right: number] {
  const shorter = Math.min(left.length, right.length);
  let before = 0;
  while (before < shorter && left[before] === right[before]) before += 1;
  let after = 0;
  while (after < shorter - before && left.at(-1 - after) === right.at(-1 - after)) after += 1;
  return [before, left.length - before - after, right.length - before - after];
}
