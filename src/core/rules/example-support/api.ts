import type { Capture } from '../../model/index.ts';
import { flowCapture, type HopParts, hop, navigation, pageHop, redirect } from './flows.ts';
import { authorizeUrl, base64, CLIENT_ID, callbackUrl, LOGIN_GOV, type Values } from './requests.ts';
import { posting } from './responses.ts';

/** Requests to Login.gov's API that nothing is wrong with, but for what the caller changes. */

export const TOKEN_URL = `${LOGIN_GOV}/api/openid_connect/token`;
export const USERINFO_URL = `${LOGIN_GOV}/api/openid_connect/userinfo`;
const CODE = '7c1f9a1e-55d0-4c1c-8f0e-2b6f0b8d1a11';

/** When the code arrives at the application, in milliseconds since 1970 UTC. */
export const DELIVERY_TIME = Date.parse('2026-03-03T15:41:20Z');

/** The pair of RFC 7636, appendix B. */
export const CODE_VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
export const CODE_CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A JSON Web Token whose signature verifies nothing. */
export function jwt(claims: Readonly<Record<string, unknown>>, alg: string | undefined = 'RS256'): string {
  return [{ alg, typ: 'JWT' }, claims]
    .map((part) => base64Url(JSON.stringify(part)))
    .concat('AA')
    .join('.');
}

function base64Url(text: string): string {
  return base64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Claims of a client_assertion that nothing is wrong with, but for the given ones; undefined leaves one out. */
export function assertionClaims(more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const now = DELIVERY_TIME / 1000;
  return { iss: CLIENT_ID, sub: CLIENT_ID, aud: TOKEN_URL, iat: now, exp: now + 300, jti: 'a', ...more };
}

/** What the API answered. */
export interface Answer {
  readonly status: number;
  /** Text of `error` in the JSON. */
  readonly error?: string;
}

/** A token request by private_key_jwt. */
export function tokenRequest(
  fields: Values = {},
  more: { readonly answer?: Answer; readonly time?: number } = {},
): HopParts {
  const all = {
    grant_type: 'authorization_code',
    code: CODE,
    client_assertion: jwt(assertionClaims()),
    client_assertion_type: ASSERTION_TYPE,
    ...fields,
  };
  const { answer, time = DELIVERY_TIME + 1000 } = more;
  const { response: _, ...request } = posting(TOKEN_URL, all, { time });
  return { ...request, ...(answer !== undefined && { response: responseOf(answer) }) };
}

/** A token request by PKCE. */
export function pkceTokenRequest(fields: Values = {}, more: { readonly answer?: Answer } = {}): HopParts {
  const none = { client_assertion: undefined, client_assertion_type: undefined };
  return tokenRequest({ ...none, code_verifier: CODE_VERIFIER, ...fields }, more);
}

function responseOf({ status, error }: Answer): NonNullable<HopParts['response']> {
  const headers = [{ name: 'Content-Type', value: 'application/json; charset=utf-8' }];
  return { status, headers, ...(error !== undefined && { bodyText: JSON.stringify({ error }) }) };
}

/** A user info request with that Authorization header; undefined: without one. */
export function userinfoRequest(authorization: string | undefined, answer?: Answer): HopParts {
  const headers = authorization === undefined ? [] : [{ name: 'Authorization', value: authorization }];
  return hop(USERINFO_URL, {
    request: { headers },
    ...(answer !== undefined && { response: responseOf(answer) }),
  });
}

/** A sign-in that gives a code, and the calls of the API after it. */
export function afterSignIn(calls: readonly HopParts[], asked: Values = {}): Capture {
  const callback = callbackUrl();
  return flowCapture(
    navigation([
      redirect(authorizeUrl(asked), callback, { time: DELIVERY_TIME - 1000 }),
      { ...pageHop(callback), time: DELIVERY_TIME },
    ]),
    ...calls.map((call) => navigation([call], { cause: { kind: 'script', document: { url: callback } } })),
  );
}
