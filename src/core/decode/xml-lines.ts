/**
 * XML cut into lines for reading, and where its elements stand in them. Line breaks are put only between tags that
 * had nothing but white space between them, and that white space goes; every other character stays as it was, also
 * in what is not well-formed. Linear, never throws.
 */
export interface XmlLines {
  readonly lines: readonly XmlLine[];
  /** In document order. */
  readonly elements: readonly XmlLineElement[];
}

export interface XmlLine {
  /** Levels of elements around it. */
  readonly depth: number;
  /** Without indentation. */
  readonly text: string;
  /** Line of the end tag of the element that begins here, where that is another one. */
  readonly end?: number;
}

export interface XmlLineElement {
  readonly local: string;
  /** Index of the line of its start tag. */
  readonly line: number;
  /** Index of the element around it; absent for a root. */
  readonly parent?: number;
}

/** `<a><b>x</b></a>` becomes `<a>`, `<b>x</b>`, `</a>`. */
export function xmlLines(xml: string): XmlLines {
  const reading = readXmlLines(xml);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** Tags and texts between two pauses. */
const STRIDE = 1000;
/** Tags and texts that are told apart; a signed message has some hundred. What follows them is one line. */
const MAX_TOKENS = 50_000;

/** The same with pauses, each after a few milliseconds, so that a long text need not be read in one go. */
export function* readXmlLines(xml: string): Generator<undefined, XmlLines, undefined> {
  const tokens: Token[] = [];
  let read = 0;
  for (const token of tokensOf(xml)) {
    tokens.push(token);
    read = token.end;
    if (tokens.length === MAX_TOKENS) break;
    if (tokens.length % STRIDE === 0) yield;
  }
  if (tokens.length === MAX_TOKENS && read < xml.length)
    tokens.push({ kind: 'other', text: xml.slice(read), end: xml.length });
  const mixed = yield* mixedContent(tokens);
  const lines: { depth: number; text: string; end?: number }[] = [];
  const elements: XmlLineElement[] = [];
  /** Open elements: the line where each began. */
  const open: { readonly element: number; readonly line: number }[] = [];
  let kept = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (index % STRIDE === STRIDE - 1) yield;
    const opened = kind === 'close' ? open.pop() : undefined;
    const previous = tokens[index - 1];
    const joined = kind === 'text' || previous?.kind === 'text' || closesEmpty(previous, kind) || kept > 0;
    const last = lines.at(-1);
    if (joined && last !== undefined) last.text += text;
    else lines.push({ depth: open.length, text });
    const line = lines.length - 1;
    if (kind === 'open' || kind === 'empty') {
      const parent = open.at(-1);
      elements.push({
        local: localName(text),
        line,
        ...(parent !== undefined && { parent: parent.element }),
      });
    }
    if (kind === 'open') {
      if (kept > 0 || mixed.has(index)) kept += 1;
      open.push({ element: elements.length - 1, line });
    } else if (kind === 'close') {
      if (kept > 0) kept -= 1;
      const start = opened && lines[opened.line];
      if (start && opened.line < line) start.end = line;
    }
  }
  return { lines, elements };
}

/** `samlp:AuthnRequest` of `<samlp:AuthnRequest ID="…">` without its prefix. */
function localName(tag: string): string {
  const name = /^<([^\s/>]{1,1000})/.exec(tag)?.[1] ?? '';
  return name.slice(name.indexOf(':') + 1);
}

interface Token {
  /** `other`: a comment, CDATA section, processing instruction or declaration. */
  readonly kind: 'open' | 'close' | 'empty' | 'other' | 'text';
  readonly text: string;
  /** Index behind it in the XML. */
  readonly end: number;
}

function closesEmpty(previous: Token | undefined, kind: Token['kind']): boolean {
  return kind === 'close' && previous?.kind === 'open';
}

/** Indexes of start tags whose element has text beside child elements: nothing in it may be moved. */
function* mixedContent(tokens: readonly Token[]): Generator<undefined, ReadonlySet<number>, undefined> {
  const mixed = new Set<number>();
  const open: { readonly index: number; hasText: boolean; hasElements: boolean }[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (index % STRIDE === STRIDE - 1) yield;
    const parent = open.at(-1);
    if (parent !== undefined) {
      if (kind === 'text' || text.startsWith('<![CDATA[')) parent.hasText = true;
      else if (kind !== 'close') parent.hasElements = true;
    }
    if (kind === 'open') open.push({ index, hasText: false, hasElements: false });
    const ended = kind === 'close' ? open.pop() : undefined;
    if (ended?.hasText === true && ended.hasElements) mixed.add(ended.index);
  }
  for (const { index, hasText } of open) if (hasText) mixed.add(index);
  return mixed;
}

/** Tags, and the texts between them that are not white space only. */
function* tokensOf(xml: string): Generator<Token, undefined, undefined> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf('<', at);
    const end = open < 0 ? -1 : endOfMarkup(xml, open);
    const textEnd = end < 0 ? xml.length : open;
    const text = xml.slice(at, textEnd);
    if (text.trim() !== '') yield { kind: 'text', text, end: textEnd };
    if (end < 0) return;
    const markup = xml.slice(open, end);
    yield { kind: kindOf(markup), text: markup, end };
    at = end;
  }
}

function kindOf(markup: string): Token['kind'] {
  if (markup.startsWith('</')) return 'close';
  if (markup.startsWith('<!') || markup.startsWith('<?')) return 'other';
  return markup.endsWith('/>') ? 'empty' : 'open';
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
