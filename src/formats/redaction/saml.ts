import { deflate, deflateRaw, gzip } from 'pako';
import { decodeBase64Leniently, fromBase64Url } from '../../core/decode/base64.ts';
import { type DeflateFormat, inflateBounded } from '../../core/decode/inflate.ts';
import { decodeSamlMessage } from '../../core/decode/saml-encoding.ts';
import { LIMITS } from '../../core/limits.ts';
import type { SamlBinding } from '../../core/model/index.ts';
import { encodeBase64, toBase64Url } from './base64.ts';
import type { RedactionContext } from './context.ts';
import { changeDecoded, decoded } from './percent.ts';
import { redactXml } from './xml.ts';

/** Lengths that are tried until the new message is encoded with the same mistakes as the old one. */
const TRIES = 60;

/**
 * An encoded SAML message: taken apart, its values replaced, and encoded in the same way again, mistakes of its
 * encoding included. One in which nothing is secret, as in most AuthnRequests, stays as it was, and its signature with
 * it. What cannot be read is replaced as a whole.
 * @param raw the value as sent
 */
export function redactSaml(name: string, value: string, raw: string, context: RedactionContext): string {
  if (value.trim() === '') return value;
  const binding: SamlBinding = raw === value && !raw.includes('%') ? 'HTTP-POST' : 'HTTP-Redirect';
  const before = reading(value, raw, binding);
  const isAlike = (candidate: string) => {
    const after = reading(candidate, likeRaw(candidate, raw), binding);
    return after.steps === before.steps && after.tolerated === before.tolerated;
  };
  const message = before.tolerated ? openTolerated(value) : open(value, raw);
  if (message === undefined) return context.secrets.replaceAlike(value, name, isAlike);
  const xml = redactXml(message.xml, context);
  if (xml === message.xml) return value;
  for (let more = 0; more < TRIES; more += 1) {
    const candidate = message.close(xml + ' '.repeat(more));
    if (isAlike(candidate)) {
      context.secrets.count(value, name);
      return candidate;
    }
  }
  return context.secrets.replaceAlike(value, name, isAlike);
}

/** How the message is read: the steps that succeed, the first mistake, and whether it does harm. */
function reading(value: string, raw: string, binding: SamlBinding): { steps: string; tolerated: boolean } {
  const { steps, problem } = decodeSamlMessage(value, raw, binding).decoding;
  return { steps: [...steps, problem?.code].join(' '), tolerated: problem?.tolerated === true };
}

function likeRaw(value: string, raw: string): string {
  return raw.includes('+') ? value.replaceAll(' ', '+') : value.replaceAll('+', '%2B');
}

interface OpenMessage {
  readonly xml: string;
  readonly close: (xml: string) => string;
}

/** The same steps as reading takes; undefined where no XML comes out. */
function open(value: string, raw: string): OpenMessage | undefined {
  if (value.length > LIMITS.encodedLength) return undefined;
  if (value.trimStart().startsWith('<')) return { xml: value, close: (xml) => xml };
  if (/%[\da-f]{2}/i.test(value)) {
    const inner = open(decoded(value, false), '');
    return inner && { xml: inner.xml, close: (xml) => changeDecoded(value, () => inner.close(xml), false) };
  }
  if (raw !== value && raw.includes('+') && value.includes(' ')) {
    return convert(open(value.replaceAll(' ', '+'), ''), (text) => text.replaceAll('+', ' '));
  }
  if (/[-_]/.test(value)) {
    return convert(openBase64(fromBase64Url(value)), (text) =>
      value.includes('=') ? text.replaceAll('+', '-').replaceAll('/', '_') : toBase64Url(text),
    );
  }
  return convert(openBase64(value), (text) => laidOutLike(text, value));
}

/** A mistake that base64 passes over: it stands where it stood, or at the end. */
function openTolerated(value: string): OpenMessage | undefined {
  const [mistake = ''] = /%[\da-f]{2}|[-_ ]/i.exec(value) ?? [];
  const at = value.indexOf(mistake);
  return convert(openBase64(value), (text) => text.slice(0, at) + mistake + text.slice(at));
}

function convert(
  message: OpenMessage | undefined,
  change: (text: string) => string,
): OpenMessage | undefined {
  return message && { xml: message.xml, close: (xml) => change(message.close(xml)) };
}

/** Line breaks where the other text has them, and padding where it has some. */
function laidOutLike(text: string, other: string): string {
  const padded =
    other.includes('=') || other.replace(/\s/g, '').length % 4 === 0 ? text : text.replace(/=+$/, '');
  const [, line = '', end = ''] = /^([^\s]{1,200})(\r?\n)/.exec(other) ?? [];
  if (end === '') return padded;
  return (padded.match(new RegExp(`.{1,${line.length}}`, 'g')) ?? []).join(end);
}

function openBase64(base64: string): OpenMessage | undefined {
  const bytes = decodeBase64Leniently(base64);
  if (bytes.length === 0) return undefined;
  const head = new TextDecoder().decode(bytes.subarray(0, 64));
  if (/^[\ufeff\s]*</.test(head)) return { xml: text(bytes), close: (xml) => encodeBase64(utf8(xml)) };
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const isZlib = bytes[0] === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(bytes[1] ?? -1);
  return openDeflated(bytes, isGzip ? gzip : isZlib ? deflate : deflateRaw);
}

function openDeflated(
  bytes: Uint8Array,
  compress: (data: Uint8Array) => Uint8Array,
): OpenMessage | undefined {
  const format: DeflateFormat = compress === deflateRaw ? 'raw' : 'wrapped';
  const result = inflateBounded(bytes, format);
  const close = (xml: string) => encodeBase64(compress(utf8(xml)));
  if (result.ok) return { xml: text(result.bytes), close };
  // Nobody has read all of it, so nothing of it is kept: as many zeros are too large, too.
  if (result.why === 'too-large') {
    const zeros = new Uint8Array(LIMITS.inflatedBytes + 1);
    return { xml: ' ', close: () => encodeBase64(compress(zeros)) };
  }
  if (result.why !== 'truncated' || result.bytes.length === 0) return undefined;
  return { xml: text(result.bytes), close: (xml) => encodeBase64(cutShort(compress(utf8(xml)), format)) };
}

/** As much from the end left out as makes the rest incomplete. */
function cutShort(bytes: Uint8Array, format: DeflateFormat): Uint8Array {
  for (let length = bytes.length - 1; length > 0; length -= 1) {
    const result = inflateBounded(bytes.subarray(0, length), format);
    if (!result.ok && result.why === 'truncated') return bytes.subarray(0, length);
  }
  return bytes;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function utf8(xml: string): Uint8Array {
  return new TextEncoder().encode(xml);
}
