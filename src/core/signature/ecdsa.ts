/**
 * ECDSA signatures as OpenSSL, and with it Login.gov, verifies them where the registered certificate has an EC key:
 * in DER form (RFC 3279, section 2.2.3). WebCrypto takes the two numbers one behind the other.
 */

const COORDINATE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

export type Curve = keyof typeof COORDINATE_BYTES;

/** What `crypto.subtle` takes for ECDSA, wider than what is declared of it. */
interface Subtle {
  verify(
    algorithm: string | { readonly name: string; readonly hash: string },
    ...rest: [CryptoKey, Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>]
  ): Promise<boolean>;
}

/** Verifies over the UTF-8 text with SHA-256; `no-der` where OpenSSL raises an error instead of an answer. */
export async function verifyEcdsa(
  publicKey: Uint8Array<ArrayBuffer>,
  curve: Curve,
  signature: Uint8Array<ArrayBuffer>,
  text: string,
): Promise<boolean | 'no-der'> {
  const numbers = numbersOf(signature);
  if (numbers === undefined) return 'no-der';
  const size = COORDINATE_BYTES[curve];
  const raw = new Uint8Array(2 * size);
  for (const [index, number] of numbers.entries()) {
    // Negative, or greater than the order of the curve.
    if ((number[0] ?? 0) >= 0x80) return false;
    const digits = number[0] === 0 ? number.subarray(1) : number;
    if (digits.length > size) return false;
    raw.set(digits, (index + 1) * size - digits.length);
  }
  const hash = 'SHA-256';
  const algorithm = { name: 'ECDSA', namedCurve: curve, hash };
  const subtle: Subtle = crypto.subtle;
  try {
    const key = await crypto.subtle.importKey('spki', publicKey, algorithm, false, ['verify']);
    return await subtle.verify({ name: 'ECDSA', hash }, key, raw, new TextEncoder().encode(text));
  } catch {
    return false;
  }
}

/** The two INTEGERs of a SEQUENCE in DER form, each in as few bytes as possible; undefined for all else. */
function numbersOf(der: Uint8Array): [Uint8Array, Uint8Array] | undefined {
  const sequence = contentOf(der, 0x30);
  const first = sequence && contentOf(sequence.content, 0x02);
  const second = first && contentOf(first.rest, 0x02);
  if (first === undefined || second === undefined) return undefined;
  if (second.rest.length > 0 || sequence?.rest.length !== 0) return undefined;
  const numbers: [Uint8Array, Uint8Array] = [first.content, second.content];
  return numbers.every(isShortest) ? numbers : undefined;
}

function contentOf(
  der: Uint8Array,
  tag: number,
): { readonly content: Uint8Array; readonly rest: Uint8Array } | undefined {
  const [found, length = 0, long = 0] = der;
  // Lengths of 128 to 255 take a second byte; a longer signature belongs to no known curve.
  const start = length === 0x81 && long >= 0x80 ? 3 : 2;
  const end = start + (start === 3 ? long : length);
  if (found !== tag || length > 0x81 || (length >= 0x80 && start === 2) || end > der.length) return undefined;
  return { content: der.subarray(start, end), rest: der.subarray(end) };
}

function isShortest([first, second]: Uint8Array): boolean {
  if (first === undefined) return false;
  if (second === undefined) return true;
  return !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80);
}
