const STRANGE = /[^A-Za-z0-9+/=]+/g;

/**
 * Decodes as Login.gov does (Ruby's `Base64.decode64`): characters outside the alphabet are ignored. A `=` where a
 * group of four can end, as its third or fourth character, ends the text; elsewhere it is ignored, too. Never throws.
 */
export function decodeBase64Leniently(text: string): Uint8Array<ArrayBuffer> {
  return bytesOf(proper(text) ?? atob(usableDigits(text)));
}

/** What `atob` takes as it is, nearly every text, it decodes to the same. */
function proper(text: string): string | undefined {
  try {
    return atob(text);
  } catch {
    return undefined;
  }
}

function usableDigits(text: string): string {
  const digits = beforePadding(text.replace(STRANGE, ''));
  return digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
}

function beforePadding(text: string): string {
  let digits = '';
  for (let from = 0; ; ) {
    const padding = text.indexOf('=', from);
    if (padding < 0) return digits + text.slice(from);
    digits += text.slice(from, padding);
    if (digits.length % 4 >= 2) return digits;
    from = padding + 1;
  }
}

/** A loop, for `Uint8Array.from` with a callback takes a hundred times as long. */
function bytesOf(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** The first character that is neither base64 nor white space, with its position. */
export function strangeBase64Character(text: string): { character: string; at: number } | undefined {
  const match = /[^A-Za-z0-9+/=\s]/u.exec(text);
  return match === null ? undefined : { character: match[0], at: match.index };
}

/** Turns the URL-safe alphabet of RFC 4648 section 5 into the plain one. */
export function fromBase64Url(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}
