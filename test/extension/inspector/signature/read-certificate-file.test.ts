import { describe, expect, it } from 'vitest';
import { readCertificateFile } from '../../../../src/extension/inspector/signature/read-certificate-file.ts';

describe('readCertificateFile', () => {
  it('reads PEM as text', async () => {
    expect(await readCertificateFile(new Blob(['-----BEGIN CERTIFICATE-----']))).toEqual({
      ok: true,
      text: '-----BEGIN CERTIFICATE-----',
    });
  });

  it('turns DER into base64', async () => {
    expect(await readCertificateFile(new Blob([new Uint8Array([0x30, 0x03, 0xff, 0x00, 0x01])]))).toEqual({
      ok: true,
      text: 'MAP/AAE=',
    });
  });

  it('does not read a file that is too large, and says how large it is', async () => {
    expect(await readCertificateFile(new Blob(['A'.repeat(300_000)]))).toEqual({
      ok: false,
      detail: 'The file has 300000 bytes; at most 262144 are read, and a certificate has some 2,000.',
    });
  });
});
