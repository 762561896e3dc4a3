import { IgnoreList, IgnoreListError, parseIgnoreList } from '../formats/ignore-list/ignore-list.ts';
import { readTextFile } from './read-file.ts';
import { UnusableInput } from './unusable-input.ts';

const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The ignore list of `--ignore`. Throws {@link UnusableInput}: with half a list, a run could pass that must not.
 * @param now milliseconds since 1970 UTC, for entries that end
 */
export function readIgnoreList(file: string, now: number): IgnoreList {
  try {
    return new IgnoreList(parseIgnoreList(readTextFile(file, MOST_BYTES)), now);
  } catch (error) {
    if (error instanceof IgnoreListError) throw new UnusableInput(file, error.message);
    throw error;
  }
}
