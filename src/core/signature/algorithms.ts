import { equalBytes } from '../decode/base64.ts';

/** Names of algorithms (XML Signature, RFC 6931) and the operations behind them. */

export type Hash = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

/** What is left to verify with a key. */
export interface SignedText {
  readonly text: string;
  readonly hash: Hash;
  /** The signature. */
  readonly value: Uint8Array<ArrayBuffer>;
}

/**
 * The hash that Login.gov takes an algorithm for: the number behind the first "sha", whatever stands around it;
 * SHA-1 where there is none.
 */
export function hashAtLoginGov(algorithm: string): Hash {
  const behind = /sha(.*?)$/im.exec(algorithm)?.[1] ?? '';
  switch (Number.parseInt(behind, 10)) {
    case 256:
      return 'SHA-256';
    case 384:
      return 'SHA-384';
    case 512:
      return 'SHA-512';
    default:
      return 'SHA-1';
  }
}

/** Signature algorithms that the specification defines for RSA keys. */
export const RSA_SIGNATURES: ReadonlyMap<string, Hash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', 'SHA-1'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'SHA-256'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', 'SHA-384'],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', 'SHA-512'],
]);

export const DIGESTS: ReadonlyMap<string, Hash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#sha1', 'SHA-1'],
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'SHA-256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'SHA-384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'SHA-512'],
]);

const RSA = 'RSASSA-PKCS1-v1_5';

/** Verifies RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2) over the UTF-8 text. False for a key of another kind. */
export async function verifyRsa(
  publicKey: Uint8Array<ArrayBuffer>,
  hash: Hash,
  signature: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<boolean> {
  try {
    const key = await rsaKey(publicKey, hash);
    return await crypto.subtle.verify(RSA, key, signature, new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

/** Keys by the bytes they were imported from: a certificate that is kept keeps its keys. */
const imported = new WeakMap<Uint8Array, Map<Hash, Promise<CryptoKey>>>();

function rsaKey(publicKey: Uint8Array<ArrayBuffer>, hash: Hash): Promise<CryptoKey> {
  const keys = imported.get(publicKey) ?? new Map<Hash, Promise<CryptoKey>>();
  imported.set(publicKey, keys);
  const key =
    keys.get(hash) ?? crypto.subtle.importKey('spki', publicKey, { name: RSA, hash }, false, ['verify']);
  keys.set(hash, key);
  return key;
}

/** Whether the digest of the UTF-8 text is the expected one. */
export async function hasDigest(text: string, hash: Hash, expected: Uint8Array): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(text)));
  return equalBytes(digest, expected);
}
