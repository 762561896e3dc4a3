/**
 * Characters that move the cursor, recolour the screen, reorder or hide text: controls (C0, DEL, C1), line
 * separators, bidirectional and zero-width format characters, and halves of surrogate pairs.
 */
const UNPRINTABLE =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Text from a file or a site as one line that is safe on a terminal: `a\u{1b}[31m`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** The same for text of several lines, such as XML: line feeds stay. */
export function printableLines(text: string): string[] {
  return text.replaceAll('\r\n', '\n').replaceAll('\t', '  ').split('\n').map(printable);
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
