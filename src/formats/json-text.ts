/** Text that is no JSON. The message is one line and quotes at most one character of the text. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  readonly code = 'not-json';
}

/**
 * Parses JSON that a person gave us; a byte order mark in front is skipped, as HAR 1.2 asks.
 * Throws {@link JsonTextError}: `not JSON: unexpected character at line 3, column 14`.
 */
export function parseJson(text: string): unknown {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new JsonTextError(`not JSON: ${fault(body, error instanceof Error ? error.message : '')}`);
  }
}

/** The engines' own messages quote the text, which may hold secrets; only the place is taken from them. */
function fault(text: string, message: string): string {
  if (text.trim() === '') return 'the text is empty';
  if (/end of (?:JSON input|data)/i.test(message))
    return `the text ends too early, after ${text.length} characters`;
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined) return `unexpected character at line ${line}, column ${column}`;
  const [, position] = /position (\d+)/.exec(message) ?? [];
  if (position !== undefined) return `unexpected character at ${lineAndColumn(text, Number(position))}`;
  const [, token] = /token '?([\x21-\x7e])/.exec(message) ?? [];
  return token === undefined ? 'the text cannot be read' : `unexpected "${token}"`;
}

function lineAndColumn(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
