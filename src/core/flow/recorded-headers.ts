import type { Header } from '../model/index.ts';

/**
 * Response headers that are recorded: those that rules and reports need. Cookies are not among them.
 * `x-request-id` and its kin let support find the request in Login.gov's logs.
 */
const RECORDED: ReadonlySet<string> = new Set([
  'cache-control',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'content-type',
  'date',
  'location',
  'referrer-policy',
  'refresh',
  'server',
  'strict-transport-security',
  'x-amz-cf-id',
  'x-frame-options',
  'x-request-id',
]);

/** Headers beyond this number are not recorded. */
const MAX_HEADERS = 100;

/** Keeps the headers that are recorded, in order. */
export function recordedHeaders(headers: readonly { name: string; value?: string | undefined }[]): Header[] {
  return headers
    .flatMap(({ name, value }) =>
      RECORDED.has(name.toLowerCase()) && value !== undefined ? [{ name, value }] : [],
    )
    .slice(0, MAX_HEADERS);
}

/**
 * A header of a file as it is kept: what lets somebody act as the user goes, and of it only how long it was stays.
 * `Bearer abc.def` becomes `Bearer ∗∗∗∗∗∗∗`, `session=4f1c; theme=dark` becomes `session=∗∗∗∗; theme=∗∗∗∗`. No rule
 * reads the value of a cookie; names and attributes say what a page relies on.
 */
export function withoutCredentials<Field extends Header>(header: Field): Field {
  const { name, value } = header;
  if (/^(?:proxy-)?authorization$/i.test(name)) return { ...header, value: recordedAuthorization(value) };
  if (/^cookie2?$/i.test(name)) return { ...header, value: maskedCookies(value, NONE) };
  if (/^set-cookie2?$/i.test(name)) return { ...header, value: maskedCookies(value, ATTRIBUTES) };
  return header;
}

/** Attributes of Set-Cookie (RFC 6265, section 5.2, and SameSite, Priority and Partitioned of browsers). */
const ATTRIBUTES =
  /^(?:expires|max-age|domain|path|secure|httponly|samesite|priority|partitioned|version|comment)$/i;
const NONE = /^(?!)/;

/** @param attributes names whose values tell nothing and stay, where they are not the first */
function maskedCookies(value: string, attributes: RegExp): string {
  return value
    .split(';')
    .map((part, at) => {
      const equals = part.indexOf('=');
      const name = part.slice(0, Math.max(0, equals)).trim();
      const isAttribute = at > 0 && attributes.test(equals < 0 ? part.trim() : name);
      return isAttribute ? part : `${part.slice(0, equals + 1)}${masked(part.slice(equals + 1))}`;
    })
    .join(';');
}

/** An Authorization header: its scheme stays. A word that is no scheme may be the token itself. */
export function recordedAuthorization(value: string): string {
  return value.replace(/[^\t\n\v\f\r ]+/g, (word, at: number) => {
    const isFirst = value.slice(0, at).trim() === '';
    return isFirst && SCHEME.test(word) ? word : masked(word);
  });
}

function masked(text: string): string {
  const [, space = '', value = ''] = /^(\s*)(.*)$/s.exec(text) ?? [];
  return space + MASK.repeat(Math.min(value.length, MAX_MASK));
}

/** The registered HTTP authentication schemes that an application may mean, and what people write for them. */
const SCHEME = /^(?:basic|bearer|digest|dpop|jwt|negotiate|oauth|token)$/i;
const MASK = '∗';
const MAX_MASK = 500;
