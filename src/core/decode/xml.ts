import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';

/** Deepest nesting of elements that is read; a signed SAML request has about eight levels. */
export const MAX_XML_DEPTH = 50;

/** An element with its namespaces resolved (Namespaces in XML 1.0). */
export interface XmlElement {
  readonly local: string;
  /** Namespace name, empty when there is none. */
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own text, not that of its children; white space kept. */
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
      /** The same document, indented for reading. */
      readonly pretty: string;
      /** Where the text is not well-formed although a root element could be read. */
      readonly fault?: string;
    }
  | { readonly ok: false; readonly why: 'not-xml' | 'too-deep' | 'document-type'; readonly detail: string };

/**
 * Parses untrusted XML: a document type is passed over, no entities but the predefined ones and character references,
 * bounded depth. Lenient like the identity provider's parser: what follows a fault is dropped. Never throws.
 */
export function parseXml(text: string): XmlResult {
  const document = text.replace(PLAIN_DOCTYPE, '');
  if (/<!DOCTYPE/i.test(document)) {
    const detail = 'It has a document type with declarations of its own, which is not read.';
    return { ok: false, why: 'document-type', detail };
  }
  const fault = wellFormednessFault(document);
  let nodes: unknown;
  try {
    nodes = parser.parse(document);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const why = /nested/i.test(message) ? 'too-deep' : 'not-xml';
    return {
      ok: false,
      why,
      detail: why === 'too-deep' ? `Elements are nested deeper than ${MAX_XML_DEPTH}.` : (fault ?? message),
    };
  }
  const root = elements(nodes, undefined)[0];
  if (root === undefined) {
    return { ok: false, why: 'not-xml', detail: fault ?? 'There is no root element.' };
  }
  return { ok: true, root, pretty: prettyPrint(nodes), ...(fault !== undefined && { fault }) };
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

/** A document type without declarations of its own: `<!DOCTYPE x>`. */
const PLAIN_DOCTYPE = /<!DOCTYPE[^[>]*>/i;

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
  cdataPropName: CDATA,
  commentPropName: COMMENT,
  // It counts the open elements around the one that begins.
  maxNestedTags: MAX_XML_DEPTH - 1,
});

function wellFormednessFault(text: string): string | undefined {
  try {
    const verdict = XMLValidator.validate(text);
    return verdict === true ? undefined : `Line ${verdict.err.line}: ${verdict.err.msg}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function prettyPrint(nodes: unknown): string {
  const builder = new XMLBuilder({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
    cdataPropName: CDATA,
    commentPropName: COMMENT,
    format: true,
    indentBy: '  ',
    suppressEmptyNode: true,
  });
  return builder.build(withoutLayout(nodes)).trim();
}

/** The parser's tree without the white space between elements, which the printer makes anew. */
function withoutLayout(nodes: unknown): unknown {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.filter(isRecord).flatMap((node) => {
    const name = nodeName(node);
    if (name === TEXT) return nodes.length > 1 && String(node[TEXT]).trim() === '' ? [] : [node];
    return name === undefined ? [] : [{ ...node, [name]: withoutLayout(node[name]) }];
  });
}

/** Elements of a node list of the parser's ordered tree: `[{ 'samlp:X': [...], ':@': {...} }, { '#text': … }]`. */
function elements(nodes: unknown, outer: Scope | undefined): XmlElement[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.filter(isRecord).flatMap((node) => {
    const name = nodeName(node);
    if (name === undefined || name.startsWith('#') || name.startsWith('?')) return [];
    const attributes = Object.entries(isRecord(node[ATTRIBUTES]) ? node[ATTRIBUTES] : {}).map(
      ([key, value]) => [key, unescapeText(String(value))] as const,
    );
    const scope = namespacesInScope(attributes, outer);
    const { local, namespace } = resolve(name, scope, declared('', scope));
    return [
      {
        local,
        namespace,
        attributes: attributes
          .filter(([key]) => key !== 'xmlns' && !key.startsWith('xmlns:'))
          .map(([key, value]) => ({ ...resolve(key, scope, ''), value })),
        children: elements(node[name], scope),
        text: ownText(node[name]),
      },
    ];
  });
}

/** Namespace declarations of an element and of those around it: not copied, since there may be thousands. */
interface Scope {
  readonly own: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

function namespacesInScope(
  attributes: readonly (readonly [string, string])[],
  outer: Scope | undefined,
): Scope | undefined {
  const declarations = attributes.filter(([key]) => key === 'xmlns' || key.startsWith('xmlns:'));
  if (declarations.length === 0) return outer;
  const own = new Map(declarations.map(([key, value]) => [key.slice('xmlns:'.length), value] as const));
  return { own, outer };
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
  return { local: name.slice(colon + 1), namespace: declared(name.slice(0, colon), scope) };
}

function ownText(nodes: unknown): string {
  if (!Array.isArray(nodes)) return '';
  return nodes
    .filter(isRecord)
    .map((node) => {
      if (TEXT in node) return unescapeText(String(node[TEXT]));
      return CDATA in node ? ownTextOfCdata(node[CDATA]) : '';
    })
    .join('');
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
  return Object.keys(node).find((key) => key !== ATTRIBUTES);
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
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return PREDEFINED.get(name) ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
