import { LIMITS } from '../limits.ts';
import type { Parameter } from '../model/index.ts';

/**
 * Reads `application/x-www-form-urlencoded` text as Login.gov's parser (Rack) does, keeping the text as sent
 * beside the decoded value. A parameter that Rack cannot read is kept with its `fault`; `prompt` without `=`
 * has no value, which for Login.gov is the same as its absence, while `prompt=` has an empty one.
 */
export function parseParameters(query: string): Parameter[] {
  const parameters: Parameter[] = [];
  let at = query.startsWith('?') ? 1 : 0;
  while (at < query.length && parameters.length < LIMITS.parameters) {
    const end = query.indexOf('&', at);
    const pair = query.slice(at, end < 0 ? query.length : end);
    if (pair !== '') parameters.push(parsePair(pair));
    at = end < 0 ? query.length : end + 1;
  }
  return parameters;
}

function parsePair(pair: string): Parameter {
  const equals = pair.indexOf('=');
  const name = readPercentEncoded(equals < 0 ? pair : pair.slice(0, equals));
  const raw = equals < 0 ? '' : pair.slice(equals + 1);
  const value = readPercentEncoded(raw);
  // Rack does not mind a name that is no UTF-8.
  const fault = name.fault === 'not-utf-8' ? value.fault : (name.fault ?? value.fault);
  return {
    name: name.text,
    value: value.text,
    raw,
    ...(equals < 0 && { valueless: true }),
    ...(fault !== undefined && { fault }),
  };
}

/** Parameters of a URL's query; empty for what is no URL. */
export function queryParameters(url: string): Parameter[] {
  const question = url.indexOf('?');
  if (question < 0 || url.length > LIMITS.urlLength || !URL.canParse(url)) return [];
  const hash = url.indexOf('#');
  if (hash >= 0 && hash < question) return [];
  return parseParameters(url.slice(question + 1, hash < 0 ? url.length : hash));
}

/**
 * Value of the last parameter of that name, for of several Login.gov (Rack) keeps the last. Undefined where it
 * is absent or has no `=`.
 */
export function parameter(parameters: readonly Parameter[], name: string): string | undefined {
  const found = parameters.findLast((candidate) => candidate.name === name);
  return found === undefined || found.valueless === true ? undefined : found.value;
}

export interface PercentDecoded {
  readonly text: string;
  /** What Rack refuses: a `%` without two hexadecimal digits, bytes that are not UTF-8, or U+0000. */
  readonly fault?: NonNullable<Parameter['fault']>;
}

/** Percent-decodes with plus as space. A broken escape is kept as it stands; never throws. */
export function percentDecode(text: string): string {
  return readPercentEncoded(text).text;
}

/** Percent-decodes with plus as space, and says what is wrong with the text. */
export function readPercentEncoded(text: string): PercentDecoded {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return withNul(spaced);
  try {
    return withNul(decodeURIComponent(spaced));
  } catch {
    const brokenEscape = /%(?![0-9a-f]{2})/i.test(spaced);
    return { text: decodeBytes(spaced), fault: brokenEscape ? 'broken-escape' : 'not-utf-8' };
  }
}

function withNul(text: string): PercentDecoded {
  return text.includes('\0') ? { text, fault: 'nul' } : { text };
}

/** For text that `decodeURIComponent` refuses: broken escapes stand, bytes that are no UTF-8 become U+FFFD. */
function decodeBytes(text: string): string {
  const utf8 = new TextEncoder().encode(text);
  const bytes = new Uint8Array(utf8.length);
  let length = 0;
  for (let at = 0; at < utf8.length; at++) {
    const byte = utf8[at] ?? 0;
    const high = byte === 0x25 ? hexDigit(utf8[at + 1]) : -1;
    const low = high >= 0 ? hexDigit(utf8[at + 2]) : -1;
    if (low < 0) {
      bytes[length++] = byte;
    } else {
      bytes[length++] = high * 16 + low;
      at += 2;
    }
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
