import type { Engine } from '../model/index.ts';

/** One serialized policy: `form-action 'self'; script-src 'none'`. */
export interface Policy {
  /** As sent, without the white space around it. */
  readonly text: string;
  /** In order, duplicates included. */
  readonly directives: readonly Directive[];
}

export interface Directive {
  /** Lower case. */
  readonly name: string;
  /** What follows the name, without the white space around it. */
  readonly value: string;
  /** As sent: `Form-Action  https://sp.example.gov`. */
  readonly text: string;
}

/**
 * Splits a header field value into its policies: CSP Level 3, section 2.2.2 (parse a response's policies) and
 * 2.2.1 (parse a serialized policy). `a 1; b 2, c 3` is two policies, the first with two directives.
 * Which directive of several with one name counts is up to the engine: see `formActionDirective`.
 */
export function parsePolicies(value: string): readonly Policy[] {
  return nonEmptyParts(value, ',').map(parsePolicy);
}

/**
 * Reads one policy whose commas do not separate: Firefox takes the content of a `<meta>` element so
 * (CSP Level 3, section 3.3), Chromium splits it like a header field value.
 */
export function parsePolicy(text: string): Policy {
  return { text: trimWhiteSpace(text), directives: nonEmptyParts(text, ';').map(parseDirective) };
}

/**
 * The form-action directive that an engine obeys, or null when the policy leaves forms alone. The first of a
 * name wins (section 2.2.1, step 2.5). With characters outside ASCII the engines differ: over
 * `form-action é; form-action 'none'` Chromium ignores both (the first has taken the name), Firefox the first.
 */
export function formActionDirective(policy: Policy, engine: Engine): Directive | null {
  const named = policy.directives.filter(({ name }) => name === 'form-action');
  const directive = engine === 'firefox' ? named.find(isPlain) : named[0];
  if (directive === undefined) return null;
  return isPlain(directive) ? directive : null;
}

/** White space separated tokens of a directive value. */
export function tokens(value: string): readonly string[] {
  return value.split(/[\t\n\f\r ]+/).filter((token) => token !== '');
}

function parseDirective(text: string): Directive {
  const end = text.search(/[\t\n\f\r ]/);
  if (end === -1) return { name: lowerAscii(text), value: '', text };
  return { name: lowerAscii(text.slice(0, end)), value: trimWhiteSpace(text.slice(end)), text };
}

/** Only visible ASCII and ASCII white space; a vertical tab is neither. */
function isPlain({ text }: Directive): boolean {
  return !/[^\t\n\f\r -~]/.test(text);
}

function nonEmptyParts(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map(trimWhiteSpace)
    .filter((part) => part !== '');
}

/** `String.trim` would also take U+00A0 and its like, which no engine does; a regular expression is not linear. */
function trimWhiteSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** ASCII white space of the Infra Standard: tab, line feed, form feed, carriage return, space. */
function isWhiteSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}

/** `toLowerCase` would turn U+212A, the Kelvin sign, into k. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
