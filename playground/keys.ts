import { generate } from 'selfsigned';

/** An RSA key with its self-signed certificate, made at start and kept in memory only. */
export interface KeyPair {
  /** PKCS #8 PEM. */
  readonly privateKey: string;
  /** X.509 PEM. */
  readonly certificate: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** 2048-bit RSA, certificate valid from yesterday for a year. `hosts` become its alternative names. */
export async function makeKeyPair(commonName: string, hosts: readonly string[] = []): Promise<KeyPair> {
  const now = Date.now();
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + 364 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      ...(hosts.length > 0
        ? [{ name: 'subjectAltName' as const, altNames: hosts.map((value) => ({ type: 2 as const, value })) }]
        : []),
    ],
  });
  return { privateKey: made.private, certificate: made.cert };
}

/** Base64 of the certificate, without the PEM lines. */
export function certificateBody(certificate: string): string {
  return certificate.replace(/-----[^-]+-----|\s/g, '');
}
