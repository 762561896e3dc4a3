import { type Address, addressOf } from './address.ts';

/** Hosts of Login.gov, as the developer documentation and the identity provider's configuration name them. */

export const ENVIRONMENTS = ['production', 'sandbox', 'other-deployment', 'local'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

const PRODUCTION_HOST = 'secure.login.gov';
const SANDBOX_HOST = 'idp.int.identitysandbox.gov';
/** Registrable domains of Login.gov. */
const DOMAINS = ['login.gov', 'identitysandbox.gov'];
/** Of their subdomains, those that are identity providers; the others are sites like any application's. */
const OTHER_IDENTITY_PROVIDER = /^idp\.|\.reviewapps\.identitysandbox\.gov$/;
/** The identity provider's own development setup listens on port 3000. */
const LOCAL_ORIGINS = ['http://localhost:3000', 'http://127.0.0.1:3000'];

/**
 * Origins that the user named as deployments of the identity provider beside those above: a local one on another
 * port, a review app. Each is written as `URL.origin` writes it.
 */
export type Deployments = readonly string[];

const NONE: Deployments = [];

/**
 * Which deployment of the identity provider a URL belongs to. Undefined for any other site, the Partner Portal
 * and the documentation among them, and for what is no URL.
 * @param deployments others that the user named; those of a flow are in the flow
 */
export function environmentOf(url: string, deployments: Deployments = NONE): Environment | undefined {
  const address = addressOf(url);
  return address && (knownEnvironment(address) ?? namedEnvironment(address, deployments));
}

function namedEnvironment({ origin }: Address, deployments: Deployments): Environment | undefined {
  if (!deployments.includes(origin)) return undefined;
  return LOOPBACK.test(origin) ? 'local' : 'other-deployment';
}

const LOOPBACK = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/;

function knownEnvironment({ hostname, origin }: Address): Environment | undefined {
  if (hostname === PRODUCTION_HOST) return 'production';
  if (hostname === SANDBOX_HOST) return 'sandbox';
  if (isInDomain(hostname) && OTHER_IDENTITY_PROVIDER.test(hostname)) return 'other-deployment';
  return LOCAL_ORIGINS.includes(origin) ? 'local' : undefined;
}

/** Whether the host belongs to Login.gov, identity provider or not. */
export function isInLoginGovDomain(url: string): boolean {
  const address = addressOf(url);
  return address !== undefined && isInDomain(address.hostname);
}

function isInDomain(hostname: string): boolean {
  return DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
