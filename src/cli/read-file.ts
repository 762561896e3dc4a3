import { createReadStream, readFileSync, statSync } from 'node:fs';
import { ACCEPTED } from '../formats/import/index.ts';
import { UnusableInput } from './unusable-input.ts';

/** Bytes that are read of a file at once. */
const PIECE = 256 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'not allowed to read this file',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'no such file',
  ENAMETOOLONG: 'no such file',
};

/** Text of a UTF-8 file of at most that many bytes. Throws {@link UnusableInput}. */
export function readTextFile(path: string, mostBytes: number): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw new UnusableInput(path, tooLarge(size, mostBytes));
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    throw unreadable(path, error);
  }
}

/** The bytes of a file, piece by piece. Throws {@link UnusableInput} where it cannot be read. */
export async function* piecesOfFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE });
  } catch (error) {
    throw unreadable(path, error, `; ${ACCEPTED}`);
  }
}

function unreadable(path: string, error: unknown, expected = ''): UnusableInput {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new UnusableInput(path, `${REASONS[code] ?? `cannot be read (${code})`}${expected}`);
}

function tooLarge(size: number, most: number): string {
  return `has ${size} bytes or more; at most ${most} are read`;
}
