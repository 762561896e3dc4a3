import type { Parameter } from '../model/index.ts';

/** Parameters beyond this number are not read. */
export const MAX_PARAMETERS = 1000;

/**
 * Reads `application/x-www-form-urlencoded` text leniently, keeping the text as sent beside the decoded value.
 * `a=1&b=%zz` gives `b` the value `%zz`: a broken escape is kept as it stands, as browsers and Rack do.
 */
export function parseParameters(query: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (const pair of query.replace(/^\?/, '').split('&', MAX_PARAMETERS)) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const raw = equals < 0 ? '' : pair.slice(equals + 1);
    parameters.push({ name: percentDecode(name), value: percentDecode(raw), raw });
  }
  return parameters;
}

/** Parameters of a URL's query; empty for what is no URL. */
export function queryParameters(url: string): Parameter[] {
  return URL.canParse(url) ? parseParameters(new URL(url).search) : [];
}

/** Value of the last parameter of that name: of several, Login.gov (Rack) keeps the last. */
export function parameter(parameters: readonly Parameter[], name: string): string | undefined {
  return parameters.findLast((candidate) => candidate.name === name)?.value;
}

/** Percent-decodes with plus as space; invalid escapes and invalid UTF-8 never throw. */
export function percentDecode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  const utf8 = new TextEncoder().encode(spaced);
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
  return code === undefined ? -1 : '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
}
