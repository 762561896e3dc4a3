/** Authentication context values, as the identity provider's constants and configuration list them. */

export const AUTH_ONLY = 'urn:acr.login.gov:auth-only';
export const VERIFIED = 'urn:acr.login.gov:verified';
export const AAL1 = 'http://idmanagement.gov/ns/assurance/aal/1';
export const IAL2_STRICT = 'http://idmanagement.gov/ns/assurance/ial/2?strict=true';
export const IALMAX = 'http://idmanagement.gov/ns/assurance/ial/0';
export const DUO = 'urn:gov:gsa:ac:classes:sp:PasswordProtectedTransport:duo';

/** Of several service levels in one request the first of this list is used. */
export const IALS_BY_PRIORITY: readonly string[] = [
  'urn:acr.login.gov:verified-facial-match-required',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=required',
  'urn:acr.login.gov:verified-facial-match-preferred',
  'http://idmanagement.gov/ns/assurance/ial/2?bio=preferred',
  VERIFIED,
  'http://idmanagement.gov/ns/assurance/ial/2',
  'http://idmanagement.gov/ns/assurance/loa/3',
  IALMAX,
  AUTH_ONLY,
  'http://idmanagement.gov/ns/assurance/ial/1',
  'http://idmanagement.gov/ns/assurance/loa/1',
];

/** Of several authentication levels in an OIDC request the first of this list is used. */
export const AALS_BY_PRIORITY: readonly string[] = [
  'http://idmanagement.gov/ns/assurance/aal/2?hspd12=true',
  'http://idmanagement.gov/ns/assurance/aal/3?hspd12=true',
  'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true',
  'http://idmanagement.gov/ns/assurance/aal/3',
  'http://idmanagement.gov/ns/assurance/aal/2',
  DUO,
  AAL1,
];

/** Values that ask for identity proofing (IAL2). */
export const PROOFING_VALUES: readonly string[] = IALS_BY_PRIORITY.slice(0, IALS_BY_PRIORITY.indexOf(IALMAX));

/** Values that ask for a facial match. */
export const FACIAL_MATCH_VALUES: readonly string[] = PROOFING_VALUES.slice(0, 4);

/** Everything the identity provider accepts (its setting `valid_authn_contexts`); compared exactly. */
export const VALID_AUTHN_CONTEXTS: ReadonlySet<string> = new Set([
  ...IALS_BY_PRIORITY,
  ...AALS_BY_PRIORITY.filter((value) => value !== AAL1),
  IAL2_STRICT,
]);

/** Password classes of SAML 2.0, accepted only with Comparison "minimum" or "better". */
export const PASSWORD_CLASS_REFS: readonly string[] = [
  'urn:oasis:names:tc:SAML:2.0:ac:classes:Password',
  'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
];

/** Deprecated service levels and what the documentation puts in their place. */
export const DEPRECATED_REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['http://idmanagement.gov/ns/assurance/ial/1', AUTH_ONLY],
  ['http://idmanagement.gov/ns/assurance/loa/1', AUTH_ONLY],
  ['http://idmanagement.gov/ns/assurance/ial/2', VERIFIED],
  ['http://idmanagement.gov/ns/assurance/loa/3', VERIFIED],
]);

/** Accepted values that stand on no page of the documentation, and the documented value that means the same. */
export const UNDOCUMENTED_REPLACEMENTS: ReadonlyMap<string, string | undefined> = new Map([
  [IALMAX, undefined],
  [IAL2_STRICT, VERIFIED],
  [
    'http://idmanagement.gov/ns/assurance/ial/2?bio=preferred',
    'urn:acr.login.gov:verified-facial-match-preferred',
  ],
  [
    'http://idmanagement.gov/ns/assurance/ial/2?bio=required',
    'urn:acr.login.gov:verified-facial-match-required',
  ],
  [
    'http://idmanagement.gov/ns/assurance/aal/3',
    'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true',
  ],
  [
    'http://idmanagement.gov/ns/assurance/aal/3?hspd12=true',
    'http://idmanagement.gov/ns/assurance/aal/2?hspd12=true',
  ],
]);

/** What the documentation offers today: the candidates for a misspelt value. */
export const DOCUMENTED_VALUES: readonly string[] = [
  AUTH_ONLY,
  VERIFIED,
  'urn:acr.login.gov:verified-facial-match-preferred',
  'urn:acr.login.gov:verified-facial-match-required',
  DUO,
  'http://idmanagement.gov/ns/assurance/aal/2',
  'http://idmanagement.gov/ns/assurance/aal/2?phishing_resistant=true',
  'http://idmanagement.gov/ns/assurance/aal/2?hspd12=true',
];

/** The documented value that a misspelt one most likely means, or undefined when nothing is near. */
export function likelyIntended(value: string): string | undefined {
  const wanted = value.toLowerCase().slice(0, 200);
  let best: string | undefined;
  let bestDistance = Math.max(3, Math.floor(wanted.length / 6)) + 1;
  for (const candidate of DOCUMENTED_VALUES) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/**
 * Levenshtein distance; `most` as soon as it is clear that it is not less. Only what lies less than `most` beside the
 * diagonal is computed, for the rest is farther away.
 */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  const row = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, most));
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most + 1);
    const to = Math.min(b.length, i + most - 1);
    let diagonal = row[from - 1] ?? most;
    let left = from === 1 ? Math.min(i, most) : most;
    let least = left;
    row[from - 1] = left;
    for (let j = from; j <= to; j++) {
      const above = row[j] ?? most;
      const substitution = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      left = Math.min(substitution, above + 1, left + 1, most);
      row[j] = left;
      diagonal = above;
      least = Math.min(least, left);
    }
    if (least >= most) return most;
  }
  return row[b.length] ?? most;
}
