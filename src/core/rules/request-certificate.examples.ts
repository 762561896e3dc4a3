import {
  authnRequest,
  logoutRequest,
  RSA_SHA256,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
} from './example-support/index.ts';
import { CERTIFICATE, OTHER_CERTIFICATE, WEAK_CERTIFICATE } from './example-support/signed.ts';

const bare = (pem: string) => pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
const BEFORE = Date.parse('2025-12-31');
const DURING = Date.parse('2026-06-01');
const AFTER = Date.parse('2028-01-02');

/** A signed request with that text as its certificate. */
function carrying(text: string, xml = authnRequest({ signatureMethod: RSA_SHA256 })) {
  const keyInfo = `<ds:KeyInfo><ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>`;
  return { capture: requestCapture(samlPost(xml.replace('</ds:Signature>', `${keyInfo}</ds:Signature>`))) };
}
const logout = (text: string) => carrying(text, logoutRequest({ signatureMethod: RSA_SHA256 }));
const registered = (...certs: readonly string[]) => ({ portal: { issuer: SAML_ISSUER, certs } });
const at = (actual?: string) =>
  ({ part: 'xml', name: 'X509Certificate', ...(actual !== undefined && { actual }) }) as const;

export const requestCertificateExamples: readonly RuleExample[] = [
  {
    rule: 'saml-embedded-cert-not-registered',
    fails: () => ({ ...carrying(bare(CERTIFICATE)), ...registered(OTHER_CERTIFICATE), evidence: [at()] }),
    passes: () => ({ ...carrying(bare(CERTIFICATE)), ...registered(OTHER_CERTIFICATE, CERTIFICATE) }),
  },
  {
    rule: 'saml-embedded-cert-pem-armor',
    fails: () => ({ ...carrying(CERTIFICATE), evidence: [at('-----BEGIN CERTIFICATE-----')] }),
    passes: () => carrying(bare(CERTIFICATE)),
  },
  {
    rule: 'saml-certificate-element-empty',
    fails: () => ({ ...carrying(' \n'), evidence: [at('')] }),
    // Without a registered certificate Login.gov does not look at it.
    passes: () => ({ ...carrying(' \n'), ...registered() }),
  },
  {
    rule: 'saml-logout-certificate-element-empty',
    fails: () => ({ ...logout(''), evidence: [at('')] }),
    passes: () => logout(bare(CERTIFICATE)),
  },
  {
    rule: 'saml-request-cert-expired',
    fails: () => ({
      ...carrying(bare(CERTIFICATE)),
      now: AFTER,
      evidence: [at('2026-01-01 to 2028-01-01')],
    }),
    passes: () => ({ ...carrying(bare(CERTIFICATE)), now: DURING }),
    skips: () => ({ ...carrying(bare(CERTIFICATE)), reason: 'time-unknown' }),
  },
  {
    rule: 'saml-request-cert-expired',
    fails: () => ({
      ...carrying(bare(CERTIFICATE)),
      now: BEFORE,
      evidence: [at('2026-01-01 to 2028-01-01')],
    }),
    passes: () => ({ ...carrying(bare(CERTIFICATE)), now: DURING }),
  },
  {
    rule: 'saml-request-cert-weak',
    fails: () => ({
      ...carrying(bare(WEAK_CERTIFICATE)),
      evidence: [at('an RSA key of 1024 bits, a validity of 10 years')],
    }),
    passes: () => carrying(bare(CERTIFICATE)),
  },
];
