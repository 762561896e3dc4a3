import type { Attr, Element, Node } from '@xmldom/xmldom';

/** Finding elements in a document, as far as verifying a signature needs it. */

export const XML_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Whether the attribute declares a namespace. */
export function isDeclaration({ nodeName }: Attr): boolean {
  return nodeName === 'xmlns' || nodeName.startsWith('xmlns:');
}

/** Elements of the subtree in document order, the node itself first. */
export function* elementsIn(root: Node): Generator<Element> {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node)) yield node;
    for (let child = node.lastChild; child !== null; child = child.previousSibling) stack.push(child);
  }
}

/** The first element of that local name in one of the namespaces; `null` is none. */
export function firstElement(
  root: Node,
  local: string,
  namespaces: readonly (string | null)[],
): Element | undefined {
  for (const element of elementsIn(root)) if (isNamed(element, local, namespaces)) return element;
  return undefined;
}

export function isNamed(element: Element, local: string, namespaces: readonly (string | null)[]): boolean {
  return element.localName === local && namespaces.includes(element.namespaceURI || null);
}

/** Child elements of that name. */
export function childrenNamed(parent: Element, local: string, namespace: string): Element[] {
  const children: Element[] = [];
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) {
    if (isElement(child) && isNamed(child, local, [namespace])) children.push(child);
  }
  return children;
}

/** Whether the node is the ancestor or stands in it. */
export function isWithin(node: Node, ancestor: Node): boolean {
  for (let at: Node | null = node; at !== null; at = at.parentNode) if (at === ancestor) return true;
  return false;
}

export function algorithmOf(element: Element | undefined): string | undefined {
  return element?.getAttribute('Algorithm') ?? undefined;
}

/** Prefixes of an InclusiveNamespaces element (Exclusive XML Canonicalization, section 3). */
export function prefixListOf(inclusiveNamespaces: Element | undefined): string[] {
  const list = inclusiveNamespaces?.getAttribute('PrefixList') ?? '';
  return list.split(/[\t-\r ]+/).filter((prefix) => prefix !== '');
}

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === 1;
}
