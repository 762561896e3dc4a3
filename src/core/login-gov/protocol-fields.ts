import { AUTHORIZE_PARAMETERS } from './authorize-parameters.ts';
import { endpointOf } from './endpoints.ts';
import { type Deployments, environmentOf } from './environments.ts';

/**
 * Form fields that belong to the sign-in protocols. A recording keeps these and only counts all others, for a
 * person typed them: e-mail address, password, one-time code, …
 */
const SAML_FIELDS: ReadonlySet<string> = new Set([
  // SAML 2.0 bindings, sections 3.4.4.1 and 3.5.4
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'SigAlg',
  'Signature',
]);

/** Kept only in what is sent to Login.gov: elsewhere a field named `state` may hold a person's address. */
const OIDC_FIELDS: ReadonlySet<string> = new Set([
  ...AUTHORIZE_PARAMETERS,
  // Standard parameters that Login.gov ignores
  'claims',
  'claims_locales',
  'display',
  'max_age',
  'response_mode',
  'ui_locales',
  'vtr',
  // Logout request
  'id_token_hint',
  'post_logout_redirect_uri',
]);

/**
 * Whether a form field of that exact name, sent to that URL, may be kept. `code` may not: it is also the name
 * of the field for one-time codes on Login.gov's pages, and a browser posts no token request as a document.
 * `login_hint`, an e-mail address, may not either.
 */
export function isProtocolField(name: string, url: string, deployments?: Deployments): boolean {
  return SAML_FIELDS.has(name) || (OIDC_FIELDS.has(name) && environmentOf(url, deployments) !== undefined);
}

/** Token request: what is exchanged and how the application proves itself; client_secret is unknown to Login.gov. */
const TOKEN_FIELDS: ReadonlySet<string> = new Set([
  'client_assertion',
  'client_assertion_type',
  'client_id',
  'code',
  'code_verifier',
  'grant_type',
  'redirect_uri',
]);

/** Whether a field sent to that URL belongs to a token request, which no person fills in. */
export function isTokenField(name: string, url: string, deployments?: Deployments): boolean {
  return TOKEN_FIELDS.has(name) && endpointOf(url, deployments)?.kind === 'oidc-token';
}

/** Whether a sign-in protocol defines a parameter of that name. */
export function isProtocolName(name: string): boolean {
  return SAML_FIELDS.has(name) || OIDC_FIELDS.has(name);
}
