import { type Attr, DOMParser, type Document, type Element, type Node } from '@xmldom/xmldom';
import { LIMITS } from '../limits.ts';
import { isDeclaration, isElement } from './xml-document.ts';

export type DocumentResult =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly fault: DocumentFault };

export interface DocumentFault {
  /** The document is no XML; or it has what this parser leaves alone. */
  readonly outcome: 'malformed' | 'unsupported';
  readonly detail: string;
}

/** Most tags, and most equals signs, of a document: the parser looks at all attributes of an element for each. */
const MAX_TAGS = 10_000;
const MAX_EQUALS = 5_000;

/** What XML 1.0, section 2.2, does not allow; U+FFFD stands for bytes that are no UTF-8. */
const NO_CHARACTER =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that it looks for
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffd-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Parses untrusted XML that is well-formed, with its namespaces. Nothing is fetched, no entity but the predefined
 * ones is expanded, nothing is logged. Never throws.
 */
export function parseDocument(xml: string): DocumentResult {
  const text = xml.replace(/^\ufeff?[\t\n\r ]*/, '');
  const refused = unreadable(text);
  if (refused !== undefined) return { ok: false, fault: refused };
  const parser = new DOMParser({
    locator: false,
    // XML 1.0, section 2.11; by itself the parser does as XML 1.1.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
    // Its warnings, too, are about text that is not well-formed.
    onError: (_level, message) => {
      throw new Error(message);
    },
  });
  try {
    const document = parser.parseFromString(text, 'text/xml');
    const fault = treeFault(document) ?? textFault(text);
    return fault === undefined ? { ok: true, document } : { ok: false, fault };
  } catch {
    return { ok: false, fault: malformed('The XML is not well-formed.') };
  }
}

function unreadable(text: string): DocumentFault | undefined {
  if (text.length > LIMITS.inflatedBytes) {
    return unsupported(`The XML has ${text.length} characters; at most ${LIMITS.inflatedBytes} are read.`);
  }
  if (text.includes('<!DOCTYPE')) return unsupported('The XML has a document type declaration.');
  const encoding = ENCODING.exec(text)?.[1] ?? 'UTF-8';
  const isAscii = !/[^\t-~]|&#/.test(text);
  if (!/^utf-?8$/i.test(encoding) && !(isAscii && ASCII_ALIKE.test(encoding))) {
    return unsupported(`The XML declares the encoding "${encoding.slice(0, 40)}"; UTF-8 is expected.`);
  }
  if (NO_CHARACTER.test(text))
    return malformed('The XML is not UTF-8, or holds characters that XML forbids.');
  if (count(text, '<') > MAX_TAGS) return unsupported(`The XML has more than ${MAX_TAGS} tags.`);
  if (count(text, '=') > MAX_EQUALS) return unsupported(`The XML has more than ${MAX_EQUALS} attributes.`);
  return undefined;
}

function malformed(detail: string): DocumentFault {
  return { outcome: 'malformed', detail };
}

function unsupported(detail: string): DocumentFault {
  return { outcome: 'unsupported', detail };
}

const ENCODING = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)/;

/**
 * Declared, but in fact UTF-8: it makes a difference where a character is not ASCII. References count, for Login.gov
 * writes the document anew in the encoding that it declares.
 */
const ASCII_ALIKE = /^(?:utf-?16|us-ascii|iso-8859-1|windows-1252)$/i;

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

/** Canonical XML 1.0, section 1.3, refuses relative ones. */
const ABSOLUTE_URI = /^[a-z][a-z\d+.-]*:[^\s"<>\\^`{|}\x80-\uffff]*$/i;

/** What the parser lets pass. */
function treeFault(document: Document): DocumentFault | undefined {
  let depth = 0;
  let node: Node | null = document.documentElement;
  while (node !== null) {
    const fault = isElement(node) ? elementFault(node) : undefined;
    if (fault !== undefined) return fault;
    if (node.firstChild !== null) {
      node = node.firstChild;
      depth += 1;
      if (depth > LIMITS.xmlDepth) {
        return unsupported(`Elements are nested deeper than ${LIMITS.xmlDepth}.`);
      }
      continue;
    }
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node?.nextSibling ?? null;
  }
  return undefined;
}

function elementFault(element: Element): DocumentFault | undefined {
  if (isUnbound(element)) return unbound(element);
  for (const attr of element.attributes) {
    const { nodeName, value } = attr;
    if (isUnbound(attr)) return unbound(attr);
    if (isDeclaration(attr) && !(value === '' ? nodeName === 'xmlns' : ABSOLUTE_URI.test(value))) {
      return unsupported(`The namespace "${value.slice(0, 100)}" is no absolute URI.`);
    }
    // Canonical XML 1.1, section 2.4, computes a new one for each subtree. No SAML message has any.
    if (nodeName === 'xml:base') return unsupported('The XML has an attribute xml:base.');
  }
  return undefined;
}

function isUnbound({ prefix, namespaceURI }: Element | Attr): boolean {
  return prefix !== null && !namespaceURI;
}

function unbound({ nodeName }: Element | Attr): DocumentFault {
  return malformed(`The prefix of ${nodeName.slice(0, 100)} is not declared.`);
}

/** What the parser lets pass in text; it has read it, so that each section has its end. */
function textFault(text: string): DocumentFault | undefined {
  const outside = text.replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '');
  if (outside.includes(']]>')) return malformed('The XML has "]]>" outside of a CDATA section.');
  for (const [reference, hex, decimal] of outside.matchAll(
    /&(?:#x([\da-f]+);|#(\d+);|(?:amp|lt|gt|quot|apos);)?/gi,
  )) {
    if (reference === '&') return malformed('The XML has a "&" that is not written "&amp;".');
    const code = hex === undefined ? Number(decimal ?? 0x20) : Number.parseInt(hex, 16);
    if (code > 0x10ffff || NO_CHARACTER.test(String.fromCodePoint(code))) {
      return malformed(`The XML has a reference to a character that XML forbids, ${reference.slice(0, 12)}.`);
    }
  }
  return undefined;
}
