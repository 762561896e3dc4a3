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

/** Child elements of that local name, whatever their namespace. */
export function childrenNamed(element: XmlElement | undefined, local: string): XmlElement[] {
  return element?.children.filter((child) => child.local === local) ?? [];
}

/** Value of the attribute without namespace. */
export function attribute(element: XmlElement | undefined, local: string): string | undefined {
  return element?.attributes.find((candidate) => candidate.local === local && candidate.namespace === '')
    ?.value;
}

/** Names and values of attributes as they are written. */
export type AttributePairs = readonly (readonly [name: string, value: string])[];

export type NamedElement = Pick<XmlElement, 'local' | 'namespace' | 'attributes'> & {
  readonly scope: Scope | undefined;
};

/** Resolves the names of an element and of its attributes, and reads their references. */
export function nameElement(name: string, pairs: AttributePairs, outer: Scope | undefined): NamedElement {
  const scope = namespacesInScope(pairs, outer);
  const attributes: XmlAttribute[] = [];
  for (const [key, value] of pairs) {
    if (isDeclaration(key)) continue;
    const { local, namespace } = resolve(key, scope, '');
    attributes.push({ local, namespace, value: unescapeText(value) });
  }
  const { local, namespace } = resolve(name, scope, declared('', scope));
  return { local, namespace, attributes, scope };
}

function isDeclaration(key: string): boolean {
  return key === 'xmlns' || key.startsWith('xmlns:');
}

/** Namespace declarations of an element and of those around it: not copied, since there may be thousands. */
export interface Scope {
  /** What was looked up farther out is noted here, too. */
  readonly own: Map<string, string>;
  readonly outer: Scope | undefined;
}

function namespacesInScope(attributes: AttributePairs, outer: Scope | undefined): Scope | undefined {
  let own: Map<string, string> | undefined;
  for (const [key, value] of attributes) {
    if (!isDeclaration(key)) continue;
    own ??= new Map();
    own.set(key.slice('xmlns:'.length), unescapeText(value));
  }
  return own === undefined ? outer : { own, outer };
}

/** What a prefix stands for, the empty one being the default; empty when nothing declares it. */
function declared(prefix: string, scope: Scope | undefined): string {
  for (let at = scope; at !== undefined; at = at.outer) {
    const namespace = at.own.get(prefix);
    if (namespace === undefined) continue;
    if (at !== scope) scope?.own.set(prefix, namespace);
    return namespace;
  }
  scope?.own.set(prefix, '');
  return '';
}

function resolve(name: string, scope: Scope | undefined, unprefixed: string) {
  const colon = name.indexOf(':');
  if (colon < 0) return { local: name, namespace: unprefixed };
  const namespace = declared(name.slice(0, colon), scope);
  // libxml2 takes a prefix that nothing declares for part of the name.
  return namespace === '' ? { local: name, namespace } : { local: name.slice(colon + 1), namespace };
}

const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The five predefined entities and character references (XML 1.0, section 4.6); others stay as they stand. */
export function unescapeText(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return PREDEFINED.get(name) ?? whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
