import { decodeBase64Leniently, fromBase64Url } from '../../core/decode/base64.ts';
import { encodeBase64, toBase64Url } from './base64.ts';
import type { RedactionContext } from './context.ts';
import { redactJson } from './json.ts';

/** Characters of a token that is taken apart; longer ones are replaced as they stand. */
const LONGEST = 64 * 1024;

/** A JSON Web Token, signed (three parts) or encrypted (five), whose header can be read. */
export function isWebToken(text: string): boolean {
  if (text.length > LONGEST) return false;
  const parts = text.split('.');
  return (parts.length === 3 || parts.length === 5) && readPart(parts[0] ?? '') !== undefined;
}

/**
 * The token with the claims that rules read (who made it, for whom, when) and without its signature, so that it
 * opens nothing. Equal tokens stay equal.
 */
export function redactWebToken(token: string, what: string, context: RedactionContext): string {
  const { secrets } = context;
  const parts = token.split('.').map((part, at) => {
    const read = at < 2 ? readPart(part) : undefined;
    if (read === undefined) return secrets.replace(part, 'part of a token');
    const claims = { ...redactJson(read, context), ...selfNamed(read, context) };
    return toBase64Url(encodeBase64(new TextEncoder().encode(JSON.stringify(claims))));
  });
  secrets.decide(token, parts.join('.'));
  return secrets.replace(token, what);
}

/** An application names itself as subject; the subject of any other token is the user. */
function selfNamed({ iss, sub }: Record<string, unknown>, { open }: RedactionContext): { sub?: string } {
  return typeof sub === 'string' && (sub === iss || open.hasIdentifier(sub)) ? { sub } : {};
}

function readPart(part: string): Record<string, unknown> | undefined {
  if (!/^[\w-]+={0,2}$/.test(part)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64Leniently(fromBase64Url(part)));
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
