import type { CertificateFacts } from '../../../core/model/index.ts';

/**
 * The certificates of a pasted or dropped text, each as PEM of its own, so that nothing else of the text is kept: a
 * PEM file may hold a private key beside them. Never rejects.
 */
export async function certificatesIn(
  text: string,
): Promise<{ readonly certificates: readonly string[] } | { readonly problem: string }> {
  const { readCertificates } = await import('../../../core/signature/index.ts');
  const result = await readCertificates(text.trim());
  return result.ok
    ? { certificates: result.certificates.map(({ der }) => toPem(der)) }
    : { problem: result.detail };
}

/** What one certificate says. Never rejects. */
export async function readCertificate(
  pem: string,
): Promise<{ readonly facts: CertificateFacts } | { readonly problem: string }> {
  const { readCertificates } = await import('../../../core/signature/index.ts');
  const result = await readCertificates(pem);
  return result.ok ? { facts: result.certificates[0].facts } : { problem: result.detail };
}

/** RFC 7468, section 5: base64 in lines of 64 characters. */
function toPem(der: Uint8Array): string {
  const base64 = btoa(Array.from(der, (byte) => String.fromCharCode(byte)).join(''));
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
