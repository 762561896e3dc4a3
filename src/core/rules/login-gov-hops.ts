import { type Endpoint, endpointOf } from '../login-gov/endpoints.ts';
import { type Deployments, type Environment, environmentOf } from '../login-gov/environments.ts';
import type { Flow, Hop } from '../model/index.ts';

/** A hop of a flow at a host of Login.gov, looked up once for all rules. */
export interface LoginGovHop {
  readonly hop: Hop;
  readonly endpoint?: Endpoint;
  /** Absent at a host of Login.gov that is no identity provider. */
  readonly environment?: Environment;
}

/** What addresses of Login.gov hold, its own development setup included. */
const HOSTS = /login\.gov|identitysandbox\.gov|localhost|127\.0\.0\.1/i;

const known = new WeakMap<Flow, readonly LoginGovHop[]>();

/** The hops at endpoints or identity providers of Login.gov, in order. */
export function loginGovHops(flow: Flow): readonly LoginGovHop[] {
  const found = known.get(flow);
  if (found !== undefined) return found;
  const hops = flow.navigations.flatMap(({ hops }) => hops.flatMap((hop) => read(hop, flow.deployments)));
  known.set(flow, hops);
  return hops;
}

function read(hop: Hop, deployments?: Deployments): readonly LoginGovHop[] {
  if (deployments === undefined && !HOSTS.test(hop.url.slice(0, 1000))) return [];
  const endpoint = endpointOf(hop.url, deployments);
  const environment = environmentOf(hop.url, deployments);
  if (endpoint === undefined && environment === undefined) return [];
  return [
    {
      hop,
      ...(endpoint !== undefined && { endpoint }),
      ...(environment !== undefined && { environment }),
    },
  ];
}
