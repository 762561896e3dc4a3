import { parameter } from '../decode/parameters.ts';
import { LIMITS } from '../limits.ts';
import { IALMAX, IALS_BY_PRIORITY, PROOFING_VALUES, VALID_AUTHN_CONTEXTS } from '../login-gov/acr-values.ts';
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

/** The authentication contexts that a request asks for. */
export interface RequestedContexts {
  /** Values of acr_values, each once, in order. */
  readonly asked: readonly string[];
  /** Those that Login.gov knows; it drops the others first of all. */
  readonly known: readonly string[];
  /** Service levels, the one that Login.gov uses first. */
  readonly levels: readonly string[];
  /** The level that permission and scopes are checked by: the greatest in byte order, not the one that is used. */
  readonly checked?: string;
}

const contexts = new WeakMap<OidcAuthorizeRequest, RequestedContexts>();

export function contextsOf(request: OidcAuthorizeRequest): RequestedContexts {
  const remembered = contexts.get(request);
  if (remembered !== undefined) return remembered;
  const asked = [...new Set(valuesOf(request, 'acr_values'))];
  const levels = IALS_BY_PRIORITY.filter((level) => asked.includes(level));
  const checked = levels.toSorted().at(-1);
  const found = {
    asked,
    known: asked.filter((value) => VALID_AUTHN_CONTEXTS.has(value)),
    levels,
    ...(checked !== undefined && { checked }),
  };
  contexts.set(request, found);
  return found;
}

/**
 * Whether Login.gov takes the request for one that proofs the user's identity when it decides which scopes are
 * allowed. Where the request names no service level, the application's own decides: undefined where that is not
 * known.
 */
export function isProofing(request: OidcAuthorizeRequest, { portal }: RuleContext): boolean | undefined {
  const { checked } = contextsOf(request);
  if (checked !== undefined) return checked === IALMAX || PROOFING_VALUES.includes(checked);
  return portal.ial === undefined ? undefined : (portal.ial ?? 0) >= 2;
}
