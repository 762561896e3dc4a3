/**
 * URIs as Ruby reads and compares them (`URI.parse` and `URI::Generic#==`), for so Login.gov decides whether a
 * redirect URI is registered. Ruby follows RFC 3986, not browsers: no white space, no letters beyond ASCII, and a
 * query may hold nearly anything. This is the grammar of uri 1.0, as in Ruby 3.4, which Login.gov runs. Schemes with
 * comparisons of their own (file, ftp, ldap, mailto) are compared like any other.
 */
export interface RubyUri {
  /** In lower case; absent in a relative reference. */
  readonly scheme?: string;
  readonly userinfo?: string;
  /** In lower case; empty in `app:///`, absent in `app:/`. */
  readonly host?: string;
  /** That of the scheme where the URI names none. */
  readonly port?: number;
  /** Absent where the URI is opaque: `mailto:a`. An empty one is a slash. */
  readonly path?: string;
  readonly opaque?: string;
  readonly query?: string;
  readonly fragment?: string;
}

/** Undefined where Ruby raises `URI::InvalidURIError`. */
export function parseRubyUri(text: string): RubyUri | undefined {
  if (!ASCII.test(text)) return undefined;
  const match = ABSOLUTE.exec(text) ?? RELATIVE.exec(text);
  if (match?.groups === undefined) return undefined;
  const { scheme, userinfo, host, port, abempty, absolute, rootless, noscheme, query, fragment } =
    match.groups;
  // In an opaque URI the query is part of the rest, and is not looked into.
  const kept = query === undefined || rootless !== undefined ? undefined : readQuery(query);
  if (query !== undefined && rootless === undefined && kept === undefined) return undefined;
  const lower = scheme?.toLowerCase();
  const path = abempty ?? absolute ?? noscheme ?? '';
  const named = port === undefined || port === '' ? DEFAULT_PORTS.get(lower ?? '') : Number(port);
  return {
    ...(lower !== undefined && { scheme: lower }),
    ...(userinfo !== undefined && userinfo !== '' && { userinfo }),
    ...(host !== undefined && { host: host.toLowerCase() }),
    ...(named !== undefined && { port: named }),
    ...(rootless === undefined
      ? { path: path === '' ? '/' : path }
      : { opaque: `${rootless}${query === undefined ? '' : `?${query}`}` }),
    ...(kept !== undefined && { query: kept }),
    ...(fragment !== undefined && { fragment }),
  };
}

/** Registered URIs beyond this number are not compared. */
export const MAX_REGISTERED = 1000;

/** Login.gov compares with one registered URI after the other; one that cannot be read ends the search. */
export function findRegistered(uri: string, registered: readonly string[]): 'match' | 'no-match' | 'invalid' {
  const wanted = parseRubyUri(uri);
  for (const candidate of registered.slice(0, MAX_REGISTERED)) {
    const parsed = parseRubyUri(candidate);
    if (wanted === undefined || parsed === undefined) return 'invalid';
    if (sameRubyUri(parsed, wanted)) return 'match';
  }
  return 'no-match';
}

/** Path, query and fragment are compared exactly; of an opaque URI of the web the opaque part is not compared. */
export function sameRubyUri(a: RubyUri, b: RubyUri): boolean {
  const web = a.scheme === 'http' || a.scheme === 'https';
  return (
    a.scheme === b.scheme &&
    a.userinfo === b.userinfo &&
    a.host === b.host &&
    a.port === b.port &&
    a.path === b.path &&
    (web || a.opaque === b.opaque) &&
    a.query === b.query &&
    a.fragment === b.fragment
  );
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['http', 80],
  ['https', 443],
  ['ldap', 389],
  ['ldaps', 636],
  ['ws', 80],
  ['wss', 443],
]);

const ASCII = /^[\0-\x7f]*$/;

const ESCAPE = '%[0-9A-Fa-f]{2}';
const SEGMENT = `(?:${ESCAPE}|[!$&-.0-;=@-Z_a-z~])`;
const H16 = '[0-9A-Fa-f]{1,4}';
const OCTET = '(?:[1-9]\\d|1\\d{2}|2[0-4]\\d|25[0-5]|\\d)';
const LS32 = `(?:${H16}:${H16}|${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET})`;
const IPV6 = [
  `(?:${H16}:){6}${LS32}`,
  `::(?:${H16}:){5}${LS32}`,
  `(?:${H16})?::(?:${H16}:){4}${LS32}`,
  `(?:(?:${H16}:)?${H16})?::(?:${H16}:){3}${LS32}`,
  `(?:(?:${H16}:){0,2}${H16})?::(?:${H16}:){2}${LS32}`,
  `(?:(?:${H16}:){0,3}${H16})?::${H16}:${LS32}`,
  `(?:(?:${H16}:){0,4}${H16})?::${LS32}`,
  `(?:(?:${H16}:){0,5}${H16})?::${H16}`,
  `(?:(?:${H16}:){0,6}${H16})?::`,
].join('|');
const LITERAL = `\\[(?:${IPV6}|v[0-9A-Fa-f]+\\.[!$&-.0-;=A-Z_a-z~]+)\\]`;
const USER = `(?:(?<userinfo>(?:${ESCAPE}|[!$&-.0-;=A-Z_a-z~])*)@)?`;
const HOST = `${LITERAL}|(?:${ESCAPE}|[!$&-.0-9;=A-Z_a-z~])*`;
const REST = `(?::(?<port>\\d*))?(?<abempty>(?:/${SEGMENT}*)*)`;
const WITH_AUTHORITY = `//${USER}(?<host>${HOST})${REST}`;
/** Without a scheme there is no empty host after `//`. */
const RELATIVE_AUTHORITY = `//${USER}(?<host>(?:${HOST})(?<!/))?${REST}`;
const ABSOLUTE_PATH = `(?<absolute>/(?:${SEGMENT}+(?:/${SEGMENT}*)*)?)`;
const END = `(?:\\?(?<query>[^#]*))?(?:#(?<fragment>(?:${ESCAPE}|[!$&-.0-;=@-Z_a-z~/?])*))?$`;

const ABSOLUTE = new RegExp(
  `^(?<scheme>[A-Za-z][+\\-.0-9A-Za-z]*):(?:${WITH_AUTHORITY}|${ABSOLUTE_PATH}|(?<rootless>${SEGMENT}+(?:/${SEGMENT}*)*)|)${END}`,
);
const RELATIVE = new RegExp(
  `^(?:${RELATIVE_AUTHORITY}|(?<absolute>(?:/${SEGMENT}*)+)|(?<noscheme>(?:${ESCAPE}|[!$&-.0-9;=@-Z_a-z~])+(?:/${SEGMENT}*)*)|)${END}`,
);

/** Ruby drops line breaks and tabs, refuses two characters after "%" that are no digits, and encodes the rest. */
function readQuery(query: string): string | undefined {
  const kept = query.replace(/[\t\r\n]/g, '');
  if (/%[^0-9A-Fa-f][^0-9A-Fa-f]/.test(kept)) return undefined;
  return kept.replace(
    /[^!$-&(-;=?-_a-~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
