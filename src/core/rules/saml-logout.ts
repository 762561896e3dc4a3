import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { SamlRequest } from '../model/index.ts';
import { messageRule, type Rule, type RuleContext, type Verdict } from './rule.ts';
import { inParameters, samlRequestRule, toViolation } from './saml-request.ts';

/** Rules about SAML logout, started in the browser or from server to server. */

const REMOTE = 'saml-remote-logout-request';
const WITHOUT_REQUEST = 'saml-logout-request-missing';
const EMPTY_400 = 'Login.gov answers with HTTP 400 and no text.';

/** An empty parameter is one: Login.gov takes it for a request and refuses it. */
function hasNoRequest({ decoding, samlRequest }: SamlRequest): boolean {
  return decoding.problem?.code === 'missing' && samlRequest === undefined;
}

/** Why a remote logout is refused; undefined when nothing speaks against it. */
function invalidity({ document, hop }: SamlRequest, { portal, signatures }: RuleContext): string | undefined {
  if (document?.hasLogoutRequest !== true) return 'the message is no LogoutRequest';
  if (document.hasAuthnRequest) return 'the message holds an AuthnRequest, too';
  if (isBlank(document.issuer)) return 'it has no Issuer';
  if (document.issuer !== portal.issuer) return 'its Issuer is not the registered one';
  const { assertion_consumer_logout_service_url: url } = portal;
  if (url !== undefined && isBlank(url ?? undefined)) {
    return 'no logout service URL is registered for its application';
  }
  const verification = signatures.get(hop);
  if (verification === undefined) return 'it is not signed';
  const outcome = verification.atLoginGov?.outcome;
  return outcome === 'verified' ? undefined : `its signature does not verify (${outcome ?? 'not verified'})`;
}

function remoteInvalid(request: SamlRequest, context: RuleContext): Verdict {
  if (request.samlRequest === undefined || isBlank(request.samlRequest.value)) return undefined;
  const why = invalidity(request, context);
  if (why === undefined) return undefined;
  return toViolation(request, {
    summary: `Login.gov refuses the remote logout: ${why}. ${EMPTY_400}`,
    fix: 'Send a LogoutRequest with the registered issuer, signed with RSA and SHA-256 by the key of a registered certificate.',
    at: inParameters(request, 'SAMLRequest'),
    actual: why,
  });
}

export const samlLogoutRules: readonly Rule[] = [
  messageRule({
    id: WITHOUT_REQUEST,
    severity: 'warning',
    title: 'SAML logout without SAMLRequest',
    docs: [DOCS.samlLogoutRequest],
    on: 'saml-logout-request',
    check: (request) => {
      if (!hasNoRequest(request)) return undefined;
      return toViolation(request, {
        summary:
          'The logout endpoint was called without a SAMLRequest. Login.gov signs the user out and does not send them back to the application.',
        fix: 'Send a signed LogoutRequest.',
        at: inParameters(request, 'SAMLRequest'),
        expected: 'a LogoutRequest',
      });
    },
  }),
  messageRule({
    id: 'saml-logout-saml-response-ignored',
    severity: 'warning',
    title: 'SAMLResponse sent to the logout endpoint',
    docs: [DOCS.samlLogoutRequest],
    refines: WITHOUT_REQUEST,
    on: 'saml-logout-request',
    check: (request) => {
      if (!hasNoRequest(request)) return undefined;
      if (parameter(request.parameters, 'SAMLResponse') === undefined) return undefined;
      return toViolation(request, {
        summary:
          'The logout endpoint was called with a SAMLResponse, which Login.gov does not read: it sends no LogoutRequest that an application could answer.',
        fix: 'Leave the SAMLResponse out; to sign the user out, send a signed LogoutRequest.',
        at: inParameters(request, 'SAMLResponse'),
        actual: 'a SAMLResponse',
        expected: 'SAMLRequest',
      });
    },
  }),
  samlRequestRule({
    id: 'saml-logout-response-url-missing',
    severity: 'error',
    title: 'No logout service URL registered',
    docs: [DOCS.samlLogoutResponse],
    needs: ['assertion_consumer_logout_service_url'],
    on: 'saml-logout-request',
    find: ({ hasAuthnRequest, hasLogoutRequest }, _request, { portal }) => {
      const url = portal.assertion_consumer_logout_service_url ?? undefined;
      if (hasAuthnRequest || !hasLogoutRequest || !isBlank(url)) return undefined;
      return {
        summary:
          'No logout service URL is registered for the application, so Login.gov has nowhere to send its LogoutResponse and refuses the request. The request cannot carry that URL.',
        fix: 'Register the Assertion Consumer Logout Service URL in the Login.gov Partner Portal.',
        at: { part: 'xml', name: 'LogoutRequest' },
        expected: 'assertion_consumer_logout_service_url',
      };
    },
  }),
  samlRequestRule({
    id: 'saml-logout-not-single-logout',
    severity: 'info',
    title: 'Logout ends only the Login.gov session',
    docs: [DOCS.samlLogout],
    on: 'saml-logout-request',
    find: ({ hasAuthnRequest, hasLogoutRequest }) => {
      if (hasAuthnRequest || !hasLogoutRequest) return undefined;
      return {
        summary:
          'The LogoutRequest ends the session at Login.gov alone. The sessions at other applications go on: Login.gov has no single logout.',
        fix: 'End the session at the application itself as well.',
        at: { part: 'xml', name: 'LogoutRequest' },
      };
    },
  }),
  messageRule({
    id: 'saml-remote-logout-request-missing',
    severity: 'error',
    title: 'Remote logout without SAMLRequest',
    docs: [DOCS.samlRemoteLogout],
    on: REMOTE,
    check: (request) => {
      if (request.decoding.problem?.code !== 'missing') return undefined;
      return toViolation(request, {
        summary: `The endpoint for remote logout was called without a SAMLRequest. ${EMPTY_400}`,
        fix: 'Send a signed LogoutRequest as SAMLRequest.',
        at: inParameters(request, 'SAMLRequest'),
        expected: 'a LogoutRequest',
      });
    },
  }),
  messageRule({
    id: 'saml-remote-logout-invalid',
    severity: 'error',
    title: 'Remote logout request invalid',
    docs: [DOCS.samlRemoteLogout],
    needs: ['issuer', 'certs'],
    on: REMOTE,
    check: remoteInvalid,
  }),
  messageRule({
    id: 'saml-remote-logout-session-index',
    severity: 'error',
    title: 'Remote logout SessionIndex missing or unknown',
    docs: [DOCS.samlRemoteLogout],
    needs: [],
    on: REMOTE,
    check: (request) => {
      if (request.document?.hasLogoutRequest !== true || !isBlank(request.document.sessionIndex))
        return undefined;
      return toViolation(request, {
        summary: `The LogoutRequest has no SessionIndex, so Login.gov cannot tell whose session to end. ${EMPTY_400}`,
        fix: "Send the user's Login.gov UUID, as the application knows it, as SessionIndex.",
        at: { part: 'xml', name: 'LogoutRequest/SessionIndex' },
        actual: request.document.sessionIndex,
        expected: "the user's UUID at Login.gov",
      });
    },
  }),
  messageRule({
    id: 'saml-remote-logout-deprecated',
    severity: 'warning',
    title: 'Remote logout is deprecated',
    docs: [DOCS.samlRemoteLogout],
    on: [REMOTE, 'saml-logout-request'],
    check: (request, { hop }) => {
      if (request.kind !== REMOTE) return undefined;
      return toViolation(request, {
        summary:
          'Remote logout is deprecated. It is meant for calls from server to server; a browser has no business at this endpoint.',
        fix: 'Use the logout endpoint in the browser instead.',
        at: { part: 'url', name: 'path' },
        actual: new URL(hop(request.hop)?.url ?? 'about:blank').pathname,
      });
    },
  }),
];
