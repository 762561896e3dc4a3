import { deflateRaw } from 'pako';
import type { SingleRequest } from '../../capture-from-request.ts';
import { AUTH_ONLY } from '../../login-gov/acr-values.ts';

/** Requests to Login.gov that nothing is wrong with, but for what the caller changes. */

export const LOGIN_GOV = 'https://idp.int.identitysandbox.gov';
export const APPLICATION = 'https://app.example.gov';
export const CALLBACK = `${APPLICATION}/auth/result`;
export const CLIENT_ID = 'urn:gov:gsa:openidconnect.profiles:sp:sso:example_agency:app';
export const SAML_ISSUER = 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:example_agency:app';
export const REQUEST_ID = '_4f3c2b1a09d8';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const RSA_SHA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

/** Values by name; undefined leaves out what a builder would put in. */
export type Values = Readonly<Record<string, string | undefined>>;

/** An authorize request that nothing is wrong with, but for the given parameters. */
export function authorizeUrl(parameters: Values = {}, origin: string = LOGIN_GOV): string {
  return `${origin}/openid_connect/authorize?${queryOf({
    acr_values: AUTH_ONLY,
    client_id: CLIENT_ID,
    nonce: '3f1c9a7e5b2d4860a1c3e5f7092b4d6f',
    prompt: 'select_account',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email',
    state: '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b',
    ...parameters,
  })}`;
}

/** An OIDC logout request that nothing is wrong with, but for the given parameters. */
export function logoutUrl(parameters: Values = {}, origin: string = LOGIN_GOV): string {
  return `${origin}/openid_connect/logout?${queryOf({
    client_id: CLIENT_ID,
    post_logout_redirect_uri: `${APPLICATION}/logout`,
    state: '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b',
    ...parameters,
  })}`;
}

/** A return to the application, with a code unless other parameters are given. */
export function callbackUrl(
  parameters: Values = {
    code: '7c1f9a1e-55d0-4c1c-8f0e-2b6f0b8d1a11',
    state: '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b',
  },
): string {
  return `${CALLBACK}?${queryOf(parameters)}`;
}

export interface AuthnRequestParts {
  readonly attributes?: Values;
  readonly issuer?: string;
  /** Texts of AuthnContextClassRef; empty: no RequestedAuthnContext. */
  readonly classRefs?: readonly string[];
  /** Default: exact. */
  readonly comparison?: string;
  readonly nameIdFormat?: string;
  /** Algorithm of an embedded signature; without it there is none. */
  readonly signatureMethod?: string;
}

/** XML of an AuthnRequest that nothing is wrong with, but for the given parts. */
export function authnRequest(parts: AuthnRequestParts = {}): string {
  const { classRefs = [AUTH_ONLY], comparison = 'exact', nameIdFormat } = parts;
  const refs = classRefs.map((ref) => element('saml:AuthnContextClassRef', {}, escapeXml(ref)));
  const context = element('samlp:RequestedAuthnContext', { Comparison: comparison }, refs.join(''));
  const policy = element('samlp:NameIDPolicy', { Format: nameIdFormat });
  return samlRequest('AuthnRequest', 'auth', parts, [
    nameIdFormat === undefined ? '' : policy,
    classRefs.length === 0 ? '' : context,
  ]);
}

/** XML of a LogoutRequest that nothing is wrong with, but for the given parts. */
export function logoutRequest(
  parts: Pick<AuthnRequestParts, 'attributes' | 'issuer' | 'signatureMethod'> = {},
): string {
  const format = { Format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' };
  return samlRequest('LogoutRequest', 'logout', parts, [
    element('saml:NameID', format, 'd8a3c1f0-1b7e-4c55-9e0f-6a2b4c8d0e1f'),
    element('samlp:SessionIndex', {}, '_a1b2c3'),
  ]);
}

function samlRequest(
  root: string,
  endpoint: 'auth' | 'logout',
  { attributes, issuer = SAML_ISSUER, signatureMethod }: AuthnRequestParts,
  content: readonly string[],
): string {
  return element(
    `samlp:${root}`,
    {
      'xmlns:samlp': 'urn:oasis:names:tc:SAML:2.0:protocol',
      'xmlns:saml': 'urn:oasis:names:tc:SAML:2.0:assertion',
      ID: REQUEST_ID,
      Version: '2.0',
      IssueInstant: '2026-03-03T15:41:07Z',
      Destination: `${LOGIN_GOV}/api/saml/${endpoint}2026`,
      ...attributes,
    },
    [
      element('saml:Issuer', {}, escapeXml(issuer)),
      signatureMethod === undefined ? '' : embeddedSignature(signatureMethod),
      ...content,
    ].join(''),
  );
}

/** Present, as its makers would write it; it verifies nothing. */
function embeddedSignature(algorithm: string): string {
  const reference = element(
    'ds:Reference',
    { URI: '#_4f3c2b1a09d8' },
    '<ds:DigestValue>AA==</ds:DigestValue>',
  );
  const info = element(
    'ds:SignedInfo',
    {},
    element('ds:SignatureMethod', { Algorithm: algorithm }) + reference,
  );
  return element(
    'ds:Signature',
    { 'xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#' },
    `${info}<ds:SignatureValue>AA==</ds:SignatureValue>`,
  );
}

/** XML of one element. */
export function element(name: string, attributes: Values, content = ''): string {
  const list = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const text = list.map(([key, value]) => ` ${key}="${escapeXml(value ?? '')}"`).join('');
  return `<${name}${text}>${content}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** As the redirect binding has it (SAML 2.0 bindings, section 3.4.4.1), before percent-encoding. */
export function deflatedBase64(xml: string): string {
  return base64(deflateRaw(xml));
}

// Exists alike in browsers, workers and Node.
declare function btoa(data: string): string;

export function base64(data: string | Uint8Array): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** A SAML request by the redirect binding, with a signature unless `Signature` and `SigAlg` are taken out. */
export function samlRedirectUrl(xml: string, parameters: Values = {}): string {
  return `${samlEndpoint(xml)}?${queryOf({
    SAMLRequest: deflatedBase64(xml),
    RelayState: 'c0ffee',
    SigAlg: RSA_SHA256,
    Signature: 'c2lnbmF0dXJl',
    ...parameters,
  })}`;
}

/** A SAML request by the POST binding. */
export function samlPost(xml: string, fields: Values = {}): SingleRequest {
  const all = Object.entries({ SAMLRequest: base64(xml), RelayState: 'c0ffee', ...fields });
  return {
    url: samlEndpoint(xml),
    method: 'POST',
    body: all.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  };
}

function samlEndpoint(xml: string): string {
  return `${LOGIN_GOV}/api/saml/${xml.includes('LogoutRequest') ? 'logout' : 'auth'}2026`;
}

function queryOf(parameters: Values): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
}
