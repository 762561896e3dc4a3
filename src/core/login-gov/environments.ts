/** Hosts of Login.gov, as the developer documentation and the identity provider's configuration name them. */

export type Environment = 'production' | 'sandbox' | 'other-deployment' | 'local';

const PRODUCTION_HOST = 'secure.login.gov';
const SANDBOX_HOST = 'idp.int.identitysandbox.gov';
/** Registrable domains whose every subdomain belongs to Login.gov. */
const DOMAINS = ['login.gov', 'identitysandbox.gov'];
/** The identity provider's own development setup listens on port 3000. */
const LOCAL_ORIGINS = ['http://localhost:3000', 'http://127.0.0.1:3000'];

/** Which Login.gov deployment a URL belongs to; undefined for any other site or an unreadable URL. */
export function environmentOf(url: string): Environment | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, origin } = new URL(url);
  if (hostname === PRODUCTION_HOST) return 'production';
  if (hostname === SANDBOX_HOST) return 'sandbox';
  if (DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`))) {
    return 'other-deployment';
  }
  return LOCAL_ORIGINS.includes(origin) ? 'local' : undefined;
}
