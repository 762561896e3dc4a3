import { DEV_IDP, OTHER_APP, SANDBOX_IDP } from '../hosts.ts';
import { OIDC_JWT_CLIENT, OIDC_PKCE_CLIENT } from '../login-gov/registrations.ts';

/** One way in which the sample OpenID Connect service provider is configured. */
export interface OidcCase {
  readonly idp: string;
  readonly clientId: string;
  readonly acrValues: string;
  /** URLs the browser is redirected to after the callback; a path is on the service provider's own host. */
  readonly landing: string;
}

const AUTH_ONLY = 'urn:acr.login.gov:auth-only';
const OTHER_HOME = `https://${OTHER_APP}/home`;
export const SESSION_PATH = '/session';
export const SIGNED_IN_PATH = '/signed-in';

const GOOD: OidcCase = {
  idp: SANDBOX_IDP,
  clientId: OIDC_PKCE_CLIENT,
  acrValues: AUTH_ONLY,
  landing: SIGNED_IN_PATH,
};

/** By the last part of the path that starts it: /sign-in/NAME. */
export const OIDC_CASES = {
  good: GOOD,
  'private-key-jwt': { ...GOOD, clientId: OIDC_JWT_CLIENT },
  'client-side': { ...GOOD, idp: DEV_IDP },
  'gap-after-callback': { ...GOOD, landing: OTHER_HOME },
  'gap-two-hops-later': { ...GOOD, landing: SESSION_PATH },
  'other-host-client-side': { ...GOOD, idp: DEV_IDP, landing: OTHER_HOME },
  'misspelt-acr': { ...GOOD, acrValues: `${AUTH_ONLY} http://idmanagement.gov/ns/assurance/all/2` },
  'aal-only': { ...GOOD, acrValues: 'http://idmanagement.gov/ns/assurance/aal/2' },
  'unknown-acr': { ...GOOD, acrValues: 'urn:acr.login.gov:auth_only' },
  unregistered: { ...GOOD, clientId: 'urn:gov:gsa:openidconnect.profiles:sp:sso:example:unregistered' },
} as const satisfies Readonly<Record<string, OidcCase>>;

export type OidcCaseName = keyof typeof OIDC_CASES;

export function isOidcCase(name: string): name is OidcCaseName {
  return Object.hasOwn(OIDC_CASES, name);
}
