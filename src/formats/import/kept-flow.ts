import { withoutCredentials } from '../../core/flow/recorded-headers.ts';
import type { Flow, Hop } from '../../core/model/index.ts';

/** A flow of a capture file as it is kept: a recording has no cookies, but a file that somebody else wrote may. */
export function keptFlow(flow: Flow): Flow {
  const navigations = flow.navigations.map((navigation) => ({
    ...navigation,
    hops: navigation.hops.map(keptHop),
  }));
  return { ...flow, navigations };
}

function keptHop(hop: Hop): Hop {
  const { request, response } = hop;
  return {
    ...hop,
    ...(request?.headers !== undefined && {
      request: { ...request, headers: request.headers.map(withoutCredentials) },
    }),
    ...(response !== undefined && {
      response: { ...response, headers: response.headers.map(withoutCredentials) },
    }),
  };
}
