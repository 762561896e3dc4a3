import { endpointOf } from '../login-gov/endpoints.ts';
import type { Deployments } from '../login-gov/environments.ts';
import type { Hop, RecognisedError } from '../model/index.ts';
import { recogniseErrors } from './recognise-errors.ts';

/** What Login.gov's API answered to a token or user info request. */
export interface ApiAnswer {
  /** Absent when no response was seen. */
  readonly status?: number;
  /** Text of `error`; absent when the body was not seen or has none. */
  readonly error?: string;
  /** Texts of Login.gov in it. */
  readonly problems: readonly RecognisedError[];
}

const MAX_BODY = 100_000;

/** Reads the JSON `{"error": "…"}` that comes with HTTP 400 or 401. Never throws. */
export function apiAnswer(hop: Hop | undefined, deployments?: Deployments): ApiAnswer {
  const status = hop?.response?.status;
  if (hop === undefined || status === undefined) return { problems: [] };
  const error = errorIn(hop.response?.bodyText);
  if (error === undefined) return { status, problems: [] };
  const userinfo = endpointOf(hop.url, deployments)?.kind === 'oidc-userinfo';
  return {
    status,
    error,
    problems: recogniseErrors(error, userinfo ? 'oidc-userinfo-json' : 'oidc-token-json'),
  };
}

function errorIn(body: string | undefined): string | undefined {
  if (body === undefined || body.length > MAX_BODY) return undefined;
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null || !('error' in value)) return undefined;
    return typeof value.error === 'string' ? value.error : undefined;
  } catch {
    return undefined;
  }
}
