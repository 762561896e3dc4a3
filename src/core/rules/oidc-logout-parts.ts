import { parameter } from '../decode/parameters.ts';
import type { Evidence, OidcLogoutRequest } from '../model/index.ts';

/** What the rules about OIDC logout requests share. */

export const REFUSED = 'Login.gov shows an error page (HTTP 200) and never redirects back';

export const value = ({ parameters }: OidcLogoutRequest, name: string) => parameter(parameters, name);

export function at(
  request: OidcLogoutRequest,
  name: string,
  more: Pick<Evidence, 'expected'> & { readonly actual?: string | undefined } = {},
): Evidence {
  const { actual, expected } = more;
  return {
    hop: request.hop,
    at: { part: 'query', name },
    ...(actual !== undefined && { actual }),
    ...(expected !== undefined && { expected }),
  };
}
