import type { Capture } from '../model/index.ts';
import {
  ACS,
  APPLICATION,
  authnRequest,
  base64,
  flowCapture,
  hop,
  LOGIN_GOV,
  logoutRequest,
  navigation,
  posting,
  type RuleExample,
  requestCapture,
  type SamlResponseParts,
  samlExchange,
  samlRedirectUrl,
  samlResponse,
} from './example-support/index.ts';

const REQUEST = samlRedirectUrl(authnRequest({ attributes: { AssertionConsumerServiceURL: ACS } }));
const LOGOUT = samlRedirectUrl(logoutRequest());
const ISSUED = Date.parse('2026-03-03T15:41:20Z');

/** The response to a request that nothing is wrong with. */
function answered(parts: SamlResponseParts = {}, more: Parameters<typeof samlExchange>[2] = {}): Capture {
  return samlExchange(REQUEST, samlResponse(parts), more);
}

/** A response that nobody saw a request for, as somebody pastes it. */
function pasted(parts: SamlResponseParts = {}): Capture {
  return requestCapture({ url: ACS, body: [{ name: 'SAMLResponse', value: base64(samlResponse(parts)) }] });
}

/** The same, but nobody saw the form of the request. */
function unseenRequest(): Capture {
  return flowCapture(
    navigation([hop(`${LOGIN_GOV}/api/saml/auth2026`, { method: 'POST' })]),
    navigation([posting(ACS, { SAMLResponse: base64(samlResponse()) })]),
  );
}

const xml = (name: string, actual?: string) => ({
  part: 'xml' as const,
  name: `Response/${name}`,
  ...(actual !== undefined && { actual }),
});

const REQUESTER = 'urn:oasis:names:tc:SAML:2.0:status:Requester';
const OTHER = `${APPLICATION}/other`;

export const samlResponseExamples: readonly RuleExample[] = [
  {
    rule: 'saml-response-status-not-success',
    fails: () => ({
      capture: answered({ status: REQUESTER }),
      evidence: [xml('Status/StatusCode/@Value', REQUESTER)],
    }),
    passes: () => ({ capture: answered() }),
  },
  {
    rule: 'saml-response-in-response-to-mismatch',
    fails: () => ({
      capture: answered({ attributes: { InResponseTo: '_another' } }),
      evidence: [xml('@InResponseTo', '_another')],
    }),
    passes: () => ({ capture: answered() }),
    skips: () => ({ capture: pasted(), reason: 'request-body-not-seen' }),
  },
  {
    rule: 'saml-response-in-response-to-mismatch',
    fails: () => ({
      capture: answered({ attributes: { InResponseTo: undefined } }),
      evidence: [xml('@InResponseTo')],
    }),
    passes: () => ({ capture: samlExchange(LOGOUT, samlResponse({}, 'LogoutResponse')) }),
    skips: () => ({ capture: unseenRequest(), reason: 'request-body-not-seen' }),
  },
  {
    rule: 'saml-response-destination-mismatch',
    fails: () => ({
      capture: answered({}, { to: OTHER }),
      evidence: [xml('@Destination', ACS)],
    }),
    passes: () => ({
      capture: answered(
        { attributes: { Destination: 'https://APP.example.gov:443' } },
        { to: `${APPLICATION}/` },
      ),
    }),
  },
  {
    rule: 'saml-response-not-at-requested-acs',
    fails: () => ({
      capture: answered({ attributes: { Destination: OTHER } }, { to: OTHER }),
      evidence: [
        { part: 'url', name: 'url', actual: OTHER },
        { part: 'xml', name: 'AuthnRequest/@AssertionConsumerServiceURL', actual: ACS },
      ],
    }),
    // A request that asks for no address gets the response where the portal says.
    passes: () => ({ capture: samlExchange(samlRedirectUrl(authnRequest()), samlResponse(), { to: OTHER }) }),
  },
  {
    rule: 'saml-response-assertion-not-encrypted',
    fails: () => ({
      capture: answered({ plainAssertion: true }),
      evidence: [xml('Assertion', 'plain')],
    }),
    passes: () => ({ capture: answered() }),
  },
  {
    rule: 'saml-response-issuer-unexpected',
    fails: () => ({
      capture: answered({ issuer: `${LOGIN_GOV}/api/saml2026` }),
      evidence: [xml('Issuer', `${LOGIN_GOV}/api/saml2026`)],
    }),
    passes: () => ({ capture: answered() }),
  },
  {
    rule: 'saml-response-stale',
    fails: () => ({
      capture: answered({}, { time: ISSUED + 180_001 }),
      evidence: [xml('@IssueInstant', '2026-03-03T15:41:20Z')],
    }),
    passes: () => ({ capture: answered({}, { time: ISSUED + 180_000 }), now: ISSUED + 1_000_000 }),
    skips: () => ({ capture: pasted(), reason: 'time-unknown' }),
  },
  {
    rule: 'saml-response-stale',
    fails: () => ({
      capture: pasted(),
      now: ISSUED + 200_000,
      evidence: [xml('@IssueInstant', '2026-03-03T15:41:20Z')],
    }),
    passes: () => ({ capture: pasted(), now: ISSUED + 100_000 }),
  },
  {
    rule: 'saml-response-relaystate-changed',
    fails: () => ({
      capture: answered({}, { fields: { RelayState: 'C0FFEE' } }),
      evidence: [{ part: 'body', name: 'RelayState', actual: 'C0FFEE' }],
    }),
    passes: () => ({ capture: answered() }),
    skips: () => ({ capture: unseenRequest(), reason: 'request-body-not-seen' }),
  },
  {
    rule: 'saml-response-relaystate-changed',
    fails: () => ({
      capture: answered({}, { fields: { RelayState: undefined } }),
      evidence: [{ part: 'body', name: 'RelayState' }],
    }),
    passes: () => ({
      capture: samlExchange(samlRedirectUrl(authnRequest(), { RelayState: undefined }), samlResponse(), {
        fields: { RelayState: undefined },
      }),
    }),
  },
  {
    rule: 'saml-logout-response-unsigned',
    fails: () => ({
      capture: samlExchange(LOGOUT, samlResponse({}, 'LogoutResponse')),
      evidence: [{ part: 'xml', name: 'LogoutResponse/Signature' }],
    }),
    passes: () => ({ capture: samlExchange(LOGOUT, samlResponse({ signed: true }, 'LogoutResponse')) }),
  },
];
