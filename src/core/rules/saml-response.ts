import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { Environment } from '../login-gov/environments.ts';
import type { SamlResponse } from '../model/index.ts';
import { loginGovHops } from './login-gov-hops.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';
import {
  isSameUrl,
  isSamlRequest,
  isUnread,
  postedTo,
  REQUEST_UNSEEN,
  read,
  requestOf,
  xml,
} from './saml-response-parts.ts';

/** Rules about the SAMLResponse that Login.gov has the browser post to the application. */

const on = 'saml-response';

const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** After so many seconds the subject confirmation of a response ends. */
const CONFIRMATION_SECONDS = 180;

/** By environment: the host with the API's path, without a year. */
const ISSUERS: Partial<Record<Environment, string>> = {
  sandbox: 'https://idp.int.identitysandbox.gov/api/saml',
  production: 'https://secure.login.gov/api/saml',
};

function inResponseTo(response: SamlResponse, context: RuleContext): Verdict {
  const document = read(response);
  if (document === undefined) return undefined;
  const id = document.inResponseTo;
  const tab = context.flow.tab?.id;
  const known = id === undefined ? [] : context.history.samlRequestsWithId(id);
  if (known.some((request) => request.tab === tab)) return undefined;
  const requests = context.messages.filter(isSamlRequest);
  if (requests.length === 0 || requests.some(isUnread)) return REQUEST_UNSEEN;
  const sent = requests.at(-1)?.document?.id;
  return {
    summary:
      id === undefined
        ? 'The response has no InResponseTo, which Login.gov always sets; it answers no request of this tab.'
        : `The response answers a request with the ID ${quoted([id])}, which was not sent from this tab: it belongs to another sign-in, or somebody made it up.`,
    fix: 'Refuse a response to a request that the application did not send in this session, and keep the ID of each request until it is answered.',
    evidence: [xml(response, '@InResponseTo', id, sent)],
  };
}

function destination(response: SamlResponse, context: RuleContext): Verdict {
  const document = read(response);
  const url = postedTo(response, context);
  if (document === undefined || url === undefined) return undefined;
  if (document.destination !== undefined && isSameUrl(document.destination, url)) return undefined;
  const said =
    document.destination === undefined ? 'has no Destination' : `is meant for ${clip(document.destination)}`;
  return {
    summary: `The response ${said}, but was posted to ${clip(url)}. Login.gov sets both from the same value, so something else posted it, or the page was changed on the way.`,
    fix: 'Find out what posts the response: a proxy that rewrites addresses, a test tool, or a gateway that forwards it.',
    evidence: [xml(response, '@Destination', document.destination, url)],
  };
}

function requestedAcs(response: SamlResponse, context: RuleContext): Verdict {
  const url = postedTo(response, context);
  const id = read(response)?.inResponseTo;
  if (url === undefined || id === undefined) return undefined;
  const request = requestOf(response, context);
  const asked = request?.document?.assertionConsumerServiceUrl;
  if (request?.document?.id !== id || asked === undefined || isSameUrl(asked, url)) return undefined;
  return {
    summary: `The AuthnRequest asked for the response at ${clip(asked)}, but it was posted to ${clip(url)}: the Assertion Consumer Service URL of the Partner Portal takes precedence over that of the request.`,
    fix: 'Make the Assertion Consumer Service URL in the Login.gov Partner Portal and in the AuthnRequest the same.',
    values: [{ label: 'Assertion Consumer Service URL of the request', value: asked }],
    evidence: [
      { hop: response.hop, at: { part: 'url', name: 'url' }, actual: url, expected: asked },
      {
        hop: request.hop,
        at: { part: 'xml', name: 'AuthnRequest/@AssertionConsumerServiceURL' },
        actual: asked,
      },
    ],
  };
}

function issuer(response: SamlResponse, context: RuleContext): Verdict {
  const document = read(response);
  if (document === undefined) return undefined;
  const environment = loginGovHops(context.flow).findLast((at) => at.environment !== undefined)?.environment;
  const expected = environment === undefined ? undefined : ISSUERS[environment];
  if (expected === undefined || document.issuer === expected) return undefined;
  return {
    summary: `The Issuer of the response is ${document.issuer === undefined ? 'missing' : quoted([document.issuer])}; that of this environment is ${expected}, without a year.`,
    fix: `Expect the Issuer ${expected}, and refuse the response of anybody else.`,
    values: [{ label: 'Issuer of Login.gov', value: expected }],
    evidence: [xml(response, 'Issuer', document.issuer, expected)],
  };
}

function stale(response: SamlResponse, context: RuleContext): Verdict {
  const instant = read(response)?.issueInstant;
  const issued = instant === undefined ? Number.NaN : Date.parse(instant);
  if (instant === undefined || Number.isNaN(issued)) return undefined;
  const time = context.hop(response.hop)?.time ?? context.now;
  if (time === undefined) return { skip: 'time-unknown' };
  const seconds = Math.round((time - issued) / 1000);
  if (time <= issued + CONFIRMATION_SECONDS * 1000) return undefined;
  return {
    summary: `The response was issued at ${clip(instant)} and delivered ${seconds} seconds later. Its subject confirmation ended after ${CONFIRMATION_SECONDS} seconds, so the application's SAML library refuses it.`,
    fix: "Start the sign-in anew rather than posting an old response again, and check that the server's clock is right.",
    evidence: [xml(response, '@IssueInstant', instant, `at most ${CONFIRMATION_SECONDS} seconds before`)],
  };
}

function relayState(response: SamlResponse, context: RuleContext): Verdict {
  if (read(response) === undefined) return undefined;
  const request = requestOf(response, context);
  if (request === undefined || isUnread(request)) return REQUEST_UNSEEN;
  const [sent, returned] = [request, response].map(
    ({ parameters }) => parameter(parameters, 'RelayState') ?? '',
  );
  if (sent === returned) return undefined;
  const was =
    sent === '' ? 'The request had no RelayState' : `The request had RelayState ${quoted([sent ?? ''])}`;
  const is = returned === '' ? 'the response has none' : `the response has ${quoted([returned ?? ''])}`;
  return {
    summary: `${was}, ${is}. Login.gov returns it unchanged, so the response belongs to another sign-in, or something changed it.`,
    fix: 'Refuse a response whose RelayState is not that of the sign-in in progress, and check what handles the form on the way.',
    evidence: [
      {
        hop: response.hop,
        at: { part: response.binding === 'HTTP-POST' ? 'body' : 'query', name: 'RelayState' },
        ...(returned !== '' && returned !== undefined && { actual: returned }),
        expected: sent === '' ? 'none' : (sent ?? ''),
      },
    ],
  };
}

export const samlResponseRules: readonly Rule[] = [
  messageRule({
    id: 'saml-response-status-not-success',
    severity: 'error',
    title: 'SAMLResponse status is not Success',
    docs: [DOCS.samlAuthenticationResponse],
    on,
    check: (response) => {
      const document = read(response);
      if (document === undefined || document.status === SUCCESS) return undefined;
      return {
        summary: `The response has ${document.status === undefined ? 'no status' : `the status ${quoted([document.status])}`}. Login.gov sends responses of success only and shows errors on its own pages, so this response is not its own.`,
        fix: 'Refuse the response, and find out who sent it: a test tool, a gateway, or another identity provider.',
        evidence: [xml(response, 'Status/StatusCode/@Value', document.status, SUCCESS)],
      };
    },
  }),
  messageRule({
    id: 'saml-response-in-response-to-mismatch',
    severity: 'error',
    title: 'InResponseTo does not match',
    docs: [DOCS.samlAuthenticationResponse],
    on: [on, 'saml-logout-response'],
    check: inResponseTo,
  }),
  messageRule({
    id: 'saml-response-destination-mismatch',
    severity: 'warning',
    title: 'SAMLResponse posted to another URL than its Destination',
    docs: [DOCS.samlAuthenticationResponse],
    on,
    check: destination,
  }),
  messageRule({
    id: 'saml-response-not-at-requested-acs',
    severity: 'warning',
    title: 'SAMLResponse went to a different ACS URL than requested',
    docs: [DOCS.samlAuthenticationResponse],
    on,
    check: requestedAcs,
  }),
  messageRule({
    id: 'saml-response-assertion-not-encrypted',
    severity: 'warning',
    title: 'Assertion not encrypted',
    docs: [DOCS.productionBeforeDeployment],
    on,
    check: (response) => {
      const document = read(response);
      if (document?.hasAssertion !== true || document.encrypted) return undefined;
      return {
        summary:
          'The assertion is not encrypted: everybody who sees the form, the browser and its extensions among them, can read what it says of the user.',
        fix: 'Register a certificate and set SAML Assertion Encryption to AES-256 in the Login.gov Partner Portal.',
        evidence: [xml(response, 'Assertion', 'plain', 'EncryptedAssertion')],
      };
    },
  }),
  messageRule({
    id: 'saml-response-issuer-unexpected',
    severity: 'warning',
    title: 'Unexpected Issuer in SAMLResponse',
    docs: [DOCS.samlMetadata],
    on,
    check: issuer,
  }),
  messageRule({
    id: 'saml-response-stale',
    severity: 'warning',
    title: 'SAMLResponse delivered late',
    docs: [DOCS.samlAuthenticationResponse],
    on,
    check: stale,
  }),
  messageRule({
    id: 'saml-response-relaystate-changed',
    severity: 'error',
    title: 'RelayState not returned unchanged',
    docs: [DOCS.samlAuthenticationRequest],
    on,
    check: relayState,
  }),
  messageRule({
    id: 'saml-logout-response-unsigned',
    severity: 'info',
    title: 'LogoutResponse is not signed',
    docs: [DOCS.samlLogoutResponse],
    on: 'saml-logout-response',
    check: (response) => {
      const document = read(response);
      if (document === undefined || document.signed) return undefined;
      return {
        summary: 'The LogoutResponse has no signature. That is how it is: Login.gov does not sign it.',
        fix: 'Do not ask for a signature of the LogoutResponse in the SAML library.',
        evidence: [xml(response, 'Signature')],
      };
    },
  }),
];
