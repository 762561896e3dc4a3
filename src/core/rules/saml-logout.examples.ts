import type { PortalConfiguration } from '../model/index.ts';
import {
  authnRequest,
  base64,
  LOGIN_GOV,
  logoutRequest,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';
import { CERTIFICATE, OTHER_CERTIFICATE, SIGNED_LOGOUT_REQUEST } from './example-support/signed.ts';

const sent = (url: string) => ({ capture: requestCapture(url) });
const registered = (more: PortalConfiguration = {}): { portal: PortalConfiguration } => ({
  portal: { issuer: SAML_ISSUER, ...more },
});
const REMOTE = `${LOGIN_GOV}/api/saml/remotelogout2026`;
const remote = (xml: string | undefined) => ({
  capture: requestCapture({
    url: REMOTE,
    method: 'POST',
    body: xml === undefined ? [{ name: 'x', value: '' }] : [{ name: 'SAMLRequest', value: base64(xml) }],
  }),
});
const inBody = (actual?: string) =>
  ({ part: 'body', name: 'SAMLRequest', ...(actual !== undefined && { actual }) }) as const;

export const samlLogoutExamples: readonly RuleExample[] = [
  {
    rule: 'saml-logout-request-missing',
    fails: () => ({
      ...sent(`${LOGIN_GOV}/api/saml/logout2026`),
      evidence: [{ part: 'query', name: 'SAMLRequest' }],
    }),
    passes: () => sent(samlRedirectUrl(logoutRequest())),
  },
  {
    rule: 'saml-logout-saml-response-ignored',
    fails: () => ({
      ...sent(`${LOGIN_GOV}/api/saml/logout2026?SAMLResponse=PHgvPg%3D%3D`),
      evidence: [{ part: 'query', name: 'SAMLResponse', actual: 'a SAMLResponse' }],
    }),
    passes: () => sent(samlRedirectUrl(logoutRequest(), { SAMLResponse: 'PHgvPg==' })),
  },
  {
    rule: 'saml-logout-response-url-missing',
    fails: () => ({
      ...sent(samlRedirectUrl(logoutRequest())),
      ...registered({ assertion_consumer_logout_service_url: null }),
      evidence: [{ part: 'xml', name: 'LogoutRequest' }],
    }),
    passes: () => ({
      ...sent(samlRedirectUrl(logoutRequest())),
      ...registered({ assertion_consumer_logout_service_url: 'https://app.example.gov/slo' }),
    }),
  },
  {
    rule: 'saml-logout-not-single-logout',
    fails: () => ({
      ...sent(samlRedirectUrl(logoutRequest())),
      evidence: [{ part: 'xml', name: 'LogoutRequest' }],
    }),
    passes: () => sent(`${LOGIN_GOV}/api/saml/logout2026`),
  },
  {
    rule: 'saml-remote-logout-request-missing',
    fails: () => ({ ...remote(undefined), evidence: [inBody()] }),
    passes: () => remote(logoutRequest()),
  },
  {
    rule: 'saml-remote-logout-invalid',
    fails: () => ({
      ...remote(logoutRequest()),
      ...registered({ certs: [CERTIFICATE] }),
      evidence: [inBody('it is not signed')],
    }),
    passes: () => ({ ...remote(SIGNED_LOGOUT_REQUEST), ...registered({ certs: [CERTIFICATE] }) }),
  },
  {
    rule: 'saml-remote-logout-invalid',
    fails: () => ({
      ...remote(SIGNED_LOGOUT_REQUEST),
      ...registered({ certs: [OTHER_CERTIFICATE] }),
      evidence: [inBody('its signature does not verify (key_validation_error)')],
    }),
    passes: () => ({
      ...remote(SIGNED_LOGOUT_REQUEST),
      ...registered({ certs: [OTHER_CERTIFICATE, CERTIFICATE] }),
    }),
  },
  {
    rule: 'saml-remote-logout-invalid',
    fails: () => ({
      ...remote(authnRequest()),
      ...registered({ certs: [CERTIFICATE] }),
      evidence: [inBody('the message is no LogoutRequest')],
    }),
    passes: () => ({ ...remote(SIGNED_LOGOUT_REQUEST), ...registered({ certs: [CERTIFICATE] }) }),
  },
  {
    rule: 'saml-remote-logout-invalid',
    fails: () => ({
      ...remote(SIGNED_LOGOUT_REQUEST),
      ...registered({ certs: [CERTIFICATE], assertion_consumer_logout_service_url: null }),
      evidence: [inBody('no logout service URL is registered for its application')],
    }),
    passes: () => ({
      ...remote(SIGNED_LOGOUT_REQUEST),
      ...registered({ certs: [CERTIFICATE], assertion_consumer_logout_service_url: 'https://app.gov/slo' }),
    }),
  },
  {
    rule: 'saml-remote-logout-session-index',
    fails: () => ({
      ...remote(logoutRequest().replace(/<samlp:SessionIndex>.*<\/samlp:SessionIndex>/, '')),
      ...registered(),
      evidence: [{ part: 'xml', name: 'LogoutRequest/SessionIndex' }],
    }),
    passes: () => ({ ...remote(logoutRequest()), ...registered() }),
  },
  {
    rule: 'saml-remote-logout-deprecated',
    fails: () => ({
      ...remote(logoutRequest()),
      evidence: [{ part: 'url', name: 'path', actual: '/api/saml/remotelogout2026' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(logoutRequest())) }),
  },
];
