import type { Hop } from '../../../core/model/index.ts';

/** What nobody saw of a hop, as it would stand in a list; empty where all of it was seen. */
export function unseenOf(hop: Hop): readonly string[] {
  const { method, time, request, response } = hop;
  const mayHaveBody = method !== undefined && method !== 'GET' && method !== 'HEAD';
  return [
    ...(method === undefined ? ['the method'] : []),
    ...(request?.headers === undefined || request.headers.length === 0 ? ['request headers'] : []),
    ...(mayHaveBody && request?.body === undefined ? ['the body'] : []),
    ...(response === undefined ? ['the answer'] : response.headers.length === 0 ? ['response headers'] : []),
    ...(time === undefined ? ['the time'] : []),
  ];
}
