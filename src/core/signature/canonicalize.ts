import type { Attr, Element, Node } from '@xmldom/xmldom';
import { EXCLUSIVE_C14N, isDeclaration, isElement } from './xml-document.ts';

/**
 * Canonical XML 1.0 and 1.1 and Exclusive XML Canonicalization 1.0 of the subtree under one element, as libxml2
 * writes it, which Login.gov uses. Own code, for the libraries that could run in a browser write something else for
 * about every third document: they lose processing instructions, the order of attributes, or the namespaces and
 * xml: attributes that a subtree inherits; see the differential test beside the tests of this file.
 */
export interface CanonicalizationMethod {
  readonly exclusive: boolean;
  /** InclusiveNamespaces/@PrefixList of the exclusive method; `#default` is the default namespace. */
  readonly prefixList?: readonly string[];
  /** Version 1.1 inherits xml:lang and xml:space only. */
  readonly version?: '1.0' | '1.1';
  readonly withComments?: boolean;
}

/** By their names (XML Signature, section 6.5). */
export const C14N_METHODS: ReadonlyMap<string, CanonicalizationMethod> = new Map([
  [EXCLUSIVE_C14N, { exclusive: true }],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', { exclusive: false, version: '1.0' }],
  ['http://www.w3.org/2006/12/xml-c14n11', { exclusive: false, version: '1.1' }],
]);

/**
 * The octets, as text that is yet to be encoded in UTF-8, of the element and all in it but the omitted element.
 * Takes time linear in the document.
 */
export function canonicalize(apex: Element, method: CanonicalizationMethod, omitted?: Element): string {
  const ancestors = ancestorsOf(apex);
  let scope: Scope | undefined;
  for (const ancestor of ancestors) scope = withDeclarations(ancestor, scope);
  const listed = new Set(method.prefixList?.map((prefix) => (prefix === '#default' ? DEFAULT : prefix)));
  const inherited = method.exclusive ? [] : inheritedAttributes(apex, ancestors, method.version ?? '1.0');
  const writer: Writer = { method, listed, omitted, output: [] };
  writeElement(apex, writer, { scope, rendered: undefined, apexOf: { inherited } });
  return writer.output.join('');
}

interface Writer {
  readonly method: CanonicalizationMethod;
  /** Prefixes that the exclusive method treats as the inclusive one does. */
  readonly listed: ReadonlySet<string>;
  readonly omitted: Element | undefined;
  readonly output: string[];
}

/** Prefixes and what they stand for: those of one element, and those around it. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

interface Place {
  /** What is declared around the element. */
  readonly scope: Scope | undefined;
  /** What the output has declared around the element. */
  readonly rendered: Scope | undefined;
  /** Only of the outermost element. */
  readonly apexOf?: { readonly inherited: readonly Attr[] };
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const DEFAULT = '';

function writeElement(element: Element, writer: Writer, place: Place): void {
  const { output } = writer;
  const scope = withDeclarations(element, place.scope);
  const attributes = [...element.attributes].filter((attr) => !isDeclaration(attr));
  if (place.apexOf !== undefined) attributes.push(...place.apexOf.inherited);
  const declarations = new Map<string, string>();
  for (const prefix of prefixesToRender(element, attributes, scope, writer, place)) {
    const namespace = lookUp(prefix, scope) ?? '';
    // An empty default namespace is declared only to undo another (Canonical XML, section 2.3).
    if (namespace === (lookUp(prefix, place.rendered) ?? '')) continue;
    declarations.set(prefix, namespace);
  }
  const rendered = declarations.size === 0 ? place.rendered : { own: declarations, outer: place.rendered };
  output.push('<', element.nodeName);
  for (const prefix of [...declarations.keys()].sort(byCodePoint)) {
    const name = prefix === DEFAULT ? 'xmlns' : `xmlns:${prefix}`;
    output.push(' ', name, '="', escapeAttribute(declarations.get(prefix) ?? ''), '"');
  }
  for (const attr of attributes.sort(byNamespaceAndName)) {
    output.push(' ', attr.nodeName, '="', escapeAttribute(attr.value), '"');
  }
  output.push('>');
  for (let child = element.firstChild; child !== null; child = child.nextSibling) {
    if (child === writer.omitted) continue;
    if (isElement(child)) writeElement(child, writer, { scope, rendered });
    else writeLeaf(child, writer);
  }
  output.push('</', element.nodeName, '>');
}

const TEXT = 3;
const CDATA = 4;
const PROCESSING_INSTRUCTION = 7;
const COMMENT = 8;

function writeLeaf(node: Node, { method, output }: Writer): void {
  const value = node.nodeValue ?? '';
  switch (node.nodeType) {
    case TEXT:
    case CDATA:
      output.push(escapeText(value));
      break;
    case PROCESSING_INSTRUCTION:
      output.push('<?', node.nodeName, value === '' ? '' : ` ${value.replaceAll('\r', '&#xD;')}`, '?>');
      break;
    case COMMENT:
      if (method.withComments === true) output.push('<!--', value.replaceAll('\r', '&#xD;'), '-->');
      break;
    default:
      break;
  }
}

/** Exclusive: what the element uses visibly, and what is listed; inclusive: everything in scope. */
function prefixesToRender(
  element: Element,
  attributes: readonly Attr[],
  scope: Scope | undefined,
  { method, listed }: Writer,
  { apexOf, scope: outside }: Place,
): ReadonlySet<string> {
  const prefixes = new Set<string>();
  // Below the apex, the output has what was declared further out already.
  const until = apexOf === undefined ? outside : undefined;
  for (let at = scope; at !== until && at !== undefined; at = at.outer) {
    for (const prefix of at.own.keys()) if (!method.exclusive || listed.has(prefix)) prefixes.add(prefix);
  }
  if (method.exclusive) {
    prefixes.add(element.prefix ?? DEFAULT);
    for (const { prefix } of attributes) if (prefix !== null) prefixes.add(prefix);
  }
  prefixes.delete('xml');
  return prefixes;
}

function withDeclarations(element: Element, outer: Scope | undefined): Scope | undefined {
  let own: Map<string, string> | undefined;
  for (const attr of element.attributes) {
    if (!isDeclaration(attr)) continue;
    own ??= new Map();
    own.set(attr.nodeName === 'xmlns' ? DEFAULT : attr.nodeName.slice('xmlns:'.length), attr.value);
  }
  return own === undefined ? outer : { own, outer };
}

function lookUp(prefix: string, scope: Scope | undefined): string | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.own.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return undefined;
}

/** xml:lang and its kin of ancestors that are not in the output, the nearest of each name. */
function inheritedAttributes(apex: Element, ancestors: readonly Element[], version: '1.0' | '1.1'): Attr[] {
  const nearest = new Map<string, Attr>();
  for (const ancestor of ancestors) {
    for (const attr of ancestor.attributes) {
      const inherits = version === '1.0' || attr.localName === 'lang' || attr.localName === 'space';
      if (attr.namespaceURI === XML_NAMESPACE && inherits) nearest.set(attr.localName ?? '', attr);
    }
  }
  return [...nearest.values()].filter(
    ({ localName }) => !apex.hasAttributeNS(XML_NAMESPACE, localName ?? ''),
  );
}

/** From the outermost to the nearest. */
function ancestorsOf(element: Element): Element[] {
  const ancestors: Element[] = [];
  for (let at = element.parentNode; isElement(at); at = at.parentNode) ancestors.unshift(at);
  return ancestors;
}

function byNamespaceAndName(a: Attr, b: Attr): number {
  return (
    byCodePoint(a.namespaceURI ?? '', b.namespaceURI ?? '') ||
    byCodePoint(a.localName ?? a.nodeName, b.localName ?? b.nodeName)
  );
}

/** UTF-8 sorts by code point, UTF-16 does not: the units of a surrogate pair come before U+E000. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (one !== other) return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0);
  }
  return a.length - b.length;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function escapeAttribute(value: string): string {
  return value.replace(/[&<"\t\n\r]/g, (character) => ESCAPES[character] ?? character);
}

function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character);
}
