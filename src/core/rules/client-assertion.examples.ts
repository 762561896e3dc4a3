import type { Capture, PortalConfiguration } from '../model/index.ts';
import {
  afterSignIn,
  assertionClaims,
  CLIENT_ID,
  DELIVERY_TIME,
  jwt,
  type RuleExample,
  requestCapture,
  TOKEN_URL,
  tokenRequest,
} from './example-support/index.ts';

const SENT = DELIVERY_TIME / 1000 + 1;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const OK = { answer: { status: 200 } };

/** A token request with an assertion of these claims. */
function asserting(
  claims: Readonly<Record<string, unknown>>,
  more: Parameters<typeof tokenRequest>[1] = {},
): Capture {
  return afterSignIn([tokenRequest({ client_assertion: jwt(assertionClaims(claims)) }, more)]);
}

/** The same as somebody pastes it, at no known time. */
function pasted(claims: Readonly<Record<string, unknown>>): Capture {
  const text = `client_assertion=${jwt(assertionClaims(claims))}&client_assertion_type=${ASSERTION_TYPE}`;
  return requestCapture({ url: TOKEN_URL, body: text });
}

function registered(portal: PortalConfiguration = {}) {
  return { portal: { issuer: CLIENT_ID, certs: ['-----BEGIN CERTIFICATE-----'], ...portal } };
}

const assertion = (actual?: string) => ({
  part: 'body' as const,
  name: 'client_assertion',
  ...(actual !== undefined && { actual }),
});

export const clientAssertionExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-token-client-assertion-type',
    fails: () => ({
      capture: afterSignIn([tokenRequest({ client_assertion_type: 'jwt-bearer' })]),
      evidence: [{ part: 'body', name: 'client_assertion_type', actual: 'jwt-bearer' }],
    }),
    passes: () => ({ capture: afterSignIn([tokenRequest()]) }),
  },
  {
    rule: 'oidc-token-client-assertion-type',
    fails: () => ({
      capture: afterSignIn([tokenRequest({ client_assertion_type: undefined })]),
      evidence: [{ part: 'body', name: 'client_assertion_type' }],
    }),
    // An application that is registered for PKCE has no assertion.
    passes: () => ({
      capture: afterSignIn([tokenRequest({ client_assertion_type: undefined })]),
      portal: { issuer: CLIENT_ID, pkce: true },
    }),
  },
  {
    rule: 'oidc-token-assertion-audience',
    fails: () => ({
      capture: asserting({ aud: 'https://idp.int.identitysandbox.gov' }),
      evidence: [assertion('aud https://idp.int.identitysandbox.gov')],
    }),
    passes: () => ({ capture: asserting({ aud: ['urn:other', `${TOKEN_URL}/`] }) }),
  },
  {
    rule: 'oidc-token-assertion-audience',
    fails: () => ({ capture: asserting({ aud: undefined }), evidence: [assertion('aud none')] }),
    passes: () => ({ capture: asserting({}) }),
  },
  {
    rule: 'oidc-token-assertion-iat',
    fails: () => ({
      capture: asserting({ iat: SENT + 10 }),
      evidence: [assertion(`iat ${SENT + 10}`)],
    }),
    passes: () => ({ capture: asserting({ iat: SENT + 9.5 }) }),
    skips: () => ({ capture: pasted({}), reason: 'time-unknown' }),
  },
  {
    rule: 'oidc-token-assertion-iat',
    fails: () => ({ capture: pasted({ iat: `${SENT}` }), evidence: [assertion(`iat ${SENT}`)] }),
    passes: () => ({ capture: pasted({ iat: undefined }) }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: asserting({ sub: 'someone-else' }),
      ...registered(),
      evidence: [assertion('sub someone-else')],
    }),
    passes: () => ({ capture: asserting({}, OK), ...registered() }),
    skips: () => ({ capture: asserting({}), ...registered(), reason: 'no-certificate' }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: asserting({ exp: SENT }),
      ...registered(),
      evidence: [assertion(`exp ${SENT}`)],
    }),
    passes: () => ({ capture: asserting({ exp: SENT + 1 }, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({ capture: asserting({ exp: null }), ...registered(), evidence: [assertion('exp null')] }),
    passes: () => ({ capture: asserting({ exp: undefined }, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: asserting({ exp: 'soon' }),
      ...registered(),
      evidence: [assertion('exp soon')],
    }),
    passes: () => ({ capture: asserting({ exp: `${SENT + 1}` }, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: asserting({ nbf: SENT + 1 }),
      ...registered(),
      evidence: [assertion(`nbf ${SENT + 1}`)],
    }),
    passes: () => ({ capture: asserting({ nbf: SENT }, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({ capture: asserting({ nbf: [] }), ...registered(), evidence: [assertion('nbf []')] }),
    passes: () => ({ capture: asserting({ nbf: null }, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({ capture: asserting({}), ...registered({ certs: [] }), evidence: [assertion()] }),
    passes: () => ({ capture: asserting({}, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: afterSignIn([tokenRequest({ client_assertion: 'abc.def' })]),
      evidence: [assertion('has 2 parts between its dots, where 3 are expected')],
    }),
    passes: () => ({ capture: asserting({}, OK), ...registered() }),
  },
  {
    rule: 'oidc-token-assertion-signature',
    fails: () => ({
      capture: asserting(
        {},
        { answer: { status: 400, error: 'Client assertion Signature verification failed' } },
      ),
      ...registered(),
      evidence: [
        assertion(),
        { part: 'page', name: 'error', actual: 'Client assertion Signature verification failed' },
      ],
    }),
    passes: () => ({ capture: asserting({}, OK), ...registered() }),
  },
];
