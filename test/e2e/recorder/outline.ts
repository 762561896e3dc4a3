import { DEV_IDP, OIDC_SP, OTHER_APP, SAML_SP, SANDBOX_IDP, SECOND_APP } from '../../../playground/hosts.ts';
import type { ServedRequest } from '../../../playground/server.ts';
import { environmentOf } from '../../../src/core/login-gov/environments.ts';
import type { Flow, Hop, Navigation, NavigationCause } from '../../../src/core/model/index.ts';

/** Flows as text that a person can read and a test can compare: one line for each navigation and hop. */
export function outline(flows: readonly Flow[]): string {
  return flows.map(({ navigations }) => navigations.map(ofNavigation).join('\n')).join('\n\n');
}

function ofNavigation({ cause, hops }: Navigation): string {
  return [ofCause(cause), ...hops.map((hop) => `  ${ofHop(hop)}`)].join('\n');
}

/**
 * `form of login.gov/ with its policy`; the policy only where it is known. Of other sites the host alone: how much of
 * their address is known depends on their referrer policy and on what was granted. `form with app shown`, where nobody
 * said whose form it was.
 */
function ofCause(cause: NavigationCause): string {
  if (!('document' in cause)) return cause.kind;
  const { url, onlyShown, policies = [] } = cause.document;
  const known = policies.some(({ value }) => value.includes('form-action')) ? ' with its policy' : '';
  if (url === undefined) return cause.kind;
  const where = environmentOf(url) === undefined ? short(url).split('/')[0] : short(url);
  return onlyShown === true ? `${cause.kind} with ${where} shown` : `${cause.kind} of ${where}${known}`;
}

function ofHop({ method, url, response, error, gapBefore }: Hop): string {
  const gap = gapBefore === undefined ? '' : '… ';
  return `${gap}${method ?? '?'} ${short(url)} ${response?.status ?? error ?? '?'}`;
}

const NAMES: Readonly<Record<string, string>> = {
  [SANDBOX_IDP]: 'login.gov',
  [DEV_IDP]: 'dev.login.gov',
  [OIDC_SP]: 'app',
  [SAML_SP]: 'saml-app',
  [OTHER_APP]: 'other',
  [SECOND_APP]: 'portal',
};

/** Host and path, the known hosts by a name. */
export function short(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  if (!protocol.startsWith('http')) return url.split('?')[0] ?? url;
  return `${NAMES[host] ?? host}${pathname}`;
}

/** Documents that a browser really asked for, in the order of their answers: `GET app/signed-in 200`. */
export function servedDocuments(log: readonly ServedRequest[]): string[] {
  return log
    .filter(({ from, destination }) => from === 'browser' && DOCUMENTS.has(destination ?? 'document'))
    .map(({ method, url, status }) => `${method} ${short(url)} ${status}`);
}

const DOCUMENTS: ReadonlySet<string> = new Set(['document', 'iframe', 'frame']);

/** The same of what was recorded: hops that were answered, in the order in which they were asked for. */
export function answeredHops(flows: readonly Flow[]): string[] {
  return flows
    .flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops))
    .filter(({ response }) => response !== undefined)
    .toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0))
    .map(ofHop)
    .map((text) => text.replace('… ', ''));
}
