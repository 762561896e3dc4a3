import { randomBytes } from 'node:crypto';

/** `form-action` sources of a page whose form can end at the service provider. */
export function formActionSources(
  actionUrl: string,
  redirectUris: readonly (string | null)[],
): readonly string[] {
  const sources = [actionUrl, ...redirectUris].filter((uri) => uri !== null).map(reduce);
  return ["'self'", ...new Set(sources)];
}

export const SELF_ONLY: readonly string[] = ["'self'"];

/** Headers of every answer of the identity provider. */
export function securityHeaders(formAction: readonly string[] = SELF_ONLY): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'self'",
      "child-src 'self'",
      `form-action ${formAction.join(' ')}`,
      'block-all-mixed-content',
      "connect-src 'self' *.nr-data.net",
      "font-src 'self' data:",
      "img-src 'self' data: login.gov https://s3.us-west-2.amazonaws.com",
      "media-src 'self'",
      "object-src 'none'",
      `script-src 'self' js-agent.newrelic.com *.nr-data.net 'nonce-${randomBytes(16).toString('hex')}'`,
      "style-src 'self'",
      "base-uri 'self'",
    ].join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31556952; includeSubDomains; preload',
    'cache-control': 'no-store',
  };
}

/** `https://user@host:8443/path?x` becomes `https://user@host:8443`, `myapp://result` becomes `myapp:`. */
function reduce(uri: string): string {
  const { protocol, username, password, host } = new URL(uri);
  if (protocol !== 'http:' && protocol !== 'https:') return protocol;
  const userinfo = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
  return `${protocol}//${userinfo}${host}`;
}
