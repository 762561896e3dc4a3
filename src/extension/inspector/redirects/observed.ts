import { environmentOf } from '../../../core/login-gov/environments.ts';
import type { Hop, HopResponse, Page } from '../../../core/model/index.ts';

/**
 * What nobody saw of a hop, as it would stand in a list; empty where all of it was seen.
 * @param page what was read of the page that it showed
 */
export function unseenOf(hop: Hop, page?: Page): readonly string[] {
  const { method, time, request, response } = hop;
  const mayHaveBody = method !== undefined && method !== 'GET' && method !== 'HEAD';
  return [
    ...(method === undefined ? ['the method'] : []),
    ...(request?.headers === undefined || request.headers.length === 0 ? ['request headers'] : []),
    ...(mayHaveBody && request?.body === undefined ? ['the body'] : []),
    ...(response === undefined ? ['the answer'] : response.headers.length === 0 ? ['response headers'] : []),
    ...(page === undefined && environmentOf(hop.url) === undefined ? unreadOf(response) : []),
    ...(time === undefined ? ['the time'] : []),
  ];
}

/** A page may hold policies in `<meta>` elements, those of Login.gov do not; a redirect shows none. */
function unreadOf(response: HopResponse | undefined): readonly string[] {
  if (response?.meta?.kind === 'too-large') {
    return [`policies in <meta> elements (the page was too long to be read: ${response.meta.bytes} bytes)`];
  }
  if (response === undefined || response.redirectUrl !== undefined || response.meta !== undefined) return [];
  const type = response.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return /^\s*text\/html\b/i.test(type) ? ['policies in <meta> elements'] : [];
}
