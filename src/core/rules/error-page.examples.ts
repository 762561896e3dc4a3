import type { Capture } from '../model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  flowCapture,
  logoutUrl,
  navigation,
  pageHop,
  type RuleExample,
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
const at = { part: 'page', name: 'messages' } as const;

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
      capture: answered(samlRedirectUrl(authnRequest()), 400, 'Error', UNAUTHORIZED),
      evidence: [{ ...at, actual: UNAUTHORIZED }],
    }),
    passes: () => ({ capture: answered(authorizeUrl(), 200, 'OpenID Connect Authorization', BAD_CLIENT_ID) }),
  },
];
