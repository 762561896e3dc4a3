import { nameElement, type Scope, unescapeText, type XmlElement } from './xml-element.ts';

/**
 * Reads XML that is plain, as that of nearly every message is: well-formed, with names of ASCII letters, without
 * comments, sections, references to characters and the like. Undefined for any other, which `parseXml` reads in some
 * ten times the time. What is read here is what would be read there; a property test compares them.
 */
export function readPlainXml(text: string): XmlElement | undefined {
  if (NOT_PLAIN.test(text)) return undefined;
  const open: OpenElement[] = [];
  let at = DECLARATION.exec(text)?.[0].length ?? 0;
  for (;;) {
    TAG.lastIndex = at;
    const [tag, end, start, attributes = '', empty] = TAG.exec(text) ?? [];
    if (tag === undefined) return undefined;
    at += tag.length;
    const outer = open.at(-1);
    if (start !== undefined) {
      const element = openElement(start, attributes, outer);
      if (element === undefined || open.length === MOST_NESTED) return undefined;
      open.push(element);
    }
    if (end !== undefined || empty === '/') {
      const closed = open.pop();
      if (closed === undefined || (end !== undefined && end !== closed.name)) return undefined;
      const parent = open.at(-1);
      if (parent === undefined) return SPACE_TO_END.test(text.slice(at)) ? closed.element : undefined;
      parent.element.text += closed.element.text;
    }
    const next = text.indexOf('<', at);
    const inner = open.at(-1);
    if (next < 0 || inner === undefined) return undefined;
    if (next > at) inner.element.text += unescapeText(text.slice(at, next));
    at = next;
  }
}

/** What `parseXml` looks at more closely: control characters, half characters, sections, references. */
const NOT_PLAIN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0, section 2.2, does not allow
  /[\0-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|\]\]>|&(?!(?:amp|lt|gt|quot|apos);)|<!/;
const DECLARATION = /^<\?xml version="1\.0"(?: encoding="[\w-]+")?(?: standalone="(?:yes|no)")?\?>[\t\n ]*/;
const SPACE_TO_END = /^[\t\n ]*$/;

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const VALUE = `"[^"<>\\t\\n]*"|'[^'<>\\t\\n]*'`;
/** `</name>`, `<name attributes>` or `<name attributes/>`. */
const TAG = new RegExp(`<(?:/(${NAME})|(${NAME})((?:[\\t\\n ]+${NAME}=(?:${VALUE}))*)[\\t\\n ]*(/?))>`, 'y');
const ATTRIBUTE = new RegExp(`(${NAME})=(${VALUE})`, 'g');

interface OpenElement {
  readonly name: string;
  readonly scope: Scope | undefined;
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
}

/** Undefined where the names are not plain. */
function openElement(
  name: string,
  attributes: string,
  outer: OpenElement | undefined,
): OpenElement | undefined {
  const pairs: [string, string][] = [];
  ATTRIBUTE.lastIndex = 0;
  for (let found = ATTRIBUTE.exec(attributes); found !== null; found = ATTRIBUTE.exec(attributes)) {
    const [, key = '', value = ''] = found;
    if (RESERVED.has(key) || pairs.length === MOST_ATTRIBUTES || pairs.some(([other]) => other === key)) {
      return undefined;
    }
    pairs.push([key, value.slice(1, -1)]);
  }
  if (RESERVED.has(name)) return undefined;
  const { local, namespace, attributes: named, scope } = nameElement(name, pairs, outer?.scope);
  const element = { local, namespace, attributes: named, children: [], text: '' };
  outer?.element.children.push(element);
  return { name, scope, element };
}

/** Names that objects of JavaScript have: fast-xml-parser refuses some of them. */
const RESERVED: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
/** Each is compared with those before it. */
const MOST_ATTRIBUTES = 30;
/** A signed SAML request has about eight levels. */
const MOST_NESTED = 25;
