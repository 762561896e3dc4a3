import type { Engine } from '../model/index.ts';
import { decodePath } from './percent-decode.ts';

/** What source matching asks of a URL: its parts, with default ports filled in. */
export interface RequestUrl {
  /** Lower case, without the colon. */
  readonly scheme: string;
  /** To Chromium empty for schemes that the URL Standard does not call special, e.g. `gov.agency.app://cb`. */
  readonly host: string;
  /** Digits; empty when the scheme has no default port and none is given. */
  readonly port: string;
  /** Percent-decoded as the engine does it. */
  readonly path: string;
  /** Absolute form. */
  readonly href: string;
}

/**
 * Takes a URL apart; null when it cannot be parsed. A relative one is resolved against `base`, as a browser
 * does with `Location: /cb`.
 */
export function requestUrl(text: string, engine: Engine, base?: string): RequestUrl | null {
  const url = parse(text, base);
  if (url === null) return null;
  const scheme = url.protocol.slice(0, -1);
  const standard = scheme in DEFAULT_PORTS || scheme === 'file';
  return {
    scheme,
    host: standard || engine === 'firefox' ? url.hostname : '',
    port: url.port || defaultPort(scheme),
    path: decodePath(url.pathname, engine),
    href: url.href,
  };
}

/**
 * The origin that 'self' and sources without a scheme stand for: CSP Level 3, section 2.2 (self-origin).
 * A document from a `blob:` URL has the policies of its creator; for one that cannot be parsed nothing matches.
 */
export function selfOrigin(documentUrl: string, engine: Engine): RequestUrl | null {
  const url = requestUrl(documentUrl, engine);
  return url?.scheme === 'blob' ? requestUrl(url.href.slice('blob:'.length), engine) : url;
}

/**
 * What the directive upgrade-insecure-requests makes of a form's target before its policies are asked: Upgrade
 * Insecure Requests, section 4.1. `http://sp.gov` becomes `https://sp.gov`, `http://localhost` is safe as it is.
 */
export function upgraded(url: RequestUrl): RequestUrl {
  if (url.scheme !== 'http' || isLoopback(url.host)) return url;
  return { ...url, scheme: 'https', port: url.port === '80' ? '443' : url.port };
}

/**
 * Whether Chromium ends a navigation at this URL without asking a policy: "Not allowed to load local resource" for a
 * form's target, ERR_UNSAFE_REDIRECT after a redirect. Custom schemes such as `gov.agency.app://cb` are asked about.
 */
export function endsUnasked(
  { scheme, href }: RequestUrl,
  self: RequestUrl | null,
  redirected: boolean,
): boolean {
  if (scheme === 'blob') return redirected || originOf(href) !== originOf(self?.href ?? '');
  if (scheme === 'javascript') return redirected;
  return UNASKED_SCHEMES.has(scheme);
}

const UNASKED_SCHEMES: ReadonlySet<string> = new Set([
  'about',
  'chrome',
  'chrome-extension',
  'chrome-untrusted',
  'data',
  'devtools',
  'file',
  'filesystem',
  'view-source',
]);

function originOf(href: string): string {
  return URL.canParse(href) ? new URL(href).origin : '';
}

function isLoopback(host: string): boolean {
  return /^(?:(?:.*\.)?localhost\.?|127\.[0-9.]+|\[::1\])$/.test(host);
}

/** Digits, or empty for a scheme without a default port. */
export function defaultPort(scheme: string): string {
  return DEFAULT_PORTS[scheme] ?? '';
}

/** Special schemes of the URL Standard, section 4.2. */
const DEFAULT_PORTS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ftp: '21',
  http: '80',
  https: '443',
  ws: '80',
  wss: '443',
});

function parse(text: string, base?: string): URL | null {
  try {
    return base === undefined ? new URL(text) : new URL(text, base);
  } catch {
    return null;
  }
}
