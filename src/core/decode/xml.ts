import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { LIMITS } from '../limits.ts';
import { recoverXml } from './recover-xml.ts';

/** An element with its namespaces resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  readonly local: string;
  /** Namespace name, empty when there is none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All text in it, that of its descendants included, as DOM's textContent; white space kept. */
  readonly text: string;
}

export interface XmlAttribute {
  readonly local: string;
  readonly namespace: string;
  readonly value: string;
}

export type XmlResult =
  | {
      readonly ok: true;
      readonly root: XmlElement;
      /** Where the text is not well-formed although a root element could be read. */
      readonly fault?: string;
    }
  | { readonly ok: false; readonly why: 'not-xml' | 'too-deep'; readonly detail: string };

/**
 * Parses untrusted XML: a document type is passed over, so that no entities but the predefined ones and character
 * references are known; bounded depth. Lenient like the identity provider's parser: what follows a fault is
 * dropped. Never throws.
 */
export function parseXml(text: string): XmlResult {
  const document = withoutDocumentType(text);
  const recovered = recoverXml(document);
  if (recovered === undefined) return noRoot(faultOf(document));
  return read(recovered.text, recovered.faulty ? faultOf(document) : undefined);
}

function read(document: string, fault: string | undefined): XmlResult {
  let nodes: unknown;
  try {
    nodes = parser.parse(document);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const why = /nested/i.test(message) ? 'too-deep' : 'not-xml';
    return {
      ok: false,
      why,
      detail: why === 'too-deep' ? `Elements are nested deeper than ${LIMITS.xmlDepth}.` : (fault ?? message),
    };
  }
  const root = rootOf(nodes);
  if (root === undefined) return noRoot(faultOf(document));
  return { ok: true, root, ...(fault !== undefined && { fault }) };
}

function noRoot(detail: string): XmlResult {
  return { ok: false, why: 'not-xml', detail };
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

/** Child elements of that local name, whatever their namespace. */
export function childrenNamed(element: XmlElement | undefined, local: string): XmlElement[] {
  return element?.children.filter((child) => child.local === local) ?? [];
}

/** Value of the attribute without namespace. */
export function attribute(element: XmlElement | undefined, local: string): string | undefined {
  return element?.attributes.find((candidate) => candidate.local === local && candidate.namespace === '')
    ?.value;
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
  maxNestedTags: LIMITS.xmlDepth - 1,
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
  const pairs = isRecord(listed) ? Object.entries(listed) : [];
  const scope = namespacesInScope(pairs, outer);
  const attributes: XmlAttribute[] = [];
  for (const [key, value] of pairs) {
    if (isDeclaration(key)) continue;
    attributes.push({ ...resolve(key, scope, ''), value: unescapeText(String(value)) });
  }
  const { local, namespace } = resolve(name, scope, declared('', scope));
  const { children, text } = contentOf(node[name], scope);
  return { local, namespace, attributes, children, text };
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

function isDeclaration(key: string): boolean {
  return key === 'xmlns' || key.startsWith('xmlns:');
}

/** Namespace declarations of an element and of those around it: not copied, since there may be thousands. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

function namespacesInScope(
  attributes: readonly (readonly [string, unknown])[],
  outer: Scope | undefined,
): Scope | undefined {
  let own: Map<string, string> | undefined;
  for (const [key, value] of attributes) {
    if (!isDeclaration(key)) continue;
    own ??= new Map();
    own.set(key.slice('xmlns:'.length), unescapeText(String(value)));
  }
  return own === undefined ? outer : { own, outer };
}

/** What a prefix stands for, the empty one being the default; empty when nothing declares it. */
function declared(prefix: string, scope: Scope | undefined): string {
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.own.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return '';
}

function resolve(name: string, scope: Scope | undefined, unprefixed: string) {
  const colon = name.indexOf(':');
  if (colon < 0) return { local: name, namespace: unprefixed };
  const namespace = declared(name.slice(0, colon), scope);
  // libxml2 takes a prefix that nothing declares for part of the name.
  return namespace === '' ? { local: name, namespace } : { local: name.slice(colon + 1), namespace };
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

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five predefined entities and character references (XML 1.0, section 4.6); others stay as they stand. */
function unescapeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return PREDEFINED.get(name) ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
