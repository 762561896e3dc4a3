import { AALS_BY_PRIORITY, DUO, IALMAX, IALS_BY_PRIORITY, PROOFING_VALUES } from './acr-values.ts';

/** Which of the levels that an AuthnRequest names Login.gov goes by. */

export interface RequestedLevels {
  /** Texts of AuthnContextClassRef in document order. */
  readonly classRefs: readonly string[];
  readonly comparison?: string;
}

const IAL1 = 'http://idmanagement.gov/ns/assurance/ial/1';
const IAL2 = 'http://idmanagement.gov/ns/assurance/ial/2';
const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const AAL2_PHISHING_RESISTANT = 'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true';

/** What a request that names no level is taken to ask for, by the level registered in the portal. */
export function defaultServiceLevel(registered: number | null): string {
  return registered === 2 ? IAL2 : IAL1;
}

/** The service level that the request names, the first of IALS_BY_PRIORITY; undefined when it names none. */
export function requestedServiceLevel({ classRefs }: RequestedLevels): string | undefined {
  if (classRefs.length === 0) return undefined;
  return IALS_BY_PRIORITY.find((level) => classRefs.includes(level));
}

export function needsProofing(level: string): boolean {
  return PROOFING_VALUES.includes(level);
}

/** Neither proofing nor, as IALMAX, proofing where there is one. */
export function isAuthOnly(level: string): boolean {
  return level !== IALMAX && !needsProofing(level);
}

export interface ServiceLevel {
  readonly level: string;
  readonly from: 'request' | 'portal' | 'minimum';
}

/**
 * The level that the request is treated as. With Comparison="minimum" a request for sign-in alone by an
 * application registered for proofing is raised to IALMAX. `registered` undefined: not known; the answer is
 * undefined then where it depends on that.
 */
export function effectiveServiceLevel(
  request: RequestedLevels,
  registered: number | null | undefined,
): ServiceLevel | undefined {
  const requested = requestedServiceLevel(request);
  if (requested === undefined) {
    return registered === undefined ? undefined : { level: defaultServiceLevel(registered), from: 'portal' };
  }
  if (needsProofing(requested) || request.comparison !== 'minimum')
    return { level: requested, from: 'request' };
  if (registered === undefined) return undefined;
  return (registered ?? 1) > 1 ? { level: IALMAX, from: 'minimum' } : { level: requested, from: 'request' };
}

/** Login.gov's own pattern: at the start of a line, any character for the dot; the Duo value anywhere. */
const AAL_PREFIX = /^http:\/\/idmanagement.gov\/ns\/assurance\/aal/m;
const WHITE_SPACE = /[\t\n\v\f\r ]+/;

/** The class reference that stands for the authentication level, valid or not: the first in the document. */
export function authenticationLevelRef({ classRefs }: RequestedLevels): string | undefined {
  return classRefs.find((ref) => AAL_PREFIX.test(ref) || ref.includes(DUO));
}

/** The level in it; undefined where Login.gov knows none, so that the one registered in the portal is used. */
export function knownAuthenticationLevel(ref: string): string | undefined {
  if (AALS_BY_PRIORITY.includes(ref)) return ref;
  return ref.split(WHITE_SPACE, 100).find((part) => AALS_BY_PRIORITY.includes(part));
}

/** For a request that names no level, by the `default_aal` registered in the portal. */
export function defaultAuthenticationLevel(registered: number | null): string {
  if (registered === null || registered < 2) return DUO;
  return registered === 2 ? AAL2 : AAL2_PHISHING_RESISTANT;
}
