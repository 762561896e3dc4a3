import type { Capture } from '../model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  CLIENT_ID,
  captureOf,
  flow,
  flowCapture,
  hop,
  LOGIN_GOV,
  navigation,
  pageHop,
  type RuleExample,
  requestCapture,
  samlPost,
} from './example-support/index.ts';

const PRODUCTION = 'https://secure.login.gov';

/** The same application at one address, then at another. */
function sentTo(first: string, second: string): Capture {
  return captureOf(
    flow([navigation([hop(authorizeUrl({}, first))])], { id: 'e' }),
    flow([navigation([hop(authorizeUrl({}, second))])]),
  );
}

const url = { part: 'url' } as const;
const ownPortal = { portal: { issuer: CLIENT_ID } };

export const requestAddressExamples: readonly RuleExample[] = [
  {
    rule: 'insecure-http-scheme',
    fails: () => ({
      capture: requestCapture(authorizeUrl({}, 'http://secure.login.gov')),
      evidence: [{ ...url, name: 'scheme', actual: 'http' }],
    }),
    passes: () => ({ capture: requestCapture(authorizeUrl({}, 'http://localhost:3000')) }),
  },
  {
    rule: 'host-not-partner-environment',
    fails: () => ({
      capture: requestCapture(authorizeUrl({}, 'https://idp.dev.identitysandbox.gov')),
      evidence: [{ ...url, name: 'host', actual: 'idp.dev.identitysandbox.gov' }],
    }),
    passes: () => ({ capture: requestCapture(authorizeUrl({}, PRODUCTION)) }),
  },
  {
    rule: 'host-not-partner-environment',
    fails: () => ({
      capture: requestCapture({
        ...samlPost(authnRequest()),
        url: 'https://www.login.gov/api/saml/auth2026',
      }),
      evidence: [{ ...url, name: 'host', actual: 'www.login.gov' }],
    }),
    // The documentation is no identity provider, and is asked for none of its endpoints.
    passes: () => ({ capture: flowCapture(navigation([pageHop('https://developers.login.gov/saml/')])) }),
  },
  {
    rule: 'client-seen-in-two-environments',
    fails: () => ({
      capture: sentTo(LOGIN_GOV, PRODUCTION),
      evidence: [{ ...url, name: 'host', actual: 'secure.login.gov' }],
    }),
    passes: () => ({ capture: sentTo(LOGIN_GOV, 'https://idp.dev.identitysandbox.gov'), ...ownPortal }),
  },
  {
    rule: 'unknown-endpoint-path',
    fails: () => ({
      capture: requestCapture(`${PRODUCTION}/openid_connect/authorise?client_id=a`),
      evidence: [{ ...url, name: 'path', actual: '/openid_connect/authorise' }],
    }),
    passes: () => ({ capture: requestCapture(`${PRODUCTION}/fr/openid_connect/authorize/?client_id=a`) }),
  },
  {
    // No language stands before the addresses of the API.
    rule: 'unknown-endpoint-path',
    fails: () => ({
      capture: flowCapture(navigation([pageHop(`${LOGIN_GOV}/es/api/saml/auth2026`, {}, 404)])),
      evidence: [{ ...url, name: 'path', actual: '/es/api/saml/auth2026' }],
    }),
    passes: () => ({ capture: flowCapture(navigation([pageHop(`${LOGIN_GOV}/api/saml/metadata2026`)])) }),
  },
  {
    rule: 'unknown-endpoint-path',
    fails: () => ({
      capture: requestCapture(`${LOGIN_GOV}/oauth2/v1/authorize`),
      evidence: [{ ...url, name: 'path', actual: '/oauth2/v1/authorize' }],
    }),
    passes: () => ({ capture: flowCapture(navigation([pageHop(`${LOGIN_GOV}/sso_settings`)])) }),
  },
];
