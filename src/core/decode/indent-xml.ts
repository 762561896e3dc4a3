/**
 * The same XML on several lines, for reading. Line breaks and indentation are put only between tags that had
 * nothing but white space between them, and that white space goes; every other character stays as it was, also
 * in what is not well-formed. `<a><b>x</b></a>` becomes `<a>`, `  <b>x</b>`, `</a>`. Linear, never throws.
 */
export function indentXml(xml: string): string {
  const tokens = tokensOf(xml);
  const mixed = mixedContent(tokens);
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  let kept = 0;
  const flush = () => {
    if (line !== '') lines.push(line);
    line = '';
  };
  tokens.forEach(({ kind, text }, index) => {
    if (kind === 'close') depth = Math.max(0, depth - 1);
    const previous = tokens[index - 1];
    const joined = kind === 'text' || previous?.kind === 'text' || closesEmpty(previous, kind) || kept > 0;
    if (!joined) flush();
    line += line === '' ? '  '.repeat(Math.min(depth, MAX_INDENT)) + text : text;
    if (kind === 'open') {
      if (kept > 0 || mixed.has(index)) kept += 1;
      depth += 1;
    } else if (kind === 'close' && kept > 0) kept -= 1;
  });
  flush();
  return lines.join('\n');
}

/** Deeper levels are indented no further. */
const MAX_INDENT = 60;

interface Token {
  /** `other`: a comment, CDATA section, processing instruction, declaration or element without content. */
  readonly kind: 'open' | 'close' | 'other' | 'text';
  readonly text: string;
}

function closesEmpty(previous: Token | undefined, kind: Token['kind']): boolean {
  return kind === 'close' && previous?.kind === 'open';
}

/** Indexes of start tags whose element has text beside child elements: nothing in it may be moved. */
function mixedContent(tokens: readonly Token[]): ReadonlySet<number> {
  const mixed = new Set<number>();
  const open: { readonly index: number; hasText: boolean; hasElements: boolean }[] = [];
  tokens.forEach(({ kind, text }, index) => {
    const parent = open.at(-1);
    if (parent !== undefined) {
      if (kind === 'text' || text.startsWith('<![CDATA[')) parent.hasText = true;
      else if (kind !== 'close') parent.hasElements = true;
    }
    if (kind === 'open') open.push({ index, hasText: false, hasElements: false });
    const ended = kind === 'close' ? open.pop() : undefined;
    if (ended?.hasText === true && ended.hasElements) mixed.add(ended.index);
  });
  for (const { index, hasText } of open) if (hasText) mixed.add(index);
  return mixed;
}

/** Tags, and the texts between them that are not white space only. */
function tokensOf(xml: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const end = open < 0 ? -1 : endOfMarkup(xml, open);
    const textEnd = end < 0 ? xml.length : open;
    const text = xml.slice(at, textEnd);
    if (text.trim() !== '') tokens.push({ kind: 'text', text });
    if (end < 0) break;
    const markup = xml.slice(open, end);
    tokens.push({ kind: kindOf(markup), text: markup });
    at = end;
  }
  return tokens;
}

function kindOf(markup: string): Token['kind'] {
  if (markup.startsWith('</')) return 'close';
  return markup.startsWith('<!') || markup.startsWith('<?') || markup.endsWith('/>') ? 'other' : 'open';
}

/** After the markup that begins at `open`; -1 when it does not end. */
function endOfMarkup(xml: string, open: number): number {
  for (const [start, end] of SECTIONS) {
    if (!xml.startsWith(start, open)) continue;
    const found = xml.indexOf(end, open + start.length);
    return found < 0 ? -1 : found + end.length;
  }
  let quote = '';
  for (let at = open + 1; at < xml.length; at++) {
    const character = xml.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return -1;
}

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
