import { type RuleExample, requestCapture, SAML_ISSUER, samlPost } from './example-support/index.ts';
import {
  CERTIFICATE,
  LOWER_CASE_URL,
  OTHER_CERTIFICATE,
  SIGNED_AUTHN_REQUEST,
  SIGNED_LOGOUT_REQUEST,
  SIGNED_URL,
} from './example-support/signed.ts';

const posted = (xml: string) => ({ capture: requestCapture(samlPost(xml)) });
const sent = (url: string) => ({ capture: requestCapture(url) });
const registered = (...certs: readonly string[]) => ({ portal: { issuer: SAML_ISSUER, certs } });
const changed = (xml: string) => xml.replace('Version="2.0"', 'Version="2.1"');
const DIGEST = { part: 'xml', name: 'Signature/SignedInfo/Reference/DigestValue' } as const;

export const signatureVerificationExamples: readonly RuleExample[] = [
  {
    rule: 'saml-signature-digest-mismatch',
    fails: () => ({ ...posted(changed(SIGNED_AUTHN_REQUEST)), evidence: [DIGEST] }),
    passes: () => posted(SIGNED_AUTHN_REQUEST.replace('<saml:Issuer>', '<!-- no text --><saml:Issuer>')),
  },
  {
    rule: 'saml-signature-unverifiable',
    fails: () => ({
      ...sent(SIGNED_URL),
      ...registered(OTHER_CERTIFICATE),
      evidence: [{ part: 'query', name: 'Signature', actual: 'key_validation_error' }],
    }),
    passes: () => ({ ...sent(SIGNED_URL), ...registered(OTHER_CERTIFICATE, CERTIFICATE) }),
  },
  {
    // Valid by the specification, and not at Login.gov, which rebuilds the query.
    rule: 'saml-signature-unverifiable',
    fails: () => ({
      ...sent(LOWER_CASE_URL),
      ...registered(CERTIFICATE),
      evidence: [{ part: 'query', name: 'Signature', actual: 'key_validation_error' }],
    }),
    passes: () => ({ ...sent(SIGNED_URL), ...registered(CERTIFICATE) }),
  },
  {
    rule: 'saml-signature-unverifiable',
    fails: () => ({
      ...posted(SIGNED_AUTHN_REQUEST),
      ...registered(OTHER_CERTIFICATE),
      evidence: [{ part: 'xml', name: 'Signature', actual: 'request_cert_not_registered' }],
    }),
    passes: () => ({ ...posted(SIGNED_AUTHN_REQUEST), ...registered(CERTIFICATE) }),
  },
  {
    rule: 'saml-signature-unverifiable',
    fails: () => ({
      ...sent(SIGNED_URL.replace(/&SigAlg=[^&]*/, '')),
      ...registered(CERTIFICATE),
      evidence: [{ part: 'query', name: 'Signature', actual: 'sig_alg_missing' }],
      // Verifying it ends in HTTP 500, and so does the sign-in.
      severity: 'error',
    }),
    passes: () => ({ ...sent(SIGNED_URL), ...registered(CERTIFICATE) }),
  },
  {
    rule: 'saml-logout-digest-mismatch',
    fails: () => ({ ...posted(changed(SIGNED_LOGOUT_REQUEST)), evidence: [DIGEST] }),
    passes: () => posted(SIGNED_LOGOUT_REQUEST),
  },
  {
    rule: 'saml-logout-signature-unverifiable',
    fails: () => ({
      ...posted(SIGNED_LOGOUT_REQUEST),
      ...registered(OTHER_CERTIFICATE),
      evidence: [{ part: 'xml', name: 'Signature', actual: 'key_validation_error' }],
    }),
    passes: () => ({ ...posted(SIGNED_LOGOUT_REQUEST), ...registered(CERTIFICATE) }),
  },
  {
    rule: 'saml-redirect-signature-encoding',
    fails: () => ({
      ...sent(LOWER_CASE_URL),
      evidence: [{ part: 'query', name: 'SAMLRequest', actual: firstEscape(LOWER_CASE_URL) }],
    }),
    passes: () => sent(SIGNED_URL),
  },
];

/** The first escape with a letter, and what follows it. */
function firstEscape(url: string): string {
  const value = url.slice(url.indexOf('=') + 1, url.indexOf('&'));
  const at = value.search(/%[0-9][a-f]/);
  return value.slice(at, at + 12);
}
