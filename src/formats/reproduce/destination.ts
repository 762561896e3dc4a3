import { startsFlow } from '../../core/login-gov/endpoints.ts';
import { type Deployments, type Environment, environmentOf } from '../../core/login-gov/environments.ts';

/** Where a request would go. */
export type Destination =
  | { readonly kind: 'known'; readonly environment: Environment; readonly host: string }
  /** Nothing is sent there. */
  | { readonly kind: 'foreign'; readonly host: string };

/**
 * Whether a request may be sent there: to an endpoint that starts a sign-in or sign-out, at Login.gov over HTTPS, at a
 * local identity provider, or at a deployment that the user named. What a file says of deployments does not count.
 * @param named origins that the user named, as `URL.origin` writes them
 */
export function destinationOf(url: string, named: Deployments): Destination {
  if (!URL.canParse(url)) return { kind: 'foreign', host: '' };
  const { protocol, origin, host, username, password } = new URL(url);
  const environment = environmentOf(url, named);
  const isSafe = protocol === 'https:' || environment === 'local' || named.includes(origin);
  const isPlain = username === '' && password === '';
  return environment !== undefined && isSafe && isPlain && startsFlow(url, named)
    ? { kind: 'known', environment, host }
    : { kind: 'foreign', host };
}
