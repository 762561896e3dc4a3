import type { Walk } from './walk.ts';

/**
 * The walk with as few steps as still show what is wrong; undefined where the whole one does not show it again.
 * @param isWrong walks it and looks
 */
export async function shortened(
  walk: Walk,
  isWrong: (shorter: Walk) => Promise<boolean>,
): Promise<Walk | undefined> {
  if (!(await isWrong(walk))) return undefined;
  let shortest = walk;
  for (let at = shortest.steps.length - 1; at >= 0; at--) {
    const without = { ...shortest, steps: shortest.steps.toSpliced(at, 1) };
    if (await isWrong(without)) shortest = without;
  }
  return shortest;
}
