/** Service levels and authentication levels that an identity provider of Login.gov knows. */

/** Configuration value `valid_authn_contexts`: every other value is ignored. */
export const VALID_AUTHN_CONTEXTS: readonly string[] = [
  'http://idmanagement.gov/ns/assurance/loa/1',
  'http://idmanagement.gov/ns/assurance/loa/3',
  'http://idmanagement.gov/ns/assurance/ial/1',
  'http://idmanagement.gov/ns/assurance/ial/2',
  'http://idmanagement.gov/ns/assurance/ial/0',
  'http://idmanagement.gov/ns/assurance/ial/2?strict=true',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=preferred',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=required',
  'urn:gov:gsa:ac:classes:sp:PasswordProtectedTransport:duo',
  'http://idmanagement.gov/ns/assurance/aal/2',
  'http://idmanagement.gov/ns/assurance/aal/3',
  'http://idmanagement.gov/ns/assurance/aal/3?hspd12=true',
  'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true',
  'http://idmanagement.gov/ns/assurance/aal/2?hspd12=true',
  'urn:acr.login.gov:auth-only',
  'urn:acr.login.gov:verified',
  'urn:acr.login.gov:verified-facial-match-preferred',
  'urn:acr.login.gov:verified-facial-match-required',
];

export const IALMAX = 'http://idmanagement.gov/ns/assurance/ial/0';

const PROOFED_BY_PRIORITY: readonly string[] = [
  'urn:acr.login.gov:verified-facial-match-required',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=required',
  'urn:acr.login.gov:verified-facial-match-preferred',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=preferred',
  'urn:acr.login.gov:verified',
  'http://idmanagement.gov/ns/assurance/ial/2',
  'http://idmanagement.gov/ns/assurance/loa/3',
];

const IALS_BY_PRIORITY: readonly string[] = [
  ...PROOFED_BY_PRIORITY,
  IALMAX,
  'urn:acr.login.gov:auth-only',
  'http://idmanagement.gov/ns/assurance/ial/1',
  'http://idmanagement.gov/ns/assurance/loa/1',
];

export function needsProofing(value: string): boolean {
  return PROOFED_BY_PRIORITY.includes(value);
}

/** The values that name a service level, first in the provider's own order. */
export function serviceLevels(values: readonly string[]): readonly string[] {
  return IALS_BY_PRIORITY.filter((value) => values.includes(value));
}
