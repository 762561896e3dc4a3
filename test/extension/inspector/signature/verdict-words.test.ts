import { describe, expect, it } from 'vitest';
import type { LoginGovOutcome, SignatureVerification } from '../../../../src/core/model/index.ts';
import {
  consequence,
  specificationWords,
  whyTheyDiffer,
} from '../../../../src/extension/inspector/signature/verdict-words.ts';

const verification = (more: Partial<SignatureVerification> = {}): SignatureVerification => ({
  hop: 's1',
  by: 'parameter',
  algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  bySpecification: { outcome: 'verified', certificateFrom: 'given' },
  ...more,
});
const atLoginGov = (outcome: LoginGovOutcome) => ({ outcome, attempts: [] });

describe('whyTheyDiffer', () => {
  it('names lower-case escapes, what was sent and what is verified', () => {
    const lower = verification({
      rebuiltDiffers: { reason: 'lower-case-escapes', asSent: '%2fhome', rebuilt: '%2Fhome' },
    });
    expect(whyTheyDiffer(lower, atLoginGov('key_validation_error'))).toMatch(
      /lower-case percent-escapes.*“%2fhome” was sent, “%2Fhome” is verified\. Sign the query with upper-case escapes/,
    );
  });

  it.each([
    ['wrong_sig_algorithm', /RSA with SHA-256 alone/],
    ['request_cert_not_registered', /Login\.gov trusts registered certificates only/],
    ['key_validation_error', /a certificate that is not registered/],
  ] as const)('tells of %s', (outcome, words) => {
    expect(whyTheyDiffer(verification(), atLoginGov(outcome))).toMatch(words);
  });

  it('says nothing where they agree, or Login.gov’s is not known', () => {
    expect(whyTheyDiffer(verification(), atLoginGov('verified'))).toBeUndefined();
    expect(whyTheyDiffer(verification(), undefined)).toBeUndefined();
  });
});

describe('specificationWords', () => {
  it('says of KeyInfo what it proves', () => {
    expect(specificationWords({ outcome: 'verified', certificateFrom: 'key-info' })).toContain(
      'This proves only that nothing was changed since, not who signed.',
    );
  });

  it('says what is malformed', () => {
    expect(specificationWords({ outcome: 'malformed', detail: 'There is no SigAlg beside Signature.' })).toBe(
      'It is malformed. There is no SigAlg beside Signature.',
    );
  });
});

describe('consequence', () => {
  it('differs between sign-in and logout', () => {
    expect(consequence('saml-authn-request')).toContain('The sign-in goes on all the same');
    expect(consequence('saml-logout-request')).toContain('Login.gov refuses the request');
  });
});
