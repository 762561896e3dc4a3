import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { LIMITS } from '../limits.ts';
import { readPlainXml } from './plain-xml.ts';
import { recoverXml } from './recover-xml.ts';
import { nameElement, type Scope, unescapeText, type XmlElement } from './xml-element.ts';

export type XmlResult =
  | {
      readonly ok: true;
      readonly root: XmlElement;
      /** Where the text is not well-formed although a root element could be read. */
      readonly fault?: XmlFault;
    }
  | { readonly ok: false; readonly detail: string };

export interface XmlFault {
  /** `too-deep`: what is nested deeper than the limit is dropped, and what follows it. */
  readonly code: 'not-xml' | 'too-deep';
  /** A sentence. */
  readonly detail: string;
}

/**
 * Parses untrusted XML: a document type is passed over, so that no entities but the predefined ones and character
 * references are known; bounded depth. Lenient like the identity provider's parser: what follows a fault is
 * dropped. Never throws.
 */
export function parseXml(text: string): XmlResult {
  const plain = readPlainXml(text);
  if (plain !== undefined) return { ok: true, root: plain };
  return parseAnyXml(text);
}

/** The same, whatever is in the text. */
export function parseAnyXml(text: string): XmlResult {
  const document = withoutDocumentType(text);
  const recovered = recoverXml(document);
  if (recovered === undefined) return noRoot(faultOf(document));
  if (recovered.tooDeep) {
    const detail = `Elements are nested deeper than ${LIMITS.xmlDepth}.`;
    return read(recovered.text, { code: 'too-deep', detail });
  }
  return read(recovered.text, recovered.faulty ? { code: 'not-xml', detail: faultOf(document) } : undefined);
}

function read(document: string, fault: XmlFault | undefined): XmlResult {
  let nodes: unknown;
  try {
    nodes = parser.parse(document);
  } catch (error) {
    return noRoot(fault?.detail ?? (error instanceof Error ? error.message : String(error)));
  }
  const root = rootOf(nodes);
  if (root === undefined) return noRoot(faultOf(document));
  return { ok: true, root, ...(fault !== undefined && { fault }) };
}

function noRoot(detail: string): XmlResult {
  return { ok: false, detail };
}

/** The text without its document type declaration, internal subset included (XML 1.0, section 2.8). */
export function withoutDocumentType(text: string): string {
  const start = text.indexOf('<!DOCTYPE');
  if (start < 0) return text;
  const bracket = text.indexOf('[', start);
  const simple = text.indexOf('>', start);
  if (simple < 0) return text;
  if (bracket < 0 || simple < bracket) return text.slice(0, start) + text.slice(simple + 1);
  const close = text.indexOf(']', bracket);
  const end = close < 0 ? -1 : text.indexOf('>', close);
  return end < 0 ? text : text.slice(0, start) + text.slice(end + 1);
}

const ATTRIBUTES = ':@';
const TEXT = '#text';
const CDATA = '#cdata';
const COMMENT = '#comment';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  jPath: false,
  cdataPropName: CDATA,
  commentPropName: COMMENT,
  // It counts the open elements around the one that begins.
  maxNestedTags: LIMITS.xmlDepth,
});

/** A sentence about the first fault. */
function faultOf(text: string): string {
  try {
    const verdict = XMLValidator.validate(text);
    if (verdict !== true) return `Line ${verdict.err.line}: ${verdict.err.msg}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'The XML is not well-formed.';
}

/** The root element of the parser's ordered tree: `[{ 'samlp:X': [...], ':@': {...} }, { '#text': … }]`. */
function rootOf(nodes: unknown): XmlElement | undefined {
  if (!Array.isArray(nodes)) return undefined;
  for (const node of nodes) {
    const name = isRecord(node) ? nodeName(node) : undefined;
    if (name !== undefined && isElementName(name)) return elementOf(node, name, undefined);
  }
  return undefined;
}

function isElementName(name: string): boolean {
  return !name.startsWith('#') && !name.startsWith('?');
}

function elementOf(node: Record<string, unknown>, name: string, outer: Scope | undefined): XmlElement {
  const listed = node[ATTRIBUTES];
  const pairs = isRecord(listed)
    ? Object.entries(listed).map(([key, value]) => [key, String(value)] as const)
    : [];
  const { scope, ...named } = nameElement(name, pairs, outer);
  return { ...named, ...contentOf(node[name], scope) };
}

function contentOf(nodes: unknown, scope: Scope | undefined): Pick<XmlElement, 'children' | 'text'> {
  const children: XmlElement[] = [];
  let text = '';
  if (!Array.isArray(nodes)) return { children, text };
  for (const node of nodes) {
    if (!isRecord(node)) continue;
    const name = nodeName(node);
    if (name === TEXT) text += unescapeText(String(node[TEXT]));
    else if (name === CDATA) text += ownTextOfCdata(node[CDATA]);
    else if (name !== undefined && isElementName(name)) {
      const child = elementOf(node, name, scope);
      children.push(child);
      text += child.text;
    }
  }
  return { children, text };
}

function ownTextOfCdata(nodes: unknown): string {
  return Array.isArray(nodes)
    ? nodes
        .filter(isRecord)
        .map((node) => String(node[TEXT] ?? ''))
        .join('')
    : '';
}

function nodeName(node: Record<string, unknown>): string | undefined {
  for (const key in node) if (key !== ATTRIBUTES) return key;
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
