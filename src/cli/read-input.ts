import { ImportError, type Imported, importFile, looksLikeUrl } from '../formats/import/index.ts';
import { piecesOfFile } from './read-file.ts';
import { UnusableInput } from './unusable-input.ts';

/**
 * Reads a URL, a file or, for `-`, standard input. Throws {@link UnusableInput}.
 * @param deployments origins to take for deployments of Login.gov beside the known ones
 */
export async function readInput(input: string, deployments: readonly string[] = []): Promise<Imported> {
  const isUrl = looksLikeUrl(input);
  const pieces = isUrl
    ? [new TextEncoder().encode(input)]
    : input === '-'
      ? process.stdin
      : piecesOfFile(input);
  try {
    return await importFile(pieces, { deployments });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    throw new UnusableInput(isUrl ? '' : input, error.message);
  }
}
