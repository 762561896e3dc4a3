import { readFileSync, statSync } from 'node:fs';
import { UnusableInput } from './unusable-input.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'not allowed to read this file',
  EISDIR: 'is a folder, not a file',
  ENOTDIR: 'no such file',
  ENAMETOOLONG: 'no such file',
};

/** Text of a UTF-8 file of at most that many bytes. Throws {@link UnusableInput}. */
export function readTextFile(path: string, mostBytes: number, expected = ''): string {
  try {
    const { size } = statSync(path);
    if (size > mostBytes) throw new UnusableInput(path, tooLarge(size, mostBytes));
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UnusableInput) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UnusableInput(path, `${REASONS[code] ?? `cannot be read (${code})`}${expected}`);
  }
}

/** Text of standard input. Throws {@link UnusableInput}. */
export async function readStandardInput(mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > mostBytes) throw new UnusableInput('-', tooLarge(size, mostBytes));
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(size: number, most: number): string {
  return `has ${size} bytes or more; at most ${most} are read`;
}
