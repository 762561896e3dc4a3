import type { XmlLines } from './xml-lines.ts';

/** Where the XML has what a piece of evidence names. */
export interface XmlPlace {
  /** Index of the line. */
  readonly line: number;
  /** Name of the attribute that is meant, without prefix. */
  readonly attribute?: string;
  /** The element itself is not there: the line is that of the one it belongs into. */
  readonly missing?: string;
}

/**
 * The line for a path such as `AuthnRequest/Issuer`, `Signature/SignedInfo/Reference` or `AuthnRequest/@Destination`.
 * Login.gov looks for elements anywhere in the document, so an element may stand elsewhere than the path says; of
 * several the one with that text is meant. Undefined for XML without elements.
 */
export function placeInXml(xml: XmlLines, path: string, text = ''): XmlPlace | undefined {
  const { lines, elements } = xml;
  const steps = path.split('/').filter(Boolean);
  const attribute = steps.at(-1)?.startsWith('@') === true ? steps.pop()?.slice(1) : undefined;
  const wanted = [...steps];
  while (wanted.length > 0) {
    const named = byName(xml).get(wanted.at(-1) ?? '') ?? [];
    const inPath = named.filter((element) => endsWith(elements, element, wanted));
    const candidates = inPath.length > 0 ? inPath : named;
    const withText =
      text.trim() === '' ? undefined : candidates.find(({ line }) => lines[line]?.text.includes(text));
    const found = withText ?? candidates[0];
    if (found !== undefined) {
      const missing = steps.slice(wanted.length).join('/');
      if (missing !== '') return { line: found.line, missing };
      return { line: found.line, ...(attribute !== undefined && { attribute }) };
    }
    wanted.pop();
  }
  const [root] = elements;
  return root && { line: root.line, ...(steps.length > 0 && { missing: steps.join('/') }) };
}

const indexes = new WeakMap<XmlLines, ReadonlyMap<string, XmlLines['elements']>>();

/** The elements by their local names, sorted once: there may be many thousand. */
function byName(xml: XmlLines): ReadonlyMap<string, XmlLines['elements']> {
  const known = indexes.get(xml);
  if (known !== undefined) return known;
  const index = new Map<string, XmlLines['elements'][number][]>();
  for (const element of xml.elements) {
    const alike = index.get(element.local);
    if (alike === undefined) index.set(element.local, [element]);
    else alike.push(element);
  }
  indexes.set(xml, index);
  return index;
}

/** Whether the element and those around it have these names, the innermost last. */
function endsWith(
  elements: XmlLines['elements'],
  element: XmlLines['elements'][number],
  names: readonly string[],
): boolean {
  let at: XmlLines['elements'][number] | undefined = element;
  for (const name of names.toReversed()) {
    if (at?.local !== name) return false;
    at = at.parent === undefined ? undefined : elements[at.parent];
  }
  return true;
}
