/** A piece of HTML: a tag with its name in lower case, or text with entities decoded. */
export type HtmlToken =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly tag: string }
  | { readonly kind: 'text'; readonly text: string };

/** Elements whose content holds no tags (HTML, "raw text" and "escapable raw text"). */
const TEXT_ONLY = ['script', 'style', 'textarea', 'title'];

/**
 * Splits HTML into tags and text, well enough for pages that were written by a template. Reads every character
 * a bounded number of times and stops at a tag or comment that does not end.
 */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open < 0 ? html.length : open);
    if (text !== '') yield { kind: 'text', text: decodeEntities(text) };
    if (open < 0) return;
    const end = html.startsWith('<!--', open) ? endOfComment(html, open) : endOfTag(html, open);
    if (end < 0) return;
    at = end;
    const tag = html.slice(open, end);
    const [, slash, named] = /^<(\/?)([a-z][a-z0-9-]{0,40})/i.exec(tag) ?? [];
    if (tag === '<') yield { kind: 'text', text: tag };
    if (named === undefined) continue;
    const name = named.toLowerCase();
    yield { kind: slash === '' ? 'open' : 'close', name, tag };
    if (slash === '' && TEXT_ONLY.includes(name)) {
      const close = endOfText(html, at, name);
      if (name === 'title') yield { kind: 'text', text: decodeEntities(html.slice(at, close)) };
      at = close;
    }
  }
}

/** Value of an attribute of a tag, entities decoded. */
export function attributeOf(tag: string, name: string): string | undefined {
  const pairs = /([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
  for (const [, found = '', double, single, bare] of tag.slice(0, 20_000).matchAll(pairs)) {
    if (found.toLowerCase() === name) return decodeEntities(double ?? single ?? bare ?? '');
  }
  return undefined;
}

function endOfComment(html: string, open: number): number {
  const end = html.indexOf('-->', open + 4);
  return end < 0 ? -1 : end + 3;
}

/** After the `>` that ends the tag; one inside quotes does not. A `<` that starts no tag ends after itself. */
function endOfTag(html: string, open: number): number {
  if (!/[a-z/!?]/i.test(html.charAt(open + 1))) return open + 1;
  let quote = '';
  for (let at = open + 1; at < html.length; at++) {
    const character = html.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}

/** Before the end tag of that name, or the end of the text. */
function endOfText(html: string, from: number, name: string): number {
  const end = new RegExp(`</${name}`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** Character references; named ones that templates do not write stay as they stand. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
