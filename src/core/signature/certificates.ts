import { decodeBase64Leniently } from '../decode/base64.ts';
import type { CertificateFacts } from '../model/index.ts';
import type { Curve } from './ecdsa.ts';
import { hexWithColons, parseX509 } from './x509.ts';

/** A certificate that can verify. */
export interface Certificate {
  readonly facts: CertificateFacts;
  readonly der: Uint8Array<ArrayBuffer>;
  /** SubjectPublicKeyInfo in DER form. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Of an EC key. */
  readonly curve?: Curve;
}

export type CertificateResult =
  | { readonly ok: true; readonly certificates: readonly [Certificate, ...Certificate[]] }
  /** One sentence: what was found, where, what is expected. */
  | { readonly ok: false; readonly detail: string };

/** Longest text that is read, in characters; a certificate has some 2,000. */
export const MAX_CERTIFICATE_TEXT = 256 * 1024;
/** Most certificates of one text. */
export const MAX_CERTIFICATES = 100;

const EXPECTED = 'a certificate in PEM, or the base64 text of one, is expected';

/** The same few certificates come with every request: reading one takes longer than all rules about a request. */
const alreadyRead = new Map<string, Promise<CertificateResult>>();
const MAX_ALREADY_READ = 50;
/** Longer texts are read each time, so that what is kept has a bound. */
const MAX_KEPT_TEXT = 16 * 1024;

/**
 * Reads a PEM file (RFC 7468), also one with a chain, or the bare base64 text of an X509Certificate element. What
 * else a PEM file holds is passed over. Never rejects.
 */
export function readCertificates(text: string): Promise<CertificateResult> {
  const known = alreadyRead.get(text);
  if (known !== undefined) return known;
  const result = read(text);
  if (text.length > MAX_KEPT_TEXT) return result;
  if (alreadyRead.size >= MAX_ALREADY_READ) alreadyRead.clear();
  alreadyRead.set(text, result);
  return result;
}

async function read(text: string): Promise<CertificateResult> {
  if (text.length > MAX_CERTIFICATE_TEXT) {
    return refusal(`The text has ${text.length} characters; at most ${MAX_CERTIFICATE_TEXT} are read.`);
  }
  if (text.trim() === '') return refusal(`The text is empty; ${EXPECTED}.`);
  const blocks = pemBlocks(text);
  if (typeof blocks === 'string') return refusal(blocks);
  const [block] = blocks;
  const bodies =
    block === undefined
      ? [text]
      : blocks.filter(({ label }) => CERTIFICATE_LABELS.has(label)).map(({ body }) => body);
  if (bodies.length === 0) return refusal(`The text holds a ${block?.label ?? ''}; ${EXPECTED}.`);
  if (bodies.length > MAX_CERTIFICATES) {
    return refusal(`The text holds ${bodies.length} certificates; at most ${MAX_CERTIFICATES} are read.`);
  }
  const certificates = await Promise.all(bodies.map((body) => readCertificate(decodeBase64Leniently(body))));
  const unreadable = certificates.indexOf(undefined);
  if (unreadable >= 0) {
    const which = bodies.length > 1 ? `Certificate ${unreadable + 1} of ${bodies.length}` : 'The text';
    return refusal(`${which} cannot be read as an X.509 certificate; ${EXPECTED}.`);
  }
  const [first, ...rest] = certificates.filter((certificate) => certificate !== undefined);
  return first === undefined
    ? refusal(`The text holds no certificate; ${EXPECTED}.`)
    : { ok: true, certificates: [first, ...rest] };
}

/** The names of RFC 7468, section 5, and of old versions of OpenSSL. */
const CERTIFICATE_LABELS: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE']);
const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/** The blocks of a PEM text, none for other text; a sentence where one does not end. Takes linear time. */
function pemBlocks(text: string): { readonly label: string; readonly body: string }[] | string {
  const blocks: { label: string; body: string }[] = [];
  let begin = text.indexOf(BEGIN);
  while (begin >= 0) {
    const labelAt = begin + BEGIN.length;
    const labelEnd = text.indexOf(DASHES, labelAt);
    const label = labelEnd < 0 ? '' : text.slice(labelAt, labelEnd);
    if (!/^[A-Z0-9 ]{1,40}$/.test(label))
      return 'A line that starts with "-----BEGIN" does not end in "-----".';
    const end = text.indexOf(`-----END ${label}-----`, labelEnd);
    if (end < 0)
      return `The text has the line "-----BEGIN ${label}-----" but not the END line that belongs to it.`;
    blocks.push({ label, body: text.slice(labelEnd + DASHES.length, end) });
    begin = text.indexOf(BEGIN, end);
  }
  return blocks;
}

function refusal(detail: string): CertificateResult {
  return { ok: false, detail };
}

async function readCertificate(bytes: Uint8Array<ArrayBuffer>): Promise<Certificate | undefined> {
  const parsed = parseX509(bytes);
  if (parsed === undefined) return undefined;
  const { der, key, facts } = parsed;
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
  return {
    der,
    publicKey: key.spki,
    ...(key.curve !== undefined && { curve: key.curve }),
    facts: { ...facts, sha256: hexWithColons(fingerprint) },
  };
}
