import { parameter } from '../decode/parameters.ts';
import { LIMITS } from '../limits.ts';
import { IALMAX, IALS_BY_PRIORITY, PROOFING_VALUES } from '../login-gov/acr-values.ts';
import type { Evidence, FixValue, OidcAuthorizeRequest } from '../model/index.ts';
import type { RuleContext, Violation } from './rule.ts';

/** What the rules about parameters of an OIDC authorize request share. */

export const on = 'oidc-authorize-request';

/** How Login.gov refuses a request whose redirect_uri is right. */
export const SENT_BACK = 'Login.gov sends the user back with error=invalid_request.';

export interface Complaint extends Pick<Violation, 'summary' | 'fix' | 'severity'> {
  /** Default: the value as sent. */
  readonly actual?: string;
  readonly expected?: string;
  readonly values?: readonly FixValue[];
}

/** A violation about one parameter, with its value as evidence. */
export function about(request: OidcAuthorizeRequest, name: string, complaint: Complaint): Violation {
  const { actual = parameter(request.parameters, name), expected, values, ...texts } = complaint;
  const evidence: Evidence = {
    hop: request.hop,
    at: { part: 'query', name },
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
  };
  return { ...texts, ...(values !== undefined && values.length > 0 && { values }), evidence: [evidence] };
}

/** Login.gov splits at ASCII white space only. */
const SEPARATOR = /[\t\n\v\f\r ]+/;
const split = new WeakMap<OidcAuthorizeRequest, Map<string, readonly string[]>>();

/** Values of a space-separated parameter, in order, repeated ones included. */
export function valuesOf(request: OidcAuthorizeRequest, name: 'scope' | 'acr_values'): readonly string[] {
  const known = split.get(request) ?? new Map<string, readonly string[]>();
  split.set(request, known);
  const found = known.get(name);
  if (found !== undefined) return found;
  const text = parameter(request.parameters, name) ?? '';
  const values = text.split(SEPARATOR, LIMITS.values + 2).filter((value) => value !== '');
  const list = values.slice(0, LIMITS.values);
  known.set(name, list);
  return list;
}

/**
 * Whether Login.gov takes the request for one that proofs the user's identity when it decides which scopes are
 * allowed: by the greatest service level in byte order. Without any, the application's own level decides, which
 * is taken for authentication only where it is not known.
 */
export function isProofing(request: OidcAuthorizeRequest, { portal }: RuleContext): boolean {
  const asked = valuesOf(request, 'acr_values');
  const [greatest] = IALS_BY_PRIORITY.filter((level) => asked.includes(level))
    .toSorted()
    .toReversed();
  if (greatest === undefined) return (portal.ial ?? 0) >= 2;
  return greatest === IALMAX || PROOFING_VALUES.includes(greatest);
}
