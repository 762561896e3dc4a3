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
 * An Authorization header as it is recorded: its scheme, and of everything after it only how long it is.
 * `Bearer abc.def` becomes `Bearer ∗∗∗∗∗∗∗`. A word that is no scheme may be the token itself.
 */
export function recordedAuthorization(value: string): string {
  return value.replace(/[^\t\n\v\f\r ]+/g, (word, at: number) => {
    const isFirst = value.slice(0, at).trim() === '';
    return isFirst && SCHEME.test(word) ? word : MASK.repeat(Math.min(word.length, MAX_MASK));
  });
}

/** The registered HTTP authentication schemes that an application may mean, and what people write for them. */
const SCHEME = /^(?:basic|bearer|digest|dpop|jwt|negotiate|oauth|token)$/i;
const MASK = '∗';
const MAX_MASK = 500;
