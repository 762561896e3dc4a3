import {
  afterSignIn,
  CLIENT_ID,
  CODE_CHALLENGE,
  CODE_VERIFIER,
  DELIVERY_TIME,
  flowCapture,
  navigation,
  pkceTokenRequest,
  type RuleExample,
  tokenRequest,
} from './example-support/index.ts';

const field = (name: string, actual?: string) => ({
  part: 'body' as const,
  name,
  ...(actual !== undefined && { actual }),
});
const said = (actual: string) => ({ part: 'page' as const, name: 'error', actual });

const PKCE = { code_challenge: CODE_CHALLENGE, code_challenge_method: 'S256' };
const EXPIRED =
  'Code is expired. Please see our documentation at https://developers.login.gov/support/#token-expired';
const INVALID =
  'Code is invalid because doesn’t match any user. Please see our documentation at https://developers.login.gov/support/#invalid-code';
const NO_JWT = { client_assertion: undefined, client_assertion_type: undefined };

/** A token request alone, as somebody pastes it. */
const alone = (...calls: Parameters<typeof navigation>[0]) => flowCapture(navigation(calls));

export const tokenRequestExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-token-grant-type',
    fails: () => ({
      capture: afterSignIn([tokenRequest({ grant_type: 'refresh_token' })]),
      evidence: [field('grant_type', 'refresh_token')],
    }),
    passes: () => ({ capture: afterSignIn([tokenRequest()]) }),
  },
  {
    rule: 'oidc-token-grant-type',
    fails: () => ({
      capture: afterSignIn([tokenRequest({ grant_type: undefined })]),
      evidence: [field('grant_type')],
    }),
    passes: () => ({ capture: alone(tokenRequest()) }),
  },
  {
    rule: 'oidc-token-code-expired',
    fails: () => ({
      capture: afterSignIn([tokenRequest({}, { time: DELIVERY_TIME + 301_000 })]),
      evidence: [field('code', '301 seconds old')],
    }),
    passes: () => ({ capture: afterSignIn([tokenRequest({}, { time: DELIVERY_TIME + 300_000 })]) }),
    skips: () => ({ capture: alone(tokenRequest()), reason: 'time-unknown' }),
  },
  {
    rule: 'oidc-token-code-expired',
    fails: () => ({
      capture: alone(tokenRequest({}, { answer: { status: 400, error: EXPIRED } })),
      evidence: [said(`${EXPIRED}`)],
    }),
    passes: () => ({
      capture: afterSignIn([tokenRequest({}, { time: DELIVERY_TIME + 301_000 })]),
      deployment: { openid_connect_authorization_code_expiration_seconds: 900 },
    }),
  },
  {
    rule: 'oidc-token-code-invalid',
    fails: () => ({ capture: afterSignIn([tokenRequest({ code: ' ' })]), evidence: [field('code')] }),
    passes: () => ({ capture: afterSignIn([tokenRequest({}, { answer: { status: 200 } })]) }),
    skips: () => ({ capture: afterSignIn([tokenRequest()]), reason: 'response-body-not-seen' }),
  },
  {
    rule: 'oidc-token-code-invalid',
    fails: () => ({
      capture: alone(tokenRequest({}, { answer: { status: 400, error: INVALID } })),
      evidence: [said(INVALID.slice(0, 119).concat('…'))],
    }),
    passes: () => ({ capture: alone(tokenRequest({}, { answer: { status: 400, error: EXPIRED } })) }),
  },
  {
    // The first request was answered with tokens.
    rule: 'oidc-token-code-invalid',
    fails: () => ({
      capture: afterSignIn([tokenRequest({}, { answer: { status: 200 } }), tokenRequest()]),
      evidence: [field('code')],
    }),
    passes: () => ({
      capture: afterSignIn([
        tokenRequest({ code: 'another' }, { answer: { status: 200 } }),
        tokenRequest({}, { answer: { status: 200 } }),
      ]),
    }),
  },
  {
    rule: 'oidc-token-no-client-authentication',
    fails: () => ({
      capture: afterSignIn([tokenRequest()]),
      portal: { issuer: CLIENT_ID, pkce: true },
      evidence: [field('code_verifier')],
    }),
    passes: () => ({ capture: afterSignIn([tokenRequest()]), portal: { issuer: CLIENT_ID, pkce: null } }),
  },
  {
    rule: 'oidc-token-no-client-authentication',
    fails: () => ({
      capture: afterSignIn([pkceTokenRequest()], PKCE),
      portal: { issuer: CLIENT_ID, pkce: false },
      evidence: [field('client_assertion')],
    }),
    passes: () => ({
      capture: afterSignIn([pkceTokenRequest()], PKCE),
      portal: { issuer: CLIENT_ID, pkce: true },
    }),
    skips: () => ({
      capture: alone(tokenRequest(NO_JWT)),
      portal: { issuer: CLIENT_ID, pkce: null },
      reason: 'request-body-not-seen',
    }),
  },
  {
    rule: 'oidc-token-code-verifier',
    fails: () => ({
      capture: afterSignIn([pkceTokenRequest({ code_verifier: CODE_VERIFIER.toLowerCase() })], PKCE),
      evidence: [field('code_verifier')],
    }),
    passes: () => ({
      capture: afterSignIn([pkceTokenRequest()], { ...PKCE, code_challenge: `${CODE_CHALLENGE}=` }),
    }),
    skips: () => ({ capture: alone(pkceTokenRequest()), reason: 'request-body-not-seen' }),
  },
  {
    rule: 'oidc-token-code-verifier',
    fails: () => ({
      capture: afterSignIn([pkceTokenRequest({ code_verifier: undefined })], PKCE),
      evidence: [field('code_verifier')],
    }),
    passes: () => ({ capture: afterSignIn([tokenRequest()]) }),
  },
];
