import type { Capture } from '../model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  CLIENT_ID,
  flowCapture,
  hop,
  LOGIN_GOV,
  logoutUrl,
  navigation,
  pageHop,
  type RuleExample,
  redirect,
  requestCapture,
  samlRedirectUrl,
} from './example-support/index.ts';

function answered(url: string, status: number, title: string, ...messages: readonly string[]): Capture {
  return flowCapture(
    navigation([pageHop(url, {}, status)], {
      page: { title: `${title} | Login.gov`, messages, policies: [] },
    }),
  );
}

const BAD_CLIENT_ID =
  'Bad client_id. Please see our documentation at https://developers.login.gov/support/#bad-client-id';
const UNAUTHORIZED =
  'Service provider Unauthorized Service Provider. Please see our documentation at https://developers.login.gov/support/#unauthorized';
const BLANK_SCOPE = 'Scope Llene este campo.';
const at = { part: 'page', name: 'messages' } as const;
const SAML_URL = samlRedirectUrl(authnRequest());

/** A SAML endpoint that answered with that many bytes, where known. */
function badRequest(bodyBytes?: number): Capture {
  const headers = bodyBytes === undefined ? [] : [{ name: 'Content-Type', value: 'text/html' }];
  const response = { status: 400, headers, ...(bodyBytes !== undefined && { bodyBytes }) };
  return flowCapture(navigation([hop(SAML_URL, { response })]));
}

const INACTIVE = `${LOGIN_GOV}/es/errors/service_provider_inactive`;

export const errorPageExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-response-html-error-page',
    fails: () => ({
      capture: answered(authorizeUrl(), 200, 'OpenID Connect Authorization', BAD_CLIENT_ID),
      evidence: [{ ...at, actual: BAD_CLIENT_ID }],
    }),
    passes: () => ({ capture: answered(logoutUrl(), 200, 'OpenID Connect Logout', BAD_CLIENT_ID) }),
  },
  {
    // The request shows why, whatever the language of the page.
    rule: 'oidc-response-html-error-page',
    fails: () => ({
      capture: answered(
        authorizeUrl({ acr_values: undefined }),
        200,
        'Autorización de OpenID Connect',
        'Acr values Llene este campo.',
        BLANK_SCOPE,
      ),
      evidence: [
        { ...at, actual: `Acr values Llene este campo. ${BLANK_SCOPE}` },
        { part: 'query', name: 'acr_values' },
      ],
    }),
    passes: () => ({ capture: answered(authorizeUrl(), 404, 'OpenID Connect Authorization') }),
  },
  {
    rule: 'oidc-logout-html-error-page',
    fails: () => ({
      capture: answered(logoutUrl(), 200, 'OpenID Connect 登出', 'client_id was not recognized'),
      evidence: [{ ...at, actual: 'client_id was not recognized' }],
    }),
    passes: () => ({ capture: answered(authorizeUrl(), 200, 'OpenID Connect Authorization', BAD_CLIENT_ID) }),
  },
  {
    rule: 'saml-error-page',
    fails: () => ({
      capture: answered(SAML_URL, 400, 'Error', UNAUTHORIZED),
      evidence: [{ ...at, actual: UNAUTHORIZED }],
    }),
    passes: () => ({ capture: answered(authorizeUrl(), 200, 'OpenID Connect Authorization', BAD_CLIENT_ID) }),
  },
  {
    rule: 'saml-empty-400',
    fails: () => ({
      capture: badRequest(0),
      evidence: [{ part: 'url', name: 'url', actual: 'HTTP 400, 0 bytes' }],
    }),
    passes: () => ({ capture: badRequest(12) }),
    skips: () => ({ capture: badRequest(), reason: 'response-body-not-seen' }),
  },
  {
    rule: 'saml-empty-400',
    fails: () => ({
      capture: flowCapture(navigation([pageHop(SAML_URL, { 'Content-Length': '0' }, 400)])),
      evidence: [{ part: 'url', name: 'url', actual: 'HTTP 400, 0 bytes' }],
    }),
    passes: () => ({ capture: answered(SAML_URL, 400, 'Error', UNAUTHORIZED) }),
  },
  {
    rule: 'rate-limited',
    fails: () => ({
      capture: flowCapture(navigation([pageHop(authorizeUrl(), {}, 429)])),
      evidence: [{ part: 'url', name: 'url', actual: 'HTTP 429' }],
    }),
    passes: () => ({ capture: flowCapture(navigation([pageHop('https://app.example.gov/', {}, 429)])) }),
  },
  {
    rule: 'rate-limited',
    fails: () => ({
      capture: answered(authorizeUrl(), 200, 'Rate Limited'),
      evidence: [{ part: 'url', name: 'url', actual: 'Rate Limited | Login.gov' }],
    }),
    passes: () => ({ capture: answered(authorizeUrl(), 200, 'Sign in') }),
  },
  {
    rule: 'service-provider-inactive',
    fails: () => ({
      capture: flowCapture(navigation([redirect(authorizeUrl(), INACTIVE), pageHop(INACTIVE)])),
      evidence: [{ part: 'response-header', name: 'Location', actual: INACTIVE }],
    }),
    passes: () => ({
      capture: flowCapture(navigation([redirect(authorizeUrl(), `${LOGIN_GOV}/`), pageHop(LOGIN_GOV)])),
      portal: { issuer: CLIENT_ID, active: true },
    }),
  },
  {
    rule: 'service-provider-inactive',
    fails: () => ({
      capture: requestCapture(authorizeUrl()),
      portal: { issuer: CLIENT_ID, active: false },
      evidence: [{ part: 'url', name: 'url' }],
    }),
    passes: () => ({ capture: requestCapture(logoutUrl()), portal: { issuer: CLIENT_ID, active: false } }),
  },
];
