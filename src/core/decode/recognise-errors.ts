import { ERROR_TEXTS, type ErrorContext, type ErrorText } from '../login-gov/error-texts.ts';
import type { RecognisedError } from '../model/index.ts';

export type { ErrorContext } from '../login-gov/error-texts.ts';

/** Characters of a page or a description that are searched. */
const MAX_TEXT = 20_000;

/**
 * The error texts of Login.gov in a text, in whichever of its four languages, in the order of the list. Several may
 * be joined by spaces, as in `error_description`; HTML entities are understood.
 */
export function recogniseErrors(text: string, context: ErrorContext): RecognisedError[] {
  if (text === '') return [];
  const plain = decodeEntities(text.slice(0, MAX_TEXT));
  const found: RecognisedError[] = [];
  for (const { pattern, error } of patternsOf(context)) if (pattern.test(plain)) found.push(error);
  return found;
}

interface Pattern {
  readonly pattern: RegExp;
  readonly error: RecognisedError;
}

const patterns = new Map<ErrorContext, readonly Pattern[]>();

/** Compiled when the first text of that context comes. */
function patternsOf(context: ErrorContext): readonly Pattern[] {
  const known = patterns.get(context);
  if (known !== undefined) return known;
  const made = ERROR_TEXTS.flatMap((entry) => {
    const rules = entry.rules[context];
    return rules === undefined ? [] : [{ pattern: patternOf(entry), error: toError(entry, rules) }];
  });
  patterns.set(context, made);
  return made;
}

function toError({ id, prefix, text }: ErrorText, rules: readonly string[]): RecognisedError {
  const whole = prefix === undefined ? text : `${prefix} ${text}`;
  return { id, text: whole.replace(PLACEHOLDER, '…'), rules };
}

/** A link is enough, unless a longer anchor begins with it: `#unauthorized` of `#unauthorized_auth_context`. */
function patternOf({ prefix, text, localised = [], link }: ErrorText): RegExp {
  if (link !== undefined) return new RegExp(`${literal(link.replace(/\/$/, ''))}(?!/?[\\w#-])`);
  const texts = [text, ...localised].map(wording).join('|');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${prefix === undefined ? '' : `${wording(prefix)}\\s*`}(?:${texts})`,
    'u',
  );
}

const PLACEHOLDER = /%\{\w+\}/g;

/** White space and the two apostrophes are interchangeable, a number is any; a placeholder at the end is left out. */
function wording(text: string): string {
  return text
    .replace(/%\{\w+\}$/, '')
    .split(PLACEHOLDER)
    .map((part) => literal(part).replace(/\s+/g, '\\s+').replace(/['’]/g, "['’]").replace(/\d+/g, '\\d+'))
    .join('[^]{0,300}?');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  nbsp: '\u00a0',
  quot: '"',
  rsquo: '’',
};

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,5}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
    const code = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
