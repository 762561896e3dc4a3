import type { Engine } from '../model/index.ts';

/** Percent-decoding before paths are compared: CSP Level 3, section 6.7.2.12. */
export function decodePath(path: string, engine: Engine): string {
  return engine === 'firefox' ? decodeBytes(path) : path.replace(/(?:%[0-9a-f]{2})+/gi, decodeUtf8);
}

/**
 * Firefox makes one character of each byte: `/%C3%A9` is a slash, U+00C3 and U+00A9. A percent sign without two
 * hexadecimal digits stays.
 */
function decodeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/**
 * Chromium makes characters of the bytes that are valid UTF-8 and leaves the others, so that `/%C3%A9` and
 * `/%E9` are the same path.
 */
function decodeUtf8(escapes: string): string {
  return (
    decoded(escapes) ??
    escapes.replace(UTF8_SEQUENCE, (sequence) => decoded(sequence) ?? decodeBytes(sequence))
  );
}

/** A lead byte with as many continuation bytes as it asks for, else one byte; overlong forms fail later. */
const UTF8_SEQUENCE =
  /%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}|%[0-9a-f]{2}/gi;

function decoded(escapes: string): string | null {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return null;
  }
}
