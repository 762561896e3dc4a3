import { type Deployments, environmentOf } from '../login-gov/environments.ts';
import type { Navigation } from '../model/index.ts';
import { coverNavigation } from './coverage.ts';

/**
 * What to register as a redirect URI so that Login.gov's policy covers a URL: its origin with a path, or a custom
 * scheme. `https://app.other.gov/home?x=1` becomes `https://app.other.gov/home`, `gov.agency.app://cb` becomes
 * `gov.agency.app://`.
 */
export function uriToRegister(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin, pathname, protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? `${origin}${pathname}` : `${protocol}//`;
}

/**
 * Every redirect URI that is missing, each once: one for each hop after a form of Login.gov's that Chromium finds
 * no source for. Two addresses of one host need one registration, for Login.gov sends the origin.
 */
export function urisToRegister(
  navigations: readonly Navigation[],
  deployments?: Deployments,
): readonly string[] {
  const byPlace = new Map<string, string>();
  for (const url of navigations.flatMap((navigation) => uncovered(navigation, deployments))) {
    const uri = uriToRegister(url);
    const place = URL.canParse(uri) ? `${new URL(uri).protocol}${new URL(uri).host}` : uri;
    if (!byPlace.has(place)) byPlace.set(place, uri);
  }
  return [...byPlace.values()];
}

function uncovered({ cause, hops }: Navigation, deployments?: Deployments): readonly string[] {
  if (cause.kind !== 'form') return [];
  const { url, policies } = cause.document;
  if (url === undefined || policies === undefined) return [];
  if (environmentOf(url, deployments) === undefined) return [];
  const [target = '', ...redirects] = hops.map((hop) => hop.url);
  const coverage = coverNavigation({ documentUrl: url, policies, target, redirects, engine: 'chromium' });
  const governing = coverage.policies.filter(({ sent }) => sent.disposition === 'enforce');
  return hops.flatMap((hop, at) =>
    governing.some(({ coveredBy }) => coveredBy[at] === null) ? [hop.url] : [],
  );
}
