import { SANDBOX_IDP } from '../../playground/hosts.ts';
import {
  OIDC_CALLBACK,
  OIDC_LOGOUT_RESULT,
  OIDC_PKCE_CLIENT,
} from '../../playground/login-gov/registrations.ts';

/** URLs of valid OpenID Connect requests; `changes` replaces parameters or, with null, leaves them out. */

/** As short as Login.gov allows. */
export const STATE = 'abcdefghijklmnopqrstuv';

export type Changes = Readonly<Record<string, string | null>>;

export function authorizeUrl(changes: Changes = {}, host = SANDBOX_IDP): string {
  const parameters = {
    client_id: OIDC_PKCE_CLIENT,
    response_type: 'code',
    redirect_uri: OIDC_CALLBACK,
    scope: 'openid email',
    acr_values: 'urn:acr.login.gov:auth-only',
    state: STATE,
    nonce: STATE,
    ...changes,
  };
  return withParameters(`https://${host}/openid_connect/authorize`, parameters);
}

export function logoutUrl(changes: Changes = {}): string {
  return withParameters(`https://${SANDBOX_IDP}/openid_connect/logout`, {
    client_id: OIDC_PKCE_CLIENT,
    post_logout_redirect_uri: OIDC_LOGOUT_RESULT,
    ...changes,
  });
}

function withParameters(base: string, parameters: Changes): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}
