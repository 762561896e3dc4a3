import { parseParameters } from './decode/parameters.ts';
import type { Capture, Header, Hop } from './model/index.ts';

export interface SingleRequest {
  readonly url: string;
  /** Default: POST when there is a body, else GET. */
  readonly method?: string;
  readonly headers?: readonly Header[];
  /** `application/x-www-form-urlencoded` text, or fields already decoded. */
  readonly body?: string | readonly Header[];
  /** Milliseconds since 1970 UTC. */
  readonly time?: number;
}

/** A capture of one flow that holds one request and nothing of what followed. */
export function captureFromRequest({ url, method, headers, body, time }: SingleRequest): Capture {
  const fields =
    typeof body === 'string' ? parseParameters(body).map(({ name, value }) => ({ name, value })) : body;
  const hop: Hop = {
    id: '1.1',
    url,
    method: (method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
    ...(time !== undefined && { time }),
    request: {
      ...(headers !== undefined && { headers }),
      ...(fields !== undefined && { body: { kind: 'form', fields, omitted: 0 } as const }),
    },
    seenBy: ['file'],
  };
  return {
    version: 1,
    flows: [
      { id: '1', navigations: [{ id: '1', cause: { kind: 'unknown' }, hops: [hop], committed: false }] },
    ],
  };
}
