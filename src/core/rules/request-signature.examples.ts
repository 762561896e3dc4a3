import {
  authnRequest,
  logoutRequest,
  RSA_SHA1,
  RSA_SHA256,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
  type Values,
} from './example-support/index.ts';

const UNSIGNED: Values = { Signature: undefined, SigAlg: undefined };
const EMBEDDED = 'Signature/SignedInfo/SignatureMethod/@Algorithm';

export const requestSignatureExamples: readonly RuleExample[] = [
  {
    rule: 'saml-signature-missing',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(authnRequest(), UNSIGNED)),
      evidence: [{ part: 'query', name: 'Signature' }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest())) }),
  },
  {
    rule: 'saml-signature-missing',
    fails: () => ({
      capture: requestCapture(samlPost(authnRequest())),
      evidence: [{ part: 'xml', name: 'AuthnRequest/Signature' }],
    }),
    passes: () => ({ capture: requestCapture(samlPost(authnRequest({ signatureMethod: RSA_SHA256 }))) }),
  },
  {
    rule: 'saml-signature-not-sha256',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(authnRequest(), { SigAlg: RSA_SHA1 })),
      evidence: [{ part: 'query', name: 'SigAlg', actual: RSA_SHA1 }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest(), { SigAlg: RSA_SHA256 })) }),
  },
  {
    rule: 'saml-signature-not-sha256',
    fails: () => ({
      capture: requestCapture(samlPost(authnRequest({ signatureMethod: RSA_SHA1 }))),
      evidence: [{ part: 'xml', name: EMBEDDED, actual: RSA_SHA1 }],
    }),
    // The Signature parameter goes before the element.
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest({ signatureMethod: RSA_SHA1 }))) }),
  },
  {
    rule: 'saml-logout-signature-missing',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(logoutRequest(), UNSIGNED)),
      evidence: [{ part: 'query', name: 'Signature' }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(logoutRequest())) }),
  },
  {
    rule: 'saml-logout-signature-not-sha256',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(logoutRequest(), { SigAlg: RSA_SHA1 })),
      evidence: [{ part: 'query', name: 'SigAlg', actual: RSA_SHA1 }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(logoutRequest())) }),
  },
  {
    rule: 'saml-signature-without-sigalg',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(authnRequest(), { SigAlg: undefined })),
      evidence: [{ part: 'query', name: 'SigAlg' }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest(), UNSIGNED)) }),
  },
  {
    rule: 'saml-signature-without-sigalg',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(authnRequest(), { SigAlg: undefined })),
      portal: { issuer: SAML_ISSUER, certs: [] },
      evidence: [{ part: 'query', name: 'SigAlg' }],
      // No certificate is registered that it could be tried with.
      severity: 'warning',
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(authnRequest())) }),
  },
  {
    rule: 'saml-sigalg-without-signature',
    fails: () => ({
      capture: requestCapture(samlRedirectUrl(logoutRequest(), { Signature: undefined })),
      evidence: [{ part: 'query', name: 'SigAlg', actual: RSA_SHA256 }],
    }),
    passes: () => ({ capture: requestCapture(samlRedirectUrl(logoutRequest(), UNSIGNED)) }),
  },
];
