import { parseParameters } from './decode/parameters.ts';
import type { Capture, Header, Hop } from './model/index.ts';

export interface SingleRequest {
  readonly url: string;
  /** Default: POST when there is a body, else GET. */
  readonly method?: string;
  /** As a list, or by name. */
  readonly headers?: readonly Header[] | Readonly<Record<string, string>>;
  /** `application/x-www-form-urlencoded` text, or fields already decoded. */
  readonly body?: string | readonly Header[];
  /** Milliseconds since 1970 UTC. */
  readonly time?: number;
  /** Origins to take for deployments of Login.gov beside the known ones, as `URL.origin` writes them. */
  readonly deployments?: readonly string[];
}

/** A capture of one flow that holds one request and nothing of what followed. */
export function captureFromRequest({
  url,
  method,
  headers,
  body,
  time,
  deployments,
}: SingleRequest): Capture {
  const fields =
    typeof body === 'string' ? parseParameters(body).map(({ name, value }) => ({ name, value })) : body;
  const hop: Hop = {
    id: '1.1',
    url,
    method: (method ?? (body === undefined ? 'GET' : 'POST')).toUpperCase(),
    ...(time !== undefined && { time }),
    request: {
      ...(headers !== undefined && { headers: headerList(headers) }),
      ...(fields !== undefined && { body: { kind: 'form', fields, omitted: 0 } as const }),
    },
    seenBy: ['file'],
  };
  return {
    version: 1,
    flows: [
      {
        id: '1',
        ...(deployments !== undefined && deployments.length > 0 && { deployments }),
        navigations: [{ id: '1', cause: { kind: 'unknown' }, hops: [hop], committed: false }],
      },
    ],
  };
}

function headerList(headers: NonNullable<SingleRequest['headers']>): readonly Header[] {
  return isList(headers) ? headers : Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function isList(headers: NonNullable<SingleRequest['headers']>): headers is readonly Header[] {
  return Array.isArray(headers);
}
