import { describe, expect, it } from 'vitest';
import type { FlowInspection, SignatureVerification } from '../../../../src/core/model/index.ts';
import type { ResponseSignatures } from '../../../../src/core/signature/index.ts';
import { ResponseVerdicts } from '../../../../src/extension/inspector/signature/ResponseSection.tsx';
import { Signature } from '../../../../src/extension/inspector/signature/Signature.tsx';
import { visibleText } from '../rendering.ts';
import { refusedInspection, START, samlInspection } from '../samples.ts';

const view = (inspection: FlowInspection) =>
  visibleText(<Signature inspection={inspection} mark={undefined} onHop={() => {}} onFinding={() => {}} />);

const DAY = 86_400_000;

const verification: SignatureVerification = {
  hop: 's1',
  by: 'parameter',
  algorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  requestCertificate: {
    facts: {
      subject: 'CN=benefits.example.gov',
      issuer: 'CN=benefits.example.gov',
      serialNumber: '0A:1B',
      notBefore: START - 400 * DAY,
      notAfter: START - 35 * DAY,
      keyType: 'RSA',
      keyBits: 2048,
      signatureAlgorithm: 'RSA with SHA-256',
      sha256: 'AA:BB',
    },
  },
  bySpecification: { outcome: 'verified', certificateFrom: 'portal' },
  atLoginGov: {
    outcome: 'key_validation_error',
    attempts: [{ certificate: 'CN=other.example.gov', outcome: 'key_validation_error' }],
  },
  rebuiltDiffers: { reason: 'lower-case-escapes', asSent: '%2fhome', rebuilt: '%2Fhome' },
};

describe('what is signed in a response', () => {
  const response = (found: ResponseSignatures) => visibleText(<ResponseVerdicts found={found} at={START} />);
  const facts = verification.requestCertificate;

  it('is named with its algorithm, its certificate and what the verdict proves', () => {
    const text = response({
      encrypted: false,
      signatures: [
        {
          where: 'Assertion',
          algorithm: verification.algorithm,
          ...(facts && { certificate: facts }),
          verdict: { outcome: 'verified', certificateFrom: 'key-info' },
        },
      ],
    });
    expect(text).toContain('Signature of the Assertion Valid It is valid.');
    expect(text).toContain('This proves only that nothing was changed since, not who signed.');
    expect(text).toContain('paste the certificate of its SAML metadata below');
    expect(text).toContain('Where Embedded in the Assertion; it covers the assertion alone.');
    expect(text).toContain('Algorithm http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(text).toContain('CN=benefits.example.gov');
  });

  it('does not tell to paste a certificate that was pasted', () => {
    const verdict = { outcome: 'verified', certificateFrom: 'given' } as const;
    const text = response({ encrypted: false, signatures: [{ where: 'Response', algorithm: '', verdict }] });
    expect(text).toContain('Verified with a certificate that you pasted.');
    expect(text).not.toContain('metadata');
  });

  it('may be hidden in what is encrypted, or not there', () => {
    expect(response({ encrypted: true, signatures: [] })).toBe(
      'The response itself is not signed. The assertion is encrypted, with its signature in it: only the application, which has the key, can verify that.',
    );
    expect(response({ encrypted: false, signatures: [] })).toBe('Nothing in it is signed.');
  });

  it('is not valid in a redacted capture, and why', () => {
    const verdict = { outcome: 'digest_mismatch' } as const;
    const text = response({ encrypted: false, signatures: [{ where: 'Assertion', algorithm: '', verdict }] });
    expect(text).toContain('Not valid');
    expect(text).toContain('In a redacted capture that is so: what was signed was replaced.');
  });
});

describe('Signature', () => {
  it('gives both verdicts, why they differ, and what they rest on', () => {
    const text = view({ ...samlInspection, signatures: [verification] });
    expect(text).toContain('At Login.gov Not valid key_validation_error');
    expect(text).toContain(
      'By the specification Valid It is valid. Verified with a certificate of the portal',
    );
    expect(text).toContain('Why they differ The query was signed with lower-case percent-escapes');
    expect(text).toContain('Where The Signature parameter of the redirect binding');
    expect(text).toContain('Algorithm http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  });

  it('shows the certificate and that it had expired at the request', () => {
    const text = view({ ...samlInspection, signatures: [verification] });
    expect(text).toContain(
      'Subject CN=benefits.example.gov Issuer the same: self-signed Serial number 0A:1B Validity',
    );
    expect(text).toMatch(/2025-01-27 to 2026-01-27, expired at the time Key RSA, 2048 bits/);
  });

  it('lists the registered certificates as Login.gov tries them', () => {
    expect(view({ ...samlInspection, signatures: [verification] })).toContain(
      'Registered certificates, as Login.gov tries them CN=other.example.gov key_validation_error',
    );
  });

  it('does not know Login.gov’s verdict without registered certificates', () => {
    const { atLoginGov, ...unknown } = verification;
    const text = view({ ...samlInspection, signatures: [unknown] });
    expect(atLoginGov).toBeDefined();
    expect(text).toContain('At Login.gov Not known It depends on the certificates that are registered');
    expect(text).toContain('What differs at Login.gov The query was signed with lower-case');
  });

  it('knows without registered certificates that Login.gov verifies no other algorithm', () => {
    const { atLoginGov: _, ...unknown } = verification;
    const sha1 = { ...unknown, algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' };
    const text = view({ ...samlInspection, signatures: [sha1] });
    expect(text).toContain('At Login.gov Not valid Login.gov verifies RSA with SHA-256 only');
    expect(text).not.toContain('It depends on the certificates');
  });

  it('tells of a request whose signature could not be verified, and of flows without SAML', () => {
    expect(view(samlInspection)).toContain('Its signature was not verified');
    expect(view(refusedInspection)).toContain('This flow has no SAML message');
  });

  it('says what it means that a request is not signed', () => {
    const messages = samlInspection.messages.map((message) =>
      message.kind === 'saml-authn-request' ? { ...message, parameters: [] } : message,
    );
    expect(view({ ...samlInspection, messages })).toContain('It is not signed. Login.gov accepts that');
  });
});
