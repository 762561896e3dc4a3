import { createHash, createPublicKey, randomUUID, X509Certificate } from 'node:crypto';
import { decodeJwt, exportJWK, importPKCS8, jwtVerify, SignJWT } from 'jose';
import type { Routes, WebReply, WebRequest } from '../web/exchange.ts';
import { json } from '../web/exchange.ts';
import type { Environment, Grant } from './environment.ts';
import { TEST_USER } from './environment.ts';
import { AUTHORIZE_PATH } from './oidc-authorize.ts';
import type { Registration } from './registrations.ts';
import { VALID_AUTHN_CONTEXTS } from './service-levels.ts';

/** What a service provider's server asks for: discovery, keys, token and user information. */

const TOKEN_PATH = '/api/openid_connect/token';
const USERINFO_PATH = '/api/openid_connect/userinfo';
const CERTS_PATH = '/api/openid_connect/certs';
const DOCS = 'Please see our documentation at https://developers.login.gov/support/';
const CODE_LIFETIME = 300_000;
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export function tokenRoutes(environment: Environment): Routes {
  return {
    'GET /.well-known/openid-configuration': () => json(discovery(environment.origin)),
    [`GET ${CERTS_PATH}`]: async () => json({ keys: [await publicJwk(environment)] }),
    [`POST ${TOKEN_PATH}`]: (request) => token(environment, request.form),
    [`GET ${USERINFO_PATH}`]: (request) => userinfo(environment, request),
  };
}

function discovery(origin: string) {
  return {
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}${AUTHORIZE_PATH}`,
    token_endpoint: `${origin}${TOKEN_PATH}`,
    userinfo_endpoint: `${origin}${USERINFO_PATH}`,
    jwks_uri: `${origin}${CERTS_PATH}`,
    end_session_endpoint: `${origin}/openid_connect/logout`,
    acr_values_supported: VALID_AUTHN_CONTEXTS,
    grant_types_supported: ['authorization_code'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS256'],
    service_documentation: 'https://developers.login.gov/',
  };
}

async function publicJwk({ key }: Environment) {
  const jwk = await exportJWK(createPublicKey(key.certificate));
  return { ...jwk, alg: 'RS256', use: 'sig', kid: keyId(key.certificate) };
}

function keyId(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
}

async function token(environment: Environment, form: URLSearchParams): Promise<WebReply> {
  const code = form.get('code') ?? '';
  const grant = environment.codes.get(code);
  const client = environment.registrations.find(({ issuer }) => issuer === grant?.clientId);
  const message = grant && client ? await tokenError(environment, form, grant, client) : invalidCode();
  if (message !== undefined || !grant) return json({ error: message }, 400);
  environment.codes.delete(code);
  const accessToken = randomUUID();
  environment.accessTokens.set(accessToken, grant);
  return json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: 900,
    id_token: await idToken(environment, grant, code, accessToken),
  });
}

async function tokenError(
  environment: Environment,
  form: URLSearchParams,
  grant: Grant,
  client: Registration,
): Promise<string | undefined> {
  if (form.get('grant_type') !== 'authorization_code') return 'Grant type is not included in the list';
  if (Date.now() > grant.issuedAt + CODE_LIFETIME) return `Code is expired. ${DOCS}#token-expired`;
  if (client.pkce !== false && grant.codeChallenge !== null) {
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const matches = challenge === grant.codeChallenge.replace(/=+$/, '');
    return matches
      ? undefined
      : `Code verifier code_verifier did not match code_challenge. ${DOCS}#invalid-code-verifier`;
  }
  const assertion = form.get('client_assertion');
  if (client.pkce === true || assertion === null) {
    return `Code Client must authenticate via PKCE or private_key_jwt, missing either code_challenge or client_assertion. ${DOCS}#pkce-or-private-key`;
  }
  if (form.get('client_assertion_type') !== JWT_BEARER)
    return 'Client assertion type is not included in the list';
  return assertionError(`${environment.origin}${TOKEN_PATH}`, assertion, client);
}

async function assertionError(endpoint: string, assertion: string, client: Registration) {
  const { aud = [] } = decodeJwt(assertion);
  if (![aud].flat().some((value) => value.replace(/\/$/, '') === endpoint)) {
    return `Client assertion Invalid audience claim, expected ${endpoint}. ${DOCS}#invalid-aud-claim`;
  }
  for (const certificate of client.certs) {
    const options = { algorithms: ['RS256'], issuer: client.issuer, subject: client.issuer };
    const verified = await jwtVerify(assertion, createPublicKey(certificate), options).catch(() => undefined);
    if (verified) return undefined;
  }
  return client.certs.length > 0
    ? 'Client assertion Signature verification failed'
    : `Client assertion Could not validate assertion against any registered public keys. ${DOCS}#invalid-token-signature`;
}

function invalidCode(): string {
  return `Code is invalid because doesn’t match any user. ${DOCS}#invalid-code`;
}

async function idToken({ origin, key }: Environment, grant: Grant, code: string, accessToken: string) {
  return new SignJWT({
    ...claims(grant),
    acr: grant.serviceLevel,
    nonce: grant.nonce,
    at_hash: leftHalf(accessToken),
    c_hash: leftHalf(code),
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId(key.certificate) })
    .setIssuer(`${origin}/`)
    .setAudience(grant.clientId)
    .setSubject(TEST_USER.uuid)
    .setJti(randomUUID())
    .setIssuedAt()
    .setNotBefore(Math.floor(Date.now() / 1000) - 5)
    .setExpirationTime('15m')
    .sign(await importPKCS8(key.privateKey, 'RS256'));
}

/** OpenID Connect Core 1.0, section 3.1.3.6. */
function leftHalf(value: string): string {
  return createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url');
}

function claims({ scopes }: Grant) {
  return scopes.includes('email') ? { email: TEST_USER.email, email_verified: true } : {};
}

function userinfo(environment: Environment, { headers }: WebRequest): WebReply {
  if (headers.authorization === undefined) {
    return json({ error: `No Authorization header provided. ${DOCS}#no-auth-header` }, 401);
  }
  const [, accessToken] = /^Bearer (\S+)$/.exec(headers.authorization) ?? [];
  if (accessToken === undefined) {
    return json({ error: `Malformed Authorization header. ${DOCS}#malformed-auth-header` }, 401);
  }
  const grant = environment.accessTokens.get(accessToken);
  if (grant) return json({ sub: TEST_USER.uuid, iss: `${environment.origin}/`, ...claims(grant) });
  const text =
    'Could not find authorization for the contents of the provided access_token or it may have expired.';
  return json({ error: `${text} ${DOCS}#auth-header-contents-not-found` }, 401);
}
