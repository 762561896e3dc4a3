import {
  afterSignIn,
  flowCapture,
  navigation,
  type RuleExample,
  requestCapture,
  USERINFO_URL,
  userinfoRequest,
} from './example-support/index.ts';

const header = (actual?: string) => ({
  part: 'request-header' as const,
  name: 'Authorization',
  ...(actual !== undefined && { actual }),
});

const NOT_FOUND =
  'Could not find authorization for the contents of the provided access_token or it may have expired. Please see our documentation at https://developers.login.gov/support/#auth-header-contents-not-found';
const MISSING =
  'No Authorization header provided. Please see our documentation at https://developers.login.gov/support/#no-auth-header';
const clipped = (text: string) => `${text.slice(0, 119)}…`;

const asked = (...request: Parameters<typeof userinfoRequest>) => ({
  capture: flowCapture(navigation([userinfoRequest(...request)])),
});

export const userinfoRequestExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-userinfo-no-authorization',
    fails: () => ({ ...asked(undefined), evidence: [header()] }),
    passes: () => asked('Bearer token'),
    skips: () => ({ capture: requestCapture(USERINFO_URL), reason: 'headers-not-seen' }),
  },
  {
    // Browsers leave the header out of what they save: the answer tells.
    rule: 'oidc-userinfo-no-authorization',
    fails: () => ({
      ...asked(undefined, { status: 401, error: MISSING }),
      evidence: [header(), { part: 'page', name: 'error', actual: MISSING }],
    }),
    passes: () => asked(undefined, { status: 200 }),
    skips: () => ({ ...asked(undefined, { status: 401 }), reason: 'response-body-not-seen' }),
  },
  {
    rule: 'oidc-userinfo-malformed-authorization',
    fails: () => ({ ...asked('bearer abcdef'), evidence: [header('bearer ∗∗∗∗∗∗')] }),
    passes: () => asked('Bearer abcdef'),
    skips: () => ({ capture: requestCapture(USERINFO_URL), reason: 'headers-not-seen' }),
  },
  {
    rule: 'oidc-userinfo-malformed-authorization',
    fails: () => ({ ...asked('abcdef'), evidence: [header('∗∗∗∗∗∗')] }),
    passes: () => ({ capture: afterSignIn([userinfoRequest(' Bearer  abcdef')]) }),
  },
  {
    rule: 'oidc-userinfo-token-not-found',
    fails: () => ({
      ...asked(undefined, { status: 401, error: NOT_FOUND }),
      evidence: [{ part: 'page', name: 'error', actual: clipped(NOT_FOUND) }],
    }),
    passes: () => asked('Bearer abcdef', { status: 200 }),
    skips: () => ({ ...asked('Bearer abcdef'), reason: 'response-body-not-seen' }),
  },
  {
    rule: 'oidc-userinfo-token-not-found',
    fails: () => ({
      ...asked('Bearer abcdef', { status: 401 }),
      evidence: [{ part: 'page', name: 'error', actual: 'HTTP 401' }],
    }),
    passes: () => asked('Bearer abcdef', { status: 401, error: MISSING }),
  },
];
