import {
  authnRequest,
  base64,
  deflatedBase64,
  LOGIN_GOV,
  logoutRequest,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';
import { CERTIFICATE, SIGNED_LOGOUT_REQUEST } from './example-support/signed.ts';

const XML = authnRequest();
const sent = (url: string) => ({ capture: requestCapture(url) });
const destined = (Destination: string | undefined) =>
  sent(samlRedirectUrl(authnRequest({ attributes: { Destination } })));
const relaying = (RelayState: string) => sent(samlRedirectUrl(XML, { RelayState }));
const DESTINATION = { part: 'xml', name: 'AuthnRequest/@Destination' } as const;

export const samlTransportExamples: readonly RuleExample[] = [
  {
    rule: 'saml-redirect-not-deflated',
    fails: () => ({
      ...sent(samlRedirectUrl(XML, { SAMLRequest: base64(XML) })),
      evidence: [{ part: 'query', name: 'SAMLRequest', actual: 'base64 of XML' }],
    }),
    passes: () => sent(samlRedirectUrl(XML)),
  },
  {
    rule: 'saml-post-deflated',
    fails: () => ({
      capture: requestCapture(samlPost(XML, { SAMLRequest: deflatedBase64(XML) })),
      evidence: [{ part: 'body', name: 'SAMLRequest', actual: 'base64 of raw DEFLATE' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(XML)) }),
  },
  {
    rule: 'saml-destination-mismatch',
    fails: () => ({
      ...destined('https://secure.login.gov/api/saml/auth2026'),
      evidence: [{ ...DESTINATION, actual: 'https://secure.login.gov/api/saml/auth2026' }],
    }),
    passes: () => destined(`${LOGIN_GOV}/api/saml/auth2026`),
  },
  {
    rule: 'saml-destination-missing',
    fails: () => ({ ...destined(undefined), evidence: [DESTINATION] }),
    passes: () => destined(''),
  },
  {
    rule: 'saml-relaystate-too-long',
    fails: () => ({
      ...relaying('é'.repeat(41)),
      evidence: [{ part: 'query', name: 'RelayState', actual: 'é'.repeat(41) }],
    }),
    passes: () => relaying('é'.repeat(40)),
  },
  {
    rule: 'saml-logout-request-at-auth-endpoint',
    fails: () => ({
      ...sent(samlRedirectUrl(logoutRequest()).replace('/logout2026', '/auth2026')),
      evidence: [{ part: 'xml', name: 'LogoutRequest', actual: 'LogoutRequest' }],
    }),
    passes: () => sent(samlRedirectUrl(logoutRequest())),
  },
  {
    rule: 'saml-logout-request-at-auth-endpoint',
    fails: () => ({
      capture: requestCapture({
        ...samlPost(SIGNED_LOGOUT_REQUEST),
        url: `${LOGIN_GOV}/api/saml/auth2026`,
      }),
      portal: { issuer: SAML_ISSUER, certs: [CERTIFICATE] },
      evidence: [{ part: 'xml', name: 'LogoutRequest', actual: 'LogoutRequest' }],
      // Login.gov accepts it, for what it is not.
      severity: 'warning',
    }),
    passes: () => ({ capture: requestCapture(samlPost(SIGNED_LOGOUT_REQUEST)) }),
  },
  {
    rule: 'saml-authn-request-at-logout-endpoint',
    fails: () => ({
      ...sent(samlRedirectUrl(XML).replace('/auth2026', '/logout2026')),
      evidence: [{ part: 'xml', name: 'AuthnRequest', actual: 'AuthnRequest' }],
    }),
    passes: () => sent(samlRedirectUrl(XML)),
  },
];
