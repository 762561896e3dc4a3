/**
 * Percent-encodes as Ruby's `CGI.escape` does, with which Login.gov rebuilds a signed query: letters, digits and
 * `_.-~` stand, a space becomes `+`, all else `%XX` in upper case. `a b*ü` becomes `a+b%2A%C3%BC`.
 */
export function cgiEscape(text: string): string {
  return encodeURIComponent(text.replace(HALF_PAIR, '\ufffd')).replace(
    /%20|[!'()*]/g,
    (character) => OTHERWISE[character] ?? character,
  );
}

/** `encodeURIComponent` throws where UTF-8 has the replacement character. */
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What `encodeURIComponent` writes otherwise. */
const OTHERWISE: Readonly<Record<string, string>> = {
  '%20': '+',
  '!': '%21',
  "'": '%27',
  '(': '%28',
  ')': '%29',
  '*': '%2A',
};
