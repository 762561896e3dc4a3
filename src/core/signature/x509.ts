import { RSAPublicKey } from '@peculiar/asn1-rsa';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate, type Name, type SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import type { CertificateFacts } from '../model/index.ts';
import type { Curve } from './ecdsa.ts';

/** X.509 certificates in DER form (RFC 5280). */

export interface PublicKey {
  /** SubjectPublicKeyInfo in DER form. */
  readonly spki: Uint8Array<ArrayBuffer>;
  /** Of an EC key. */
  readonly curve?: Curve;
}

export interface ParsedCertificate {
  /** The certificate alone: bytes behind it are left out, as OpenSSL does. */
  readonly der: Uint8Array<ArrayBuffer>;
  readonly key: PublicKey;
  readonly facts: Omit<CertificateFacts, 'sha256'>;
}

/** Longest certificate that is read; one has some 1,500 bytes. */
const MAX_BYTES = 64 * 1024;

/** Undefined for what is no certificate. Nothing of it is verified. Never throws. */
export function parseX509(bytes: Uint8Array<ArrayBuffer>): ParsedCertificate | undefined {
  const der = bytes.slice(0, lengthOfSequence(bytes));
  if (der.length < 2 || der.length > MAX_BYTES) return undefined;
  try {
    const { tbsCertificate, signatureAlgorithm } = AsnConvert.parse(der, Certificate);
    const { subject, issuer, serialNumber, validity, subjectPublicKeyInfo } = tbsCertificate;
    const { curve, ...key } = keyFacts(subjectPublicKeyInfo);
    const spki = new Uint8Array(AsnConvert.serialize(subjectPublicKeyInfo));
    const serial = new Uint8Array(serialNumber);
    return {
      der,
      key: { spki, ...(curve !== undefined && { curve }) },
      facts: {
        subject: nameText(subject),
        issuer: nameText(issuer),
        // A leading zero is but the sign of the number.
        serialNumber: hexWithColons(serial[0] === 0 && serial.length > 1 ? serial.subarray(1) : serial),
        notBefore: validity.notBefore.getTime().getTime(),
        notAfter: validity.notAfter.getTime().getTime(),
        ...key,
        signatureAlgorithm:
          SIGNATURE_ALGORITHMS.get(signatureAlgorithm.algorithm) ?? signatureAlgorithm.algorithm,
      },
    };
  } catch {
    return undefined;
  }
}

/** Bytes of the SEQUENCE at the start, its header included (X.690, section 8.1.3); 0 where there is none. */
function lengthOfSequence(bytes: Uint8Array): number {
  const [tag, first = 0] = bytes;
  if (tag !== 0x30) return 0;
  if (first < 0x80) return 2 + first;
  const digits = bytes.subarray(2, 2 + first - 0x80);
  return 2 + digits.length + digits.reduce((length, digit) => length * 256 + digit, 0);
}

type KeyFacts = Pick<CertificateFacts, 'keyType' | 'keyBits'> & Pick<PublicKey, 'curve'>;

/** Curves that WebCrypto knows, by the DER form of their names (RFC 5480, section 2.1.1.1). */
const CURVES: ReadonlyMap<string, { readonly curve: Curve; readonly bits: number }> = new Map([
  ['06:08:2A:86:48:CE:3D:03:01:07', { curve: 'P-256', bits: 256 }],
  ['06:05:2B:81:04:00:22', { curve: 'P-384', bits: 384 }],
  ['06:05:2B:81:04:00:23', { curve: 'P-521', bits: 521 }],
]);

function keyFacts({ algorithm, subjectPublicKey }: SubjectPublicKeyInfo): KeyFacts {
  switch (algorithm.algorithm) {
    case '1.2.840.113549.1.1.1':
    case '1.2.840.113549.1.1.10': {
      const keyType = algorithm.algorithm === '1.2.840.113549.1.1.1' ? 'RSA' : 'RSA-PSS';
      const { modulus } = AsnConvert.parse(subjectPublicKey, RSAPublicKey);
      return { keyType, keyBits: bitLength(new Uint8Array(modulus)) };
    }
    case '1.2.840.10045.2.1': {
      const known = CURVES.get(hexWithColons(new Uint8Array(algorithm.parameters ?? [])));
      // An uncompressed point: one byte, then two coordinates (RFC 5480, section 2.2).
      const bits = ((subjectPublicKey.byteLength - 1) / 2) * 8;
      return { keyType: 'EC', keyBits: known?.bits ?? bits, ...(known && { curve: known.curve }) };
    }
    default:
      return {
        keyType: KEY_TYPES.get(algorithm.algorithm) ?? algorithm.algorithm,
        keyBits: subjectPublicKey.byteLength * 8,
      };
  }
}

function bitLength(bytes: Uint8Array): number {
  const start = bytes.findIndex((byte) => byte !== 0);
  return start < 0 ? 0 : (bytes.length - start) * 8 - Math.clz32(bytes[start] ?? 0) + 24;
}

/** `0A:1B` */
export function hexWithColons(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(':');
}

/** RFC 4514: the most specific part first; a space behind the commas, for people read it. */
function nameText(name: Name): string {
  return [...name]
    .reverse()
    .map((parts) =>
      [...parts]
        .map(({ type, value }) => `${ATTRIBUTE_TYPES.get(type) ?? type}=${escaped(value.toString())}`)
        .join('+'),
    )
    .join(', ');
}

/** RFC 4514, section 2.4. */
function escaped(value: string): string {
  return value.replace(/[\\",+;<>]|^[ #]| $/g, '\\$&');
}

const ATTRIBUTE_TYPES: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.42', 'GN'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
]);

const KEY_TYPES: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]);

const SIGNATURE_ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.4', 'RSA with MD5'],
  ['1.2.840.113549.1.1.5', 'RSA with SHA-1'],
  ['1.2.840.113549.1.1.14', 'RSA with SHA-224'],
  ['1.2.840.113549.1.1.11', 'RSA with SHA-256'],
  ['1.2.840.113549.1.1.12', 'RSA with SHA-384'],
  ['1.2.840.113549.1.1.13', 'RSA with SHA-512'],
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.10045.4.1', 'ECDSA with SHA-1'],
  ['1.2.840.10045.4.3.2', 'ECDSA with SHA-256'],
  ['1.2.840.10045.4.3.3', 'ECDSA with SHA-384'],
  ['1.2.840.10045.4.3.4', 'ECDSA with SHA-512'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]);
