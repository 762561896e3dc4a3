import { fromBase64Url } from './base64.ts';

/** A JSON Web Token taken apart (RFC 7519, compact serialization); nothing is verified. */
export type ReadJwt =
  | { readonly ok: true; readonly header: Claims; readonly claims: Claims }
  /** What is wrong with it, as the rest of a sentence about it. */
  | { readonly ok: false; readonly problem: string };

export type Claims = Readonly<Record<string, unknown>>;

/** Characters of a token that is read; real ones have one or two thousand. */
const MAX_LENGTH = 64 * 1024;

/** Never throws. */
export function readJwt(token: string): ReadJwt {
  if (token.length > MAX_LENGTH)
    return broken(`has ${token.length} characters; at most ${MAX_LENGTH} are read`);
  const parts = token.split('.');
  if (parts.length !== 3)
    return broken(
      `has ${parts.length} ${parts.length === 1 ? 'part' : 'parts'} between its dots, where 3 are expected`,
    );
  const header = readPart(parts[0] ?? '');
  if (header === undefined) return broken('has a header that is no JSON object in base64url');
  const claims = readPart(parts[1] ?? '');
  if (claims === undefined) return broken('has a payload that is no JSON object in base64url');
  return { ok: true, header, claims };
}

/** Case does not matter to Login.gov's JWT library. */
export function isRs256(algorithm: unknown): boolean {
  return typeof algorithm === 'string' && algorithm.toUpperCase() === 'RS256';
}

function broken(problem: string): ReadJwt {
  return { ok: false, problem };
}

function readPart(part: string): Claims | undefined {
  if (!/^[\w-]+={0,2}$/.test(part)) return undefined;
  try {
    const binary = atob(fromBase64Url(part).replace(/=+$/, ''));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(binary, (character) => character.charCodeAt(0)),
    );
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
