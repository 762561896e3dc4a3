import { deflate } from 'pako';
import type { Capture, EvidencePlace } from '../model/index.ts';
import {
  authnRequest,
  base64,
  deflatedBase64,
  logoutRequest,
  type RuleExample,
  requestCapture,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';

/** Its deflated form, in base64, has characters that base64url writes differently. */
const XML = authnRequest();
const GOOD = deflatedBase64(XML);
const inUrl: EvidencePlace = { part: 'query', name: 'SAMLRequest' };
const inForm: EvidencePlace = { part: 'body', name: 'SAMLRequest' };

function encoded(value: string | undefined): Capture {
  return requestCapture(samlRedirectUrl(XML, { SAMLRequest: value }));
}

/** The value as it stands in the URL, without percent-encoding by the builder. */
function asWritten(value: string): Capture {
  return requestCapture(samlRedirectUrl(XML, { SAMLRequest: 'VALUE' }).replace('VALUE', value));
}

export const samlRequestEncodingExamples: readonly RuleExample[] = [
  {
    rule: 'saml-request-missing',
    fails: () => ({ capture: encoded(undefined), evidence: [inUrl] }),
    passes: () => ({ capture: encoded(GOOD) }),
  },
  {
    rule: 'saml-request-missing',
    fails: () => ({ capture: requestCapture(samlPost(XML, { SAMLRequest: '' })), evidence: [inForm] }),
    passes: () => ({ capture: requestCapture(samlPost(XML)) }),
  },
  {
    rule: 'saml-request-undecodable',
    fails: () => ({
      capture: encoded(base64('not a request')),
      evidence: [{ ...inUrl, actual: 'not-deflate, found at step inflate' }],
    }),
    passes: () => ({ capture: encoded(base64(XML)) }),
  },
  {
    rule: 'saml-not-authn-or-logout-request',
    fails: () => ({
      capture: requestCapture(samlPost('<AuthnRequest ID="_1"/>')),
      evidence: [{ part: 'xml', name: 'AuthnRequest', actual: 'AuthnRequest' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(XML)) }),
  },
  {
    rule: 'saml-not-authn-or-logout-request',
    fails: () => ({
      // Cut off, too: what is there is read all the same.
      capture: requestCapture(samlPost('<AuthnRequest ID="_1"><Issuer>app')),
      evidence: [{ part: 'xml', name: 'AuthnRequest', actual: 'AuthnRequest' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(XML.slice(0, -20))) }),
  },
  {
    rule: 'saml-not-authn-or-logout-request',
    fails: () => ({
      // An empty parameter is taken for a request.
      capture: requestCapture(samlPost(logoutRequest(), { SAMLRequest: '' })),
      evidence: [{ part: 'xml', name: 'root', actual: '' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(logoutRequest(), { SAMLRequest: undefined })) }),
  },
  {
    rule: 'saml-request-plus-not-encoded',
    fails: () => ({
      // The spaces between the lines of base64 do no harm.
      capture: asWritten(encodeURIComponent(base64(XML)).replace(/.{60}/, '$&+')),
      evidence: [{ ...inUrl, actual: 'plus-not-encoded, found at step parameter' }],
      severity: 'warning',
    }),
    passes: () => ({ capture: asWritten(encodeURIComponent(base64(XML))) }),
  },
  {
    rule: 'saml-request-plus-not-encoded',
    fails: () => ({
      capture: asWritten(GOOD.replaceAll('/', '%2F').replaceAll('=', '%3D')),
      evidence: [{ ...inUrl, actual: 'plus-not-encoded, found at step parameter' }],
    }),
    passes: () => ({ capture: asWritten(encodeURIComponent(GOOD)) }),
  },
  {
    rule: 'saml-request-double-encoded',
    fails: () => ({
      capture: encoded(encodeURIComponent(GOOD)),
      evidence: [{ ...inUrl, actual: 'double-encoded, found at step parameter' }],
    }),
    passes: () => ({ capture: encoded(GOOD) }),
  },
  {
    rule: 'saml-request-base64url',
    fails: () => ({
      capture: encoded(GOOD.replaceAll('+', '-').replaceAll('/', '_')),
      evidence: [{ ...inUrl, actual: 'base64url, found at step parameter' }],
    }),
    passes: () => ({ capture: encoded(GOOD) }),
  },
  {
    rule: 'saml-request-zlib-or-gzip',
    fails: () => ({
      capture: encoded(base64(deflate(XML))),
      evidence: [{ ...inUrl, actual: 'zlib-or-gzip, found at step inflate' }],
    }),
    passes: () => ({ capture: encoded(GOOD) }),
  },
  {
    rule: 'saml-request-raw-xml',
    fails: () => ({
      capture: requestCapture(samlPost(XML, { SAMLRequest: XML })),
      evidence: [{ ...inForm, actual: 'raw-xml, found at step parameter' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(XML)) }),
  },
];
