import { clientOf } from '../history.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { isMistakenEndpoint, isOtherEndpoint } from '../login-gov/endpoints.ts';
import type { Environment } from '../login-gov/environments.ts';
import type { Hop } from '../model/index.ts';
import { loginGovHops } from './login-gov-hops.ts';
import { clip, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about the address of a request to Login.gov: scheme, host, path. */

const SANDBOX = 'idp.int.identitysandbox.gov';
const PRODUCTION = 'secure.login.gov';
const LOCAL_HOSTS = ['localhost', '127.0.0.1'];

function insecure({ flow }: RuleContext): Verdict {
  for (const { hop } of loginGovHops(flow)) {
    if (!/^http:/i.test(hop.url)) continue;
    const url = new URL(hop.url);
    if (LOCAL_HOSTS.includes(url.hostname)) continue;
    return {
      summary: `The request goes to http://${clip(url.host)} without encryption. Login.gov redirects it to https, and what it carried was readable on the way.`,
      fix: 'Send the request to the https address.',
      values: [{ label: 'Address', value: `https://${url.host}${url.pathname}` }],
      evidence: [{ hop: hop.id, at: { part: 'url', name: 'scheme' }, actual: 'http', expected: 'https' }],
    };
  }
  return undefined;
}

/** A host below a domain of Login.gov, asked for an endpoint, that partners have no account at. */
function foreignHost({ flow }: RuleContext): Verdict {
  for (const { hop, endpoint, environment } of loginGovHops(flow)) {
    if (environment === 'sandbox' || environment === 'production') continue;
    const { hostname, pathname } = new URL(hop.url);
    if (endpoint === undefined && !isOtherEndpoint(pathname)) continue;
    if (!PARENT_DOMAIN.test(hostname)) continue;
    return {
      summary: `The request goes to ${clip(hostname)}, a host of Login.gov that is neither the sandbox nor production. It may not exist, or it knows other applications than those of the Partner Portal.`,
      fix: `Send the request to ${SANDBOX} (sandbox) or ${PRODUCTION} (production).`,
      values: [
        { label: 'Sandbox', value: `https://${SANDBOX}${pathname}` },
        { label: 'Production', value: `https://${PRODUCTION}${pathname}` },
      ],
      evidence: [
        {
          hop: hop.id,
          at: { part: 'url', name: 'host' },
          actual: hostname,
          expected: `${SANDBOX} or ${PRODUCTION}`,
        },
      ],
    };
  }
  return undefined;
}

const PARENT_DOMAIN = /\.(?:login|identitysandbox)\.gov$/;

function unknownPath({ flow }: RuleContext): Verdict {
  for (const { hop, endpoint } of loginGovHops(flow)) {
    if (endpoint !== undefined || !isMistakenEndpoint(hop.url, flow.deployments)) continue;
    const { pathname, origin } = new URL(hop.url);
    const status = hop.response?.status;
    // An answer shows that there is such an address after all.
    if (status !== undefined && status < 400) continue;
    const meant = likelyPath(pathname);
    return {
      summary: `Login.gov has no address ${clip(pathname)}; it answers with "The page you were looking for doesn’t exist." (HTTP 404).`,
      fix: 'Take the endpoint from the discovery document or the metadata, or as the documentation writes it.',
      ...(meant !== undefined && { values: [{ label: 'Endpoint', value: `${origin}${meant}` }] }),
      evidence: [{ hop: hop.id, at: { part: 'url', name: 'path' }, actual: pathname }],
    };
  }
  return undefined;
}

/** The OpenID Connect endpoint that a path is nearest to; SAML ones differ from year to year. */
function likelyPath(pathname: string): string | undefined {
  if (/saml|sso/i.test(pathname)) return undefined;
  if (/token/i.test(pathname)) return '/api/openid_connect/token';
  if (/user_?info/i.test(pathname)) return '/api/openid_connect/userinfo';
  return /log_?out|end_?session/i.test(pathname) ? '/openid_connect/logout' : '/openid_connect/authorize';
}

const NAMES: Partial<Record<Environment, string>> = { sandbox: 'the sandbox', production: 'production' };

function inTwoEnvironments({ flow, messages, history }: RuleContext): Verdict {
  for (const message of messages) {
    const client = clientOf(message);
    if (client === undefined) continue;
    const seen = history.environmentsOf(client);
    if (seen.size < 2) continue;
    const other = otherEnvironment(history.sightingAt(message.hop, flow.id)?.url);
    const there = other === undefined ? undefined : seen.get(other);
    if (other === undefined || there === undefined) continue;
    return {
      summary: `The same application, ${clip(client)}, was sent to the sandbox and to production in this recording. Each has its own registrations and its own user accounts: what is registered in one is unknown to the other until it is deployed there.`,
      fix: `Make sure that ${clip(client)} is registered in both, with the redirect URIs and certificates of each, or keep the addresses of the two apart in the application's configuration.`,
      evidence: [
        {
          hop: message.hop,
          at: { part: 'url', name: 'host' },
          actual: hostOf(history.sightingAt(message.hop, flow.id)?.url),
          expected: `one environment; elsewhere the recording has ${NAMES[other]}`,
        },
      ],
    };
  }
  return undefined;
}

function otherEnvironment(url: string | undefined): Environment | undefined {
  const host = hostOf(url);
  if (host === SANDBOX) return 'production';
  return host === PRODUCTION ? 'sandbox' : undefined;
}

function hostOf(url: Hop['url'] | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).hostname : '';
}

export const requestAddressRules: readonly Rule[] = [
  {
    id: 'insecure-http-scheme',
    severity: 'warning',
    title: 'Request to Login.gov over http',
    docs: [DOCS.productionEndpoints],
    on: 'flow',
    check: insecure,
  },
  {
    id: 'host-not-partner-environment',
    severity: 'warning',
    title: 'Host is a Login.gov domain but not a documented partner IdP host',
    docs: [DOCS.productionEndpoints],
    on: 'flow',
    check: foreignHost,
  },
  {
    id: 'client-seen-in-two-environments',
    severity: 'warning',
    title: 'Same client_id/issuer sent to sandbox and production',
    docs: [DOCS.productionConfigurationProcess],
    needs: [],
    decidesWithoutPortal: true,
    on: 'flow',
    check: inTwoEnvironments,
  },
  {
    id: 'unknown-endpoint-path',
    severity: 'error',
    title: 'Path is not a Login.gov route',
    docs: [DOCS.productionEndpoints],
    on: 'flow',
    check: unknownPath,
  },
];
