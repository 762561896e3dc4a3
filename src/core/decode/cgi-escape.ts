/**
 * Percent-encodes as Ruby's `CGI.escape` does, with which Login.gov rebuilds a signed query: letters, digits and
 * `_.-~` stand, a space becomes `+`, all else `%XX` in upper case. `a b*ü` becomes `a+b%2A%C3%BC`.
 */
export function cgiEscape(text: string): string {
  let escaped = '';
  for (const byte of new TextEncoder().encode(text)) {
    const character = String.fromCharCode(byte);
    if (/[\w.~-]/.test(character) && byte < 0x80) escaped += character;
    else escaped += byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}
