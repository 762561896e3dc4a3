import { cgiEscape } from '../decode/cgi-escape.ts';
import type { Parameter, RebuiltQuery } from '../model/index.ts';

/** The text that the signature of the redirect binding covers (SAML 2.0 bindings, section 3.4.4.1). */
export interface SignedQuery {
  /** As sent, in the order that the binding demands. */
  readonly asSent: string;
  /** As Login.gov writes it anew from the decoded values. */
  readonly rebuilt: string;
}

export type SignedQueryResult =
  | { readonly ok: true; readonly query: SignedQuery }
  /** The parameter without which there is nothing to verify. */
  | { readonly ok: false; readonly missing: 'SAMLRequest' | 'SigAlg' };

/** Of several parameters of one name the last counts, and one without `=` is absent. */
export function signedQuery(parameters: readonly Parameter[]): SignedQueryResult {
  const last = (name: string) => {
    const found = parameters.findLast((candidate) => candidate.name === name);
    return found?.valueless === true ? undefined : found;
  };
  const [request, relayState, sigAlg] = [last('SAMLRequest'), last('RelayState'), last('SigAlg')];
  if (sigAlg === undefined) return { ok: false, missing: 'SigAlg' };
  if (request === undefined) return { ok: false, missing: 'SAMLRequest' };
  const signed = [request, ...(relayState === undefined ? [] : [relayState]), sigAlg];
  const rebuilt = signed.map(({ name, value }) => `${name}=${cgiEscape(value)}`).join('&');
  const asSent = signed.some(isHandedOverDecoded)
    ? rebuilt
    : signed.map(({ name, raw }) => `${name}=${raw}`).join('&');
  return { ok: true, query: { asSent, rebuilt } };
}

/** A query holds no "#", and a "+" in it stands for a space: the browser decoded this form field. */
function isHandedOverDecoded({ value, raw }: Parameter): boolean {
  return raw === value && /[+#]/.test(raw);
}

/** How the two differ, by the first place; undefined when they do not. */
export function rebuiltDifference({ asSent, rebuilt }: SignedQuery): RebuiltQuery | undefined {
  if (asSent === rebuilt) return undefined;
  let at = 0;
  while (asSent[at] === rebuilt[at]) at += 1;
  // Show the whole escape that differs.
  const escapeAt = Math.max(asSent.lastIndexOf('%', at), rebuilt.lastIndexOf('%', at));
  const start = escapeAt >= at - 2 ? escapeAt : at;
  const upperCase = asSent.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  return {
    reason: upperCase === rebuilt ? 'lower-case-escapes' : 'other-escapes',
    asSent: asSent.slice(start, start + 12),
    rebuilt: rebuilt.slice(start, start + 12),
  };
}
