import { LIMITS } from '../limits.ts';

/**
 * XML that is not well-formed, mended as libxml2 does when it recovers, which Login.gov's library has it do: a start
 * tag with a fault ends its element, any end tag ends the innermost one, the end of the text ends all, what is nested
 * too deeply is dropped with all that follows, and so is what follows the root element.
 */

export interface RecoveredXml {
  /** Well-formed, but for namespaces; what surrounds the root element is left out. */
  readonly text: string;
  /** Whether there was something to mend. */
  readonly faulty: boolean;
  /** Whether elements are nested deeper than libxml2 reads. */
  readonly tooDeep: boolean;
}

/** Undefined where there is no root element. Takes linear time. Never throws. */
export function recoverXml(text: string): RecoveredXml | undefined {
  const reader: Reader = { text, at: 0, output: [], faulty: false, tooDeep: false };
  const open: string[] = [];
  match(reader, DECLARATION);
  reader.faulty = /<\?xml[\t\n\r ?]/i.test(match(reader, MISCELLANEOUS));
  if (!readStartTag(reader, open)) return undefined;
  while (open.length > 0) readContent(reader, open);
  match(reader, MISCELLANEOUS);
  return {
    text: reader.output.join(''),
    faulty: reader.faulty || reader.at < text.length,
    tooDeep: reader.tooDeep,
  };
}

/** It must stand before all else. */
const DECLARATION = /\ufeff?(?:<\?xml[\t\n\r ][\s\S]*?\?>)?/y;
/** What may stand around the root element; a document type was taken out before. */
const MISCELLANEOUS = /(?:[\t\n\r ]+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/y;

interface Reader {
  readonly text: string;
  at: number;
  readonly output: string[];
  /** After the first fault libxml2 drops references to entities in text. */
  faulty: boolean;
  tooDeep: boolean;
}

const NAME = '[A-Z_a-z\\x80-\\uffff][-.\\w\\x80-\\uffff]*';
const QUALIFIED_NAME = new RegExp(`${NAME}(?::${NAME})?`, 'y');
const SPACE = /[\t\n\r ]*/y;
const EQUALS = /[\t\n\r ]*=[\t\n\r ]*/y;
/** Written anew where it holds a reference. */
const REFERENCE = /&(?:#x([\dA-Fa-f]*)(;?)|#(\d*)(;?)|([A-Z_a-z\x80-\uffff][-.:\w\x80-\uffff]*)?(;?))/g;
const PREDEFINED = ['amp', 'lt', 'gt', 'quot', 'apos'];
const NO_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0, section 2.2, does not allow
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function match(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0] ?? '';
  reader.at += found.length;
  return found;
}

/** True where an element began: it is open then, or closed at once. */
function readStartTag(reader: Reader, open: string[]): boolean {
  if (reader.text[reader.at] !== '<') return false;
  reader.at += 1;
  const name = match(reader, QUALIFIED_NAME);
  if (name === '') {
    reader.faulty = true;
    return false;
  }
  reader.output.push('<', name);
  match(reader, SPACE);
  readAttributes(reader);
  const closed = reader.text.startsWith('/>', reader.at);
  if (closed || reader.text[reader.at] !== '>') {
    reader.output.push('/>');
    if (closed) reader.at += 2;
    else reader.faulty = true;
  } else {
    reader.output.push('>');
    reader.at += 1;
    open.push(name);
  }
  return true;
}

/** Stops at the end of the tag, or where an attribute has a fault. */
function readAttributes(reader: Reader): void {
  const { text, output } = reader;
  const names = new Set<string>();
  for (;;) {
    const name = match(reader, QUALIFIED_NAME);
    if (name === '') return;
    if (match(reader, EQUALS) === '') {
      match(reader, SPACE);
      reader.faulty = true;
      return;
    }
    const quote = text[reader.at];
    if (quote !== '"' && quote !== "'") {
      reader.faulty = true;
      return;
    }
    const end = endOfValue(text, reader.at + 1, quote);
    const value = text.slice(reader.at + 1, end);
    if (names.has(name) || hasFault(value)) reader.faulty = true;
    if (!names.has(name)) output.push(' ', name, '="', escapeValue(mendReferences(value, false)), '"');
    names.add(name);
    reader.at = text[end] === quote ? end + 1 : end;
    if (match(reader, SPACE) === '') return;
  }
}

/** A value ends at its quotation mark, or at what it must not hold. */
function endOfValue(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from);
  const until = end < 0 ? text.length : end;
  const less = text.slice(from, until).indexOf('<');
  return less < 0 ? until : from + less;
}

function escapeValue(value: string): string {
  return value.replaceAll('"', '&quot;').replace(NO_CHARACTER, '');
}

/** The next piece of what is inside the innermost open element. */
function readContent(reader: Reader, open: string[]): void {
  const { text, output } = reader;
  const next = text.indexOf('<', reader.at);
  if (next !== reader.at) {
    const plain = text.slice(reader.at, next < 0 ? text.length : next);
    reader.at += plain.length;
    const fault = plain.includes(']]>') || hasFault(plain);
    output.push(mendReferences(plain, reader.faulty).replace(NO_CHARACTER, '').replaceAll(']]>', ']&gt;'));
    if (fault) reader.faulty = true;
    if (next >= 0) return;
  }
  if (next < 0) {
    endAll(reader, open);
    return;
  }
  for (const [begin, end] of SECTIONS) {
    if (!text.startsWith(begin, reader.at)) continue;
    const close = text.indexOf(end, reader.at + begin.length);
    if (close >= 0) output.push(text.slice(reader.at, close + end.length));
    else reader.faulty = true;
    reader.at = close < 0 ? text.length : close + end.length;
    return;
  }
  if (text[reader.at + 1] === '/') readEndTag(reader, open);
  else if (open.length === LIMITS.xmlDepth) {
    reader.tooDeep = true;
    endAll(reader, open);
  } else readStartTag(reader, open);
}

function endAll(reader: Reader, open: string[]): void {
  reader.at = reader.text.length;
  reader.faulty = true;
  while (open.length > 0) reader.output.push('</', open.pop() ?? '', '>');
}

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

function readEndTag(reader: Reader, open: string[]): void {
  reader.at += 2;
  const name = match(reader, QUALIFIED_NAME);
  match(reader, SPACE);
  if (reader.text[reader.at] === '>') reader.at += 1;
  else reader.faulty = true;
  const expected = open.pop() ?? '';
  if (name !== expected) reader.faulty = true;
  reader.output.push('</', expected, '>');
}

/** Whether it holds a character that XML forbids, or a "&" that begins no reference. */
function hasFault(text: string): boolean {
  NO_CHARACTER.lastIndex = 0;
  return NO_CHARACTER.test(text) || mendReferences(text, false) !== text;
}

/** Takes out what is no reference to a character or to one of the five entities that every document has. */
function mendReferences(text: string, faulty: boolean): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, hex, hexEnd, decimal, decimalEnd, name, nameEnd) => {
    if (name !== undefined) return nameEnd !== '' && PREDEFINED.includes(name) && !faulty ? whole : '';
    const code = Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16);
    return isCharacter(code) && (hexEnd ?? decimalEnd) !== '' ? whole : '';
  });
}

function isCharacter(code: number): boolean {
  if (!(code <= 0x10ffff)) return false;
  NO_CHARACTER.lastIndex = 0;
  return !NO_CHARACTER.test(String.fromCodePoint(code));
}
