import { addressOf } from './address.ts';
import { type Deployments, environmentOf, isInLoginGovDomain } from './environments.ts';

/** An address of the identity provider that matters to a sign-in. */
export type Endpoint =
  | { readonly kind: 'oidc-authorize' | 'oidc-logout' | 'oidc-token' | 'oidc-userinfo' }
  /** `year` is absent when the path has none. */
  | { readonly kind: 'saml-auth' | 'saml-logout' | 'saml-remote-logout'; readonly year?: string }
  /** Login.gov posts a SAML request to itself on the way: no request of its own. */
  | { readonly kind: 'saml-internal'; readonly path: 'authpost' | 'finalauthpost' | 'complete' };

export type EndpointKind = Endpoint['kind'];

const OIDC: readonly (readonly [
  RegExp,
  'oidc-authorize' | 'oidc-logout' | 'oidc-token' | 'oidc-userinfo',
])[] = [
  [/^(?:\/(?:en|es|fr|zh))?\/openid_connect\/authorize\/?$/, 'oidc-authorize'],
  [/^(?:\/(?:en|es|fr|zh))?\/openid_connect\/logout\/?$/, 'oidc-logout'],
  [/^\/api\/openid_connect\/token\/?$/, 'oidc-token'],
  [/^\/api\/openid_connect\/userinfo\/?$/, 'oidc-userinfo'],
];

const SAML = /^\/api\/saml\/(authpost|finalauthpost|auth|logout|remotelogout)(\d{4})?\/?$/;

/**
 * The identity provider's endpoint that a URL addresses, by the route patterns of constants.json › endpoints.
 * Undefined for its other pages, for other sites and for what is no URL.
 * @param deployments others that the user named, as for {@link environmentOf}
 */
export function endpointOf(url: string, deployments?: Deployments): Endpoint | undefined {
  // A host of Login.gov that is no identity provider counts, too: asking there is a mistake worth recording.
  if (environmentOf(url, deployments) === undefined && !isInLoginGovDomain(url)) return undefined;
  const pathname = addressOf(url)?.pathname ?? '';
  for (const [pattern, kind] of OIDC) if (pattern.test(pathname)) return { kind };
  if (/^\/api\/saml\/complete\/?$/.test(pathname)) return { kind: 'saml-internal', path: 'complete' };
  const [, name, year] = SAML.exec(pathname) ?? [];
  if (name === undefined) return undefined;
  if (name === 'authpost' || name === 'finalauthpost') return { kind: 'saml-internal', path: name };
  const kind = name === 'auth' ? 'saml-auth' : name === 'logout' ? 'saml-logout' : 'saml-remote-logout';
  return year === undefined ? { kind } : { kind, year };
}

const OTHER_ENDPOINTS =
  /^(?:\/api\/openid_connect\/certs|\/\.well-known\/openid-configuration|\/api\/saml\/metadata(?:\d{4})?)$/;

/** Whether a path is one of those that no sign-in goes through: certificates, discovery, metadata. */
export function isOtherEndpoint(pathname: string): boolean {
  return OTHER_ENDPOINTS.test(pathname);
}

/**
 * Whether a URL has a path that no route of the identity provider has, but that says that one of its endpoints was
 * meant: rules.json › unknown-endpoint-path.
 */
export function isMistakenEndpoint(url: string, deployments?: Deployments): boolean {
  if (environmentOf(url, deployments) === undefined || endpointOf(url, deployments) !== undefined)
    return false;
  const pathname = addressOf(url)?.pathname ?? '';
  return /openid_connect|oauth2|saml|authorize|sso/.test(pathname) && !isOtherEndpoint(pathname);
}

const BEGINNINGS: readonly EndpointKind[] = ['oidc-authorize', 'oidc-logout', 'saml-auth', 'saml-logout'];

/** Whether a document request to a URL is an attempt to sign in or out, though its path may be mistaken. */
export function startsFlow(url: string, deployments?: Deployments): boolean {
  const endpoint = endpointOf(url, deployments);
  return endpoint === undefined ? isMistakenEndpoint(url, deployments) : BEGINNINGS.includes(endpoint.kind);
}

/**
 * The origin of a URL that begins a sign-in or sign-out if it is a deployment of Login.gov that nobody named: an
 * identity provider on a developer's computer has the same paths. Undefined for other URLs, and on known deployments.
 */
export function unnamedDeployment(url: string, deployments: Deployments = []): string | undefined {
  const { protocol, origin } = addressOf(url) ?? {};
  if (origin === undefined || (protocol !== 'https:' && protocol !== 'http:')) return undefined;
  if (environmentOf(url, deployments) !== undefined) return undefined;
  const endpoint = endpointOf(url, [origin]);
  return endpoint !== undefined && BEGINNINGS.includes(endpoint.kind) ? origin : undefined;
}
