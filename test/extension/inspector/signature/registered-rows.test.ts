import { describe, expect, it } from 'vitest';
import type { CertificateFacts } from '../../../../src/core/model/index.ts';
import { registeredRows } from '../../../../src/extension/inspector/signature/registered-rows.ts';

const read = (subject: string): { readonly facts: CertificateFacts } => ({
  facts: {
    subject,
    issuer: subject,
    serialNumber: '01',
    notBefore: 0,
    notAfter: 1,
    keyType: 'RSA',
    keyBits: 2048,
    signatureAlgorithm: 'RSA with SHA-256',
    sha256: '00',
  },
});

describe('registeredRows', () => {
  it('tells which matched, which failed before it, and which were not tried or passed over', () => {
    const verdict = {
      outcome: 'verified',
      matchingCertificate: 2,
      attempts: [
        { certificate: 'CN=a', outcome: 'key_validation_error' },
        { certificate: 'CN=b', outcome: 'verified' },
      ],
    } as const;
    expect(
      registeredRows(verdict, [read('CN=a'), { problem: 'No certificate.' }, read('CN=b'), read('CN=c')]),
    ).toEqual([
      { subject: 'CN=a', notAfter: 1, outcome: 'key_validation_error' },
      { problem: 'No certificate.' },
      { subject: 'CN=b', notAfter: 1, outcome: 'verified' },
      { subject: 'CN=c', notAfter: 1 },
    ]);
  });

  it('goes by what was tried where the certificates are not there', () => {
    const attempts = [{ certificate: 'CN=a', outcome: 'verified' }] as const;
    expect(registeredRows({ outcome: 'verified', attempts }, undefined)).toEqual([
      { subject: 'CN=a', outcome: 'verified' },
    ]);
  });
});
