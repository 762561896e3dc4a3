import {
  authnRequest,
  RSA_SHA256,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
} from './example-support/index.ts';
import { OTHER_CERTIFICATE, SIGNED_AUTHN_REQUEST } from './example-support/signed.ts';

const posted = (xml: string) => ({ capture: requestCapture(samlPost(xml)) });
const SIGNED = authnRequest({ signatureMethod: RSA_SHA256 });
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const REFERENCE = 'Signature/SignedInfo/Reference';
const lacking = (name: string, actual: string) => ({ part: 'xml', name, actual }) as const;

export const signatureFormExamples: readonly RuleExample[] = [
  {
    rule: 'saml-digest-not-sha256',
    fails: () => ({
      ...posted(SIGNED_AUTHN_REQUEST.replace('http://www.w3.org/2001/04/xmlenc#sha256', SHA1)),
      evidence: [lacking(`${REFERENCE}/DigestMethod/@Algorithm`, SHA1)],
    }),
    passes: () => posted(SIGNED_AUTHN_REQUEST),
  },
  {
    rule: 'saml-signature-structure-invalid',
    fails: () => ({
      ...posted(SIGNED.replace('URI="#', 'URI="#x')),
      evidence: [lacking(`${REFERENCE}/@URI`, 'a Reference to an ID that no element has')],
    }),
    passes: () => posted(SIGNED),
  },
  {
    rule: 'saml-signature-structure-invalid',
    fails: () => ({
      ...posted(SIGNED.replace(/ URI="[^"]*"/, '')),
      evidence: [lacking(`${REFERENCE}/@URI`, 'a Reference without URI')],
    }),
    passes: () => posted(SIGNED),
  },
  {
    rule: 'saml-signature-structure-invalid',
    fails: () => ({
      ...posted(SIGNED.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/, '')),
      evidence: [lacking('Signature/SignatureValue', 'no SignatureValue')],
    }),
    // The certificate in the request is none of the registered ones: Login.gov looks no further.
    passes: () => ({
      ...posted(SIGNED_AUTHN_REQUEST.replace(/URI="[^"]*"/, 'URI="#x"')),
      portal: { issuer: SAML_ISSUER, certs: [OTHER_CERTIFICATE] },
    }),
  },
  {
    rule: 'saml-signature-structure-invalid',
    fails: () => ({
      ...posted(SIGNED.replace(/<ds:SignedInfo>.*<\/ds:SignedInfo>/, '')),
      evidence: [lacking('Signature/SignedInfo', 'no SignedInfo')],
    }),
    passes: () => posted(SIGNED),
  },
  {
    rule: 'saml-param-and-embedded-signature',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(SIGNED)),
      evidence: [
        { part: 'xml', name: 'Signature', actual: 'a Signature element beside the Signature parameter' },
      ],
    }),
    passes: () => ({
      capture: requestCapture(samlRedirectUrl(SIGNED, { Signature: undefined, SigAlg: undefined })),
    }),
  },
];
