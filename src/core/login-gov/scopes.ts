/** Scopes of Login.gov, as the identity provider's `OpenidConnectAttributeScoper` lists them; compared exactly. */

/** Returned only after identity proofing. */
export const PROOFED_SCOPES: readonly string[] = [
  'address',
  'phone',
  'profile',
  'profile:name',
  'profile:birthdate',
  'social_security_number',
];

/** Returned at every service level. */
export const AUTH_ONLY_SCOPES: readonly string[] = [
  'email',
  'all_emails',
  'locale',
  'openid',
  'profile:verified_at',
  'x509',
  'x509:subject',
  'x509:issuer',
  'x509:presented',
];

export const VALID_SCOPES: readonly string[] = [...AUTH_ONLY_SCOPES, ...PROOFED_SCOPES];

/** Claims that each scope gives, beside `sub`, `iss`, `ial` and `aal`, which are always there. */
export const CLAIMS_BY_SCOPE: ReadonlyMap<string, readonly string[]> = new Map([
  ['email', ['email', 'email_verified']],
  ['all_emails', ['all_emails']],
  ['locale', ['locale']],
  ['address', ['address']],
  ['phone', ['phone', 'phone_verified']],
  ['profile', ['given_name', 'family_name', 'birthdate', 'verified_at']],
  ['profile:name', ['given_name', 'family_name']],
  ['profile:birthdate', ['birthdate']],
  ['profile:verified_at', ['verified_at']],
  ['social_security_number', ['social_security_number']],
  ['x509', ['x509_subject', 'x509_presented', 'x509_issuer']],
  ['x509:subject', ['x509_subject']],
  ['x509:presented', ['x509_presented']],
  ['x509:issuer', ['x509_issuer']],
]);

/** Names that people send for a scope: claims, and scopes of other providers. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ['given_name', 'profile:name'],
  ['family_name', 'profile:name'],
  ['name', 'profile:name'],
  ['first_name', 'profile:name'],
  ['last_name', 'profile:name'],
  ['birthdate', 'profile:birthdate'],
  ['dob', 'profile:birthdate'],
  ['verified_at', 'profile:verified_at'],
  ['ssn', 'social_security_number'],
  ['email_verified', 'email'],
  ['emails', 'all_emails'],
  ['phone_number', 'phone'],
]);

/** The scope that a misspelt one most likely means, or undefined when nothing is near. */
export function likelyScope(value: string): string | undefined {
  const plain = value
    .toLowerCase()
    .replaceAll(/[\s,;]/g, '')
    .slice(0, 100);
  if (VALID_SCOPES.includes(plain)) return plain;
  const loose = plain.replaceAll(/[-_.:]/g, '');
  return OTHER_NAMES.get(plain) ?? VALID_SCOPES.find((scope) => scope.replaceAll(/[-_.:]/g, '') === loose);
}
