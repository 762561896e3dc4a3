const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Percent-decodes to bytes, one character for each: `/%C3%A9` is a slash, U+00C3 and U+00A9. A percent sign
 * without two hexadecimal digits stays. Firefox compares paths in this form.
 */
export function percentDecodeBytes(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

/**
 * Percent-decodes as Chromium does before it compares paths: bytes that are valid UTF-8 become its characters,
 * the others stay as they are. So `/%C3%A9` and `/%E9` are the same path.
 */
export function percentDecodeUtf8(text: string): string {
  return percentDecodeBytes(text).replace(UTF8_SEQUENCE, decodeSequence);
}

/** A lead byte with as many continuation bytes as it asks for. */
const UTF8_SEQUENCE =
  /[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf]{2}|[\u00f0-\u00f4][\u0080-\u00bf]{3}/g;

function decodeSequence(sequence: string): string {
  try {
    return UTF8.decode(Uint8Array.from(sequence, (byte) => byte.charCodeAt(0)));
  } catch {
    // Overlong forms and surrogates look like a sequence, but are none.
    return sequence;
  }
}
