import { XML_FAULTS } from '../decode/saml-encoding.ts';
import { isReadable } from '../decode/saml-message.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { DecodingProblemCode, SamlRequest } from '../model/index.ts';
import { messageRule, type Rule, type Violation } from './rule.ts';

/** Rules about how a SAMLRequest is encoded (SAML 2.0 bindings, sections 3.4.4.1 and 3.5.4). */

const on = ['saml-authn-request', 'saml-logout-request'] as const;
const UNDECODABLE = 'saml-request-undecodable';
const CONSEQUENCE = 'Login.gov finds no request in it and answers with an error page.';
const TOLERATED = 'It stands where Login.gov passes over it and finds the request all the same.';
/** Where this inspector stops reading, Login.gov may go on. */
const NOT_READ = 'The request was not inspected; no real one is like that.';

/** Special mistakes that have a rule of their own. */
const OWN_RULE: readonly DecodingProblemCode[] = ['missing', 'not-saml', 'not-seen'];

function violation(request: SamlRequest, fix: string): Violation {
  const { problem } = request.decoding;
  const ownLimit = problem?.code === 'too-large';
  const tolerated = problem?.tolerated === true;
  return {
    ...(tolerated && { severity: 'warning' as const }),
    summary: `${problem?.detail ?? ''} ${ownLimit ? NOT_READ : tolerated ? TOLERATED : CONSEQUENCE}`,
    fix,
    evidence: [
      {
        hop: request.hop,
        at: { part: request.binding === 'HTTP-Redirect' ? 'query' : 'body', name: 'SAMLRequest' },
        ...(problem !== undefined && { actual: `${problem.code}, found at step ${problem.step}` }),
        expected:
          request.binding === 'HTTP-Redirect' ? 'percent-encoded base64 of raw DEFLATE' : 'base64 of XML',
      },
    ],
  };
}

function encodingRule(
  code: DecodingProblemCode,
  facts: { readonly id: string; readonly title: string; readonly docs: Rule['docs']; readonly fix: string },
): Rule {
  const { fix, ...rule } = facts;
  return messageRule({
    ...rule,
    severity: 'error',
    refines: UNDECODABLE,
    on,
    check: (request) => (request.decoding.problem?.code === code ? violation(request, fix) : undefined),
  });
}

/** Whether Login.gov, too, fails to read the request; a fault behind a readable root element does not stop it. */
function isUndecodable({ decoding, document }: SamlRequest): boolean {
  const { code, tolerated } = decoding.problem ?? {};
  if (code === undefined || tolerated === true || OWN_RULE.includes(code)) return false;
  return !XML_FAULTS.includes(code) || document === undefined;
}

/** What is there in place of an AuthnRequest or LogoutRequest; undefined where one of the two is. */
function otherDocument({ kind, decoding, document, samlRequest }: SamlRequest): string | undefined {
  if (decoding.problem?.code === 'not-saml') return decoding.problem.detail;
  // At the logout endpoint a parameter that is there, if empty, is taken for a request.
  const isEmptyLogout = kind === 'saml-logout-request' && samlRequest !== undefined;
  if (decoding.problem?.code === 'missing') return isEmptyLogout ? 'SAMLRequest is empty.' : undefined;
  if (document === undefined || document.hasAuthnRequest || document.hasLogoutRequest) return undefined;
  return isReadable({ decoding, document })
    ? 'The XML holds no AuthnRequest and no LogoutRequest of SAML 2.0.'
    : undefined;
}

export const samlRequestEncodingRules: readonly Rule[] = [
  messageRule({
    id: 'saml-request-missing',
    severity: 'error',
    title: 'SAMLRequest missing',
    docs: [DOCS.samlAuthenticationRequest],
    on: 'saml-authn-request',
    check: (request) =>
      request.decoding.problem?.code === 'missing'
        ? {
            summary: 'The SAML endpoint was called without a SAMLRequest and answers with an error page.',
            fix: 'Send the AuthnRequest as the parameter SAMLRequest; do not link to the endpoint.',
            evidence: [
              {
                hop: request.hop,
                at: { part: request.binding === 'HTTP-Redirect' ? 'query' : 'body', name: 'SAMLRequest' },
                expected: 'an AuthnRequest',
              },
            ],
          }
        : undefined,
  }),
  messageRule({
    id: UNDECODABLE,
    severity: 'error',
    title: 'SAMLRequest cannot be decoded to XML',
    docs: [DOCS.samlDecoding],
    on,
    check: (request) =>
      isUndecodable(request)
        ? violation(
            request,
            'Compress the XML with raw DEFLATE (redirect binding only), then base64, then percent-encode.',
          )
        : undefined,
  }),
  messageRule({
    id: 'saml-not-authn-or-logout-request',
    severity: 'error',
    title: 'XML is neither AuthnRequest nor LogoutRequest',
    docs: [DOCS.samlAuthenticationRequest],
    on,
    check: (request) => {
      const found = otherDocument(request);
      if (found === undefined) return undefined;
      return {
        summary: `${found} Login.gov answers that one of the two is required.`,
        fix: 'Send an AuthnRequest or LogoutRequest in the namespace urn:oasis:names:tc:SAML:2.0:protocol.',
        evidence: [
          {
            hop: request.hop,
            at: { part: 'xml', name: request.document?.root ?? 'root' },
            actual: request.document?.root ?? '',
            expected: 'AuthnRequest or LogoutRequest',
          },
        ],
      };
    },
  }),
  encodingRule('plus-not-encoded', {
    id: 'saml-request-plus-not-encoded',
    title: '"+" in SAMLRequest not percent-encoded',
    docs: [DOCS.samlDecoding],
    fix: 'Percent-encode the base64 value before putting it into the URL: "+" becomes "%2B".',
  }),
  encodingRule('double-encoded', {
    id: 'saml-request-double-encoded',
    title: 'SAMLRequest percent-encoded twice',
    docs: [DOCS.samlDecoding],
    fix: 'Percent-encode the base64 value once; many URL builders already do it.',
  }),
  encodingRule('base64url', {
    id: 'saml-request-base64url',
    title: 'SAMLRequest uses base64url',
    docs: [DOCS.samlDecoding],
    fix: 'Encode with the plain base64 alphabet ("+" and "/"), then percent-encode.',
  }),
  encodingRule('zlib-or-gzip', {
    id: 'saml-request-zlib-or-gzip',
    title: 'SAMLRequest compressed with a zlib or gzip header',
    docs: [DOCS.samlAuthenticationRequest],
    fix: 'Compress with raw DEFLATE: no zlib or gzip header and checksum.',
  }),
  encodingRule('raw-xml', {
    id: 'saml-request-raw-xml',
    title: 'SAMLRequest is XML, not base64',
    docs: [DOCS.samlDecoding],
    fix: 'Base64-encode the XML before sending it.',
  }),
];
