import type { Parameter } from '../../../core/model/index.ts';

/** Characters of a value that is looked at. */
const MOST = 50_000;

/**
 * Was the value sent in a usual percent-encoding, so that the decoded value tells all? False for what is worth
 * seeing as sent: `%252F` (encoded twice), `%2f` (lower case breaks a SAML signature), bytes that are not UTF-8.
 */
export function isPlainlyEncoded({ value, raw }: Parameter): boolean {
  if (raw === value) return true;
  if (raw.length > MOST) return false;
  if (/%25[0-9a-f]{2}/i.test(raw) || /%(?:[a-f][0-9a-f]|[0-9][a-f])/.test(raw)) return false;
  try {
    return decodeURIComponent(raw.replaceAll('+', ' ')) === value;
  } catch {
    return false;
  }
}
