/**
 * The policy that Login.gov sends with a page whose form can end at an application: the application's action URL
 * and registered redirect URIs, reduced to their origins, each once. `https://sp.gov/cb` becomes
 * `https://sp.gov`, `gov.agency.app://cb` becomes `gov.agency.app:`. What has no scheme is left out.
 * The result is a serialized policy, ready for `judgeFormAction`. Follows `SecureHeadersAllowList` of the
 * identity provider.
 */
export function predictFormAction(
  actionUrl: string | null,
  redirectUris: readonly (string | null)[] | null,
): string {
  const sources = [actionUrl, ...(redirectUris ?? [])].map(reduce).filter((source) => source !== null);
  return ['form-action', ...new Set(["'self'", ...sources])].join(' ');
}

function reduce(uri: string | null): string | null {
  const match = URI.exec(uri ?? '');
  if (match === null) return null;
  const [, name = '', userinfo = '', host = '', port = ''] = match;
  const scheme = name.toLowerCase();
  if (host === '' || (scheme !== 'http' && scheme !== 'https')) return `${scheme}:`;
  const isDefault = port === '' || Number(port) === (scheme === 'http' ? 80 : 443);
  return `${scheme}://${userinfo}${host}${isDefault ? '' : `:${Number(port)}`}`;
}

/** RFC 3986: scheme, user information with its `@`, host and port; the rest is dropped. */
const URI = /^([a-z][a-z0-9+.-]*):(?:\/\/(?:([^/?#@\s]+@)|@)?(\[[^\]\s]*\]|[^/?#:@\s]*)(?::([0-9]*))?)?/i;
