import type { PortalConfiguration } from '../model/index.ts';
import {
  ACS,
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  type Values,
} from './example-support/index.ts';

const POST_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const ARTIFACT_BINDING = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact';

function asking(attributes: Values, portal?: PortalConfiguration): ExampleCase {
  const capture = requestCapture(samlPost(authnRequest({ attributes })));
  return { capture, ...(portal !== undefined && { portal: { issuer: SAML_ISSUER, ...portal } }) };
}

const toAcs: Values = { AssertionConsumerServiceURL: ACS };
const acsUrl = { part: 'xml', name: 'AuthnRequest/@AssertionConsumerServiceURL' } as const;

export const samlDeliveryExamples: readonly RuleExample[] = [
  {
    rule: 'saml-response-url-missing',
    fails: () => ({ ...asking({}, { acs_url: null }), evidence: [acsUrl] }),
    passes: () => asking(toAcs, { acs_url: null }),
  },
  {
    // An empty URL in the portal is used, though the request has one.
    rule: 'saml-response-url-missing',
    fails: () => ({ ...asking(toAcs, { acs_url: '' }), evidence: [{ ...acsUrl, actual: ACS }] }),
    passes: () => asking({}, { acs_url: ACS }),
  },
  {
    rule: 'saml-acs-url-differs',
    fails: () => ({
      ...asking({ AssertionConsumerServiceURL: `${ACS}/` }, { acs_url: ACS }),
      evidence: [{ ...acsUrl, actual: `${ACS}/` }],
    }),
    passes: () => asking(toAcs, { acs_url: ACS }),
  },
  {
    rule: 'saml-acs-url-differs',
    fails: () => ({
      ...asking({ AssertionConsumerServiceURL: '' }, { acs_url: ACS }),
      evidence: [{ ...acsUrl, actual: '' }],
    }),
    passes: () => asking(toAcs, { acs_url: null }),
  },
  {
    rule: 'saml-acs-url-absent',
    fails: () => ({ ...asking({}), evidence: [acsUrl] }),
    passes: () => asking(toAcs),
  },
  {
    rule: 'saml-acs-index-ignored',
    fails: () => ({
      ...asking({ AssertionConsumerServiceIndex: '0' }),
      evidence: [{ part: 'xml', name: 'AuthnRequest/@AssertionConsumerServiceIndex', actual: '0' }],
    }),
    passes: () => asking(toAcs),
  },
  {
    rule: 'saml-protocol-binding-ignored',
    fails: () => ({
      ...asking({ ProtocolBinding: ARTIFACT_BINDING }),
      evidence: [{ part: 'xml', name: 'AuthnRequest/@ProtocolBinding', actual: ARTIFACT_BINDING }],
    }),
    passes: () => asking({ ProtocolBinding: POST_BINDING }),
  },
  {
    rule: 'saml-no-cert-registered',
    fails: () => ({
      ...asking({}, { certs: [], block_encryption: 'aes256-cbc' }),
      evidence: [{ part: 'xml', name: 'AuthnRequest/Issuer', actual: SAML_ISSUER }],
    }),
    passes: () => asking({}, { certs: [], block_encryption: 'none' }),
  },
];
