import { LIMITS } from '../limits.ts';
import { AUTH_ONLY } from '../login-gov/acr-values.ts';
import {
  authnRequest,
  authorizeUrl,
  deflatedBase64,
  flowCapture,
  LOGIN_GOV,
  navigation,
  pageHop,
  type RuleExample,
  requestCapture,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';

const rule = 'inspector-limit-reached';

/** An authorize request with so many parameters altogether. */
function withParameters(count: number) {
  const more = Array.from({ length: count - 8 }, (_, index) => `&x${index}=1`);
  return { capture: requestCapture(`${authorizeUrl()}${more.join('')}`) };
}

function withScopes(count: number) {
  return { capture: requestCapture(authorizeUrl({ scope: Array(count).fill('email').join(' ') })) };
}

function withClassRefs(count: number) {
  return {
    capture: requestCapture(samlPost(authnRequest({ classRefs: Array(count).fill(AUTH_ONLY) }))),
  };
}

/** Nested elements around nothing. */
function nested(levels: number) {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}</samlp:AuthnRequest>`;
  return { capture: requestCapture(samlRedirectUrl(xml)) };
}

function inflatingTo(bytes: number) {
  const SAMLRequest = deflatedBase64(authnRequest().padEnd(bytes));
  return {
    capture: requestCapture(`${LOGIN_GOV}/api/saml/auth2026?SAMLRequest=${encodeURIComponent(SAMLRequest)}`),
  };
}

function withHeader(length: number) {
  return {
    capture: flowCapture(navigation([pageHop(authorizeUrl(), { 'X-Long': 'x'.repeat(length) })])),
  };
}

function withHeaders(count: number) {
  const headers = Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, '1']));
  return { capture: flowCapture(navigation([pageHop(authorizeUrl(), headers)])) };
}

const query = (name: string) => ({ part: 'query', name }) as const;

export const limitExamples: readonly RuleExample[] = [
  {
    rule,
    fails: () => ({ ...withParameters(LIMITS.parameters + 1), evidence: [query('parameters')] }),
    passes: () => withParameters(LIMITS.parameters),
  },
  {
    rule,
    fails: () => ({ ...withScopes(LIMITS.values + 1), evidence: [query('scope')] }),
    passes: () => withScopes(LIMITS.values),
  },
  {
    rule,
    fails: () => ({
      ...withClassRefs(LIMITS.classRefs + 1),
      evidence: [{ part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef' }],
    }),
    passes: () => withClassRefs(LIMITS.classRefs - 1),
  },
  {
    rule,
    fails: () => ({ ...nested(LIMITS.xmlDepth + 1), evidence: [query('SAMLRequest')] }),
    passes: () => nested(LIMITS.xmlDepth - 2),
  },
  {
    rule,
    fails: () => ({ ...inflatingTo(LIMITS.inflatedBytes + 1), evidence: [query('SAMLRequest')] }),
    passes: () => inflatingTo(LIMITS.inflatedBytes - 1),
  },
  {
    rule,
    fails: () => ({
      capture: requestCapture(
        samlPost(authnRequest(), { SAMLRequest: 'A'.repeat(LIMITS.encodedLength + 1) }),
      ),
      evidence: [{ part: 'body', name: 'SAMLRequest' }],
    }),
    passes: () => ({
      capture: requestCapture(samlPost(authnRequest(), { SAMLRequest: 'A'.repeat(1000) })),
    }),
  },
  {
    rule,
    fails: () => ({
      ...withHeader(LIMITS.headerLength + 1),
      evidence: [{ part: 'response-header', name: 'X-Long' }],
    }),
    passes: () => withHeader(LIMITS.headerLength),
  },
  {
    rule,
    fails: () => ({
      ...withHeaders(LIMITS.headers + 1),
      evidence: [{ part: 'response-header', name: 'headers' }],
    }),
    passes: () => withHeaders(LIMITS.headers),
  },
  {
    rule,
    fails: () => ({
      capture: requestCapture(`${authorizeUrl()}&x=${'x'.repeat(LIMITS.urlLength)}`),
      evidence: [{ part: 'url', name: 'url' }],
    }),
    passes: () => ({ capture: requestCapture(`${authorizeUrl()}&x=${'x'.repeat(1000)}`) }),
  },
];
