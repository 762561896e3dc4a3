import type { Engine } from '../model/index.ts';
import { decodePath } from './percent-decode.ts';
import { defaultPort, type RequestUrl } from './request-url.ts';
import type { HostSource, SourceExpression } from './source-expression.ts';

/** One URL to match, and where it stands. */
export interface MatchContext {
  readonly url: RequestUrl;
  /** Origin of the document that sent the policy; null when it cannot be known. */
  readonly self: RequestUrl | null;
  /** A redirect came before: paths are not compared (CSP Level 3, section 7.6, paths and redirects). */
  readonly redirected: boolean;
  readonly engine: Engine;
}

/** Does URL match expression: CSP Level 3, section 6.7.2.8, as the engine does it. */
export function matchesSource(source: SourceExpression, context: MatchContext): boolean {
  switch (source.kind) {
    case 'none':
    case 'ignored':
      return false;
    case 'star':
      return matchesStar(context);
    case 'self':
      return matchesSelf(context);
    case 'scheme':
      return schemeMatch(source.scheme, context.url.scheme) !== 'none';
    case 'host':
      return matchesHostSource(source, context);
  }
}

/** Section 6.7.2.8, step 1. A custom scheme such as `gov.agency.app://cb` is not covered by `*` in Chromium. */
function matchesStar({ url, self, engine }: MatchContext): boolean {
  if (engine === 'firefox') return !['blob', 'data', 'filesystem'].includes(url.scheme);
  return ['http', 'https', 'ws', 'wss'].includes(url.scheme) || url.scheme === self?.scheme;
}

/**
 * Section 6.7.2.8, step 4: the same origin, or from http its secure form on the default port.
 * `http://sp.gov` covers `https://sp.gov`, `http://sp.gov:8080` does not cover `https://sp.gov:8080`.
 */
function matchesSelf(context: MatchContext): boolean {
  const { self, url } = context;
  if (self === null) return false;
  // `data:` and `file:` documents have no host.
  if (self.host === '') return context.engine === 'chromium' && self.scheme === url.scheme;
  return matchesHostSource(
    { kind: 'host', text: "'self'", scheme: self.scheme, host: self.host, port: self.port, path: '' },
    context,
  );
}

function matchesHostSource(source: HostSource, context: MatchContext): boolean {
  const scheme = source.scheme ?? context.self?.scheme;
  if (scheme === undefined) return false;
  return (
    matchesSchemeAndPort(scheme, source.port, context) &&
    matchesHost(source.host, context.url.host) &&
    (context.redirected || matchesPath(source.path, context))
  );
}

/**
 * Sections 6.7.2.9 and 6.7.2.11. In Chromium scheme and port are upgraded together or not at all: `http://sp.gov`
 * covers `https://sp.gov`, but `http://sp.gov:443` does not. Firefox looks at each by itself.
 */
function matchesSchemeAndPort(scheme: string, port: string | null, { url, engine }: MatchContext): boolean {
  const schemes = schemeMatch(scheme, url.scheme);
  if (schemes === 'none') return false;
  const ports = portMatch(port, scheme, url);
  if (ports === 'none') return false;
  if (engine === 'firefox' || ports === 'any') return true;
  return ports === schemes;
}

type UpgradeMatch = 'exact' | 'upgrade' | 'none';

/** Section 6.7.2.9; form targets are never `ws:`, so of its pairs only http and ws to their secure forms matter. */
function schemeMatch(allowed: string, actual: string): UpgradeMatch {
  if (allowed === actual) return 'exact';
  const upgraded = (allowed === 'http' && actual === 'https') || (allowed === 'ws' && actual === 'wss');
  return upgraded ? 'upgrade' : 'none';
}

/** Section 6.7.2.11. */
function portMatch(allowed: string | null, scheme: string, url: RequestUrl): UpgradeMatch | 'any' {
  if (allowed === '*') return 'any';
  if (allowed === null && url.port === defaultPort(url.scheme)) return 'any';
  if (allowed === url.port) return 'exact';
  return (allowed ?? defaultPort(scheme)) === '80' && url.port === '443' ? 'upgrade' : 'none';
}

/** Section 6.7.2.10. `*.gov` covers `example.gov` and not `gov`. */
function matchesHost(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

/** Section 6.7.2.12. `/auth/` covers all below it, `/auth` only itself; percent-encoding makes no difference. */
function matchesPath(pattern: string, { url, engine }: MatchContext): boolean {
  if (pattern === '') return true;
  const allowed = decodePath(pattern, engine);
  if (allowed === '/' && url.path === '') return true;
  return allowed.endsWith('/') ? url.path.startsWith(allowed) : url.path === allowed;
}
