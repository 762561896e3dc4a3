/**
 * Match patterns of the extension API, as far as host permissions need them: `https://*.login.gov/*`. Ports and
 * paths do not count: Firefox knows no ports in them, and access to a host is access to all of it.
 */

const PATTERN = /^(\*|https?):\/\/(\*|(?:\*\.)?[^*/]+)\//;

/** Every site. */
export const ALL_SITES = '<all_urls>';

/** The pattern to ask for so that requests to the host of that address are seen; undefined for other schemes. */
export function patternFor(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : undefined;
}

/** Whether the pattern gives access to the address or to what another pattern stands for. */
export function covers(pattern: string, address: string): boolean {
  if (pattern === ALL_SITES) return true;
  const wide = PATTERN.exec(pattern);
  const narrow = PATTERN.exec(
    address
      .replace(/^(https?:\/\/)[^/?#]*@/, '$1')
      .replace(/[?#].*$/s, '')
      .concat('/'),
  );
  if (wide === null || narrow === null) return false;
  const [, scheme, host = ''] = wide;
  const [, otherScheme, otherHost = ''] = narrow;
  if (scheme !== '*' && scheme !== otherScheme) return false;
  return coversHost(withoutPort(host), withoutPort(otherHost));
}

function coversHost(host: string, other: string): boolean {
  if (host === '*' || host === other) return true;
  const domain = /^\*\.(.+)$/.exec(host)?.[1];
  return domain !== undefined && (other === domain || other.endsWith(`.${domain}`));
}

function withoutPort(host: string): string {
  return host.replace(/:(?:\d+|\*)$/, '');
}

/** Whether the pattern stands for every address of its hosts. */
export function isWholeHost(pattern: string): boolean {
  return pattern === ALL_SITES || /^[^/]*\/\/[^/]*\/\*$/.test(pattern);
}

/** A pattern as a person says it: the host, with the scheme where it is not https. */
export function hostIn(pattern: string): string {
  if (isAllSites(pattern)) return 'all sites';
  return pattern.replace(/^https:\/\//, '').replace(/\/\*$/, '');
}

/** Whether the pattern is one of those by which the browsers say that every site is allowed. */
export function isAllSites(pattern: string): boolean {
  return pattern === ALL_SITES || /^(?:\*|https?):\/\/\*\//.test(pattern);
}
