import type { Hop, HopResponse, Navigation, ObservationSource } from '../model/index.ts';

/** Hops beyond this number are not recorded; browsers follow at most 20 redirects. */
export const MAX_HOPS = 100;

/** Operations on the hops of one navigation. Hop ids count up and are never used twice. */

export function appendHop(navigation: Navigation, hop: Omit<Hop, 'id'>): Navigation {
  if (navigation.hops.length >= MAX_HOPS) return navigation;
  return { ...navigation, hops: [...navigation.hops, { id: nextHopId(navigation), ...hop }] };
}

/** Changes the hop at that index. */
export function changeHop(navigation: Navigation, index: number, change: (hop: Hop) => Hop): Navigation {
  return { ...navigation, hops: navigation.hops.map((hop, at) => (at === index ? change(hop) : hop)) };
}

export function changeLastHop(navigation: Navigation, change: (hop: Hop) => Hop): Navigation {
  return changeHop(navigation, navigation.hops.length - 1, change);
}

/** Gives the hop its response and, for a redirect, makes sure that the hop it leads to follows. */
export function answer(navigation: Navigation, index: number, response: HopResponse): Navigation {
  const answered = changeHop(navigation, index, ({ error: _, ...hop }) => ({ ...hop, response }));
  const { redirectUrl } = response;
  if (redirectUrl === undefined) return answered;
  const next = answered.hops[index + 1];
  const asked = answered.hops[index]?.method;
  const method = asked === undefined ? {} : { method: redirectedMethod(response.status, asked) };
  if (next !== undefined && sameAddress(next.url, redirectUrl)) {
    return changeHop(answered, index + 1, ({ gapBefore: _, ...hop }) => ({ ...method, ...hop }));
  }
  if (answered.hops.length >= MAX_HOPS) return answered;
  const hop: Hop = { id: nextHopId(answered), url: redirectUrl, ...method, seenBy: ['location'] };
  return {
    ...answered,
    hops: [...answered.hops.slice(0, index + 1), hop, ...answered.hops.slice(index + 1)],
  };
}

/** Adds a source to what a hop is known from. */
export function seen(hop: Hop, source: ObservationSource): Hop {
  return hop.seenBy.includes(source) ? hop : { ...hop, seenBy: [...hop.seenBy, source] };
}

/** Method after a redirect: 303 always, 301 and 302 for POST, turn it to GET (Fetch, HTTP-redirect fetch). */
export function redirectedMethod(status: number, method: string): string {
  const becomesGet =
    status === 303 ? method !== 'HEAD' : (status === 301 || status === 302) && method === 'POST';
  return becomesGet ? 'GET' : method;
}

/** Equal but for the fragment, which is not sent. */
export function sameAddress(a: string, b: string): boolean {
  return withoutFragment(a) === withoutFragment(b);
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash < 0 ? url : url.slice(0, hash);
}

function nextHopId(navigation: Navigation): string {
  const last = navigation.hops.reduce(
    (most, hop) => Math.max(most, Number(hop.id.split('.').at(-1)) || 0),
    0,
  );
  return `${navigation.id}.${last + 1}`;
}
