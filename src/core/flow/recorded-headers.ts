import type { Header } from '../model/index.ts';

/**
 * Response headers that are recorded: those that rules and reports need. Cookies are not among them.
 * `x-request-id` and its kin let support find the request in Login.gov's logs.
 */
const RECORDED: ReadonlySet<string> = new Set([
  'cache-control',
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
