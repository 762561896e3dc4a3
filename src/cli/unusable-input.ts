import { looksLikeUrl } from '../formats/import/index.ts';
import { printable } from '../formats/report/printable.ts';

/** An input or option that cannot be used: one line that says which, what was found and what was expected. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly code = 'unusable-input';

  /** @param input name of the file; empty where `why` names the input itself */
  constructor(input: string, why: string) {
    super(printable(input === '' ? why : `${shortName(input)}: ${why}`));
  }
}

/** How an input is named in one line; of a URL no query is shown, which may hold codes and tokens. */
export function shortName(input: string): string {
  const line = input.replace(/\s+/g, ' ').trim();
  const shown = looksLikeUrl(line) ? line.replace(/[?#].*$/s, '?…') : line;
  return printable(shown.length > 200 ? `${shown.slice(0, 200)}…` : shown);
}
