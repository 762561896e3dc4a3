import { SECOND_APP } from '../hosts.ts';

/** One way in which the sample SAML service provider is configured. */
export interface SamlCase {
  readonly binding: 'HTTP-Redirect' | 'HTTP-POST';
  /** Absent: requests are not signed. */
  readonly signature?: 'sha1' | 'sha256';
  /** Absent: sign-out requests are not signed. */
  readonly logoutSignature?: 'sha1' | 'sha256';
  /** Puts the `+` of base64 into the query string as it is, which then reads as a space. */
  readonly leavesPlusUnencoded?: true;
  readonly classRefs: readonly string[];
  /** URL the browser is redirected to after the assertion consumer service. */
  readonly landing: string;
}

export const SIGNED_IN_PATH = '/signed-in';
const AUTH_ONLY = 'urn:acr.login.gov:auth-only';
const EMAIL = 'http://idmanagement.gov/ns/requested_attributes?ReqAttr=email';

const GOOD: SamlCase = {
  binding: 'HTTP-Redirect',
  signature: 'sha256',
  logoutSignature: 'sha256',
  classRefs: [AUTH_ONLY, EMAIL],
  landing: SIGNED_IN_PATH,
};

const { signature: _request, ...UNSIGNED } = GOOD;
const { logoutSignature: _logout, ...UNSIGNED_LOGOUT } = GOOD;

/** By the last part of the path that starts it: /sign-in/NAME. */
export const SAML_CASES = {
  redirect: GOOD,
  post: { ...GOOD, binding: 'HTTP-POST' },
  unsigned: UNSIGNED,
  'unsigned-post': { ...UNSIGNED, binding: 'HTTP-POST' },
  sha1: { ...GOOD, signature: 'sha1' },
  'sha1-post': { ...GOOD, signature: 'sha1', binding: 'HTTP-POST' },
  'misspelt-context': {
    ...GOOD,
    classRefs: [AUTH_ONLY, 'http://idmanagement.gov/ns/assurance/all/2', EMAIL],
  },
  'unknown-context': { ...GOOD, classRefs: ['urn:acr.login.gov:auth_only', EMAIL] },
  'gap-after-acs': { ...GOOD, landing: `https://${SECOND_APP}/home` },
  'plus-not-encoded': { ...GOOD, leavesPlusUnencoded: true },
  'unsigned-logout': UNSIGNED_LOGOUT,
  'sha1-logout': { ...GOOD, logoutSignature: 'sha1' },
} as const satisfies Readonly<Record<string, SamlCase>>;

export type SamlCaseName = keyof typeof SAML_CASES;

export function isSamlCase(name: string): name is SamlCaseName {
  return Object.hasOwn(SAML_CASES, name);
}
