import type {
  CommitObservation,
  ExchangeObservation,
  MetaPoliciesObservation,
  NavigationFailedObservation,
  NavigationObservation,
  Observation,
  PageObservation,
  RedirectObservation,
  RequestFailedObservation,
  RequestObservation,
  ResponseObservation,
} from '../../src/core/flow/index.ts';
import type { Header, Page } from '../../src/core/model/index.ts';
import type { Values } from './builders.ts';

/** One frame's observations, each named after what the browser says. `record` gives them their times. */

/** webNavigation.onBeforeNavigate. */
export function navigating(url: string): NavigationObservation {
  return { kind: 'navigation', url, time: 0 };
}

/** webRequest.onBeforeRequest. */
export function requested(
  requestId: string,
  url: string,
  more: Partial<Omit<RequestObservation, 'kind' | 'requestId' | 'url'>> = {},
): RequestObservation {
  return { kind: 'request', requestId, url, method: 'GET', time: 0, ...more };
}

/** webRequest.onBeforeRedirect. */
export function redirected(
  requestId: string,
  url: string,
  redirectUrl: string,
  status = 302,
): RedirectObservation {
  return { kind: 'redirect', requestId, url, method: 'GET', time: 0, status, headers: [], redirectUrl };
}

/** webRequest.onResponseStarted. */
export function responded(requestId: string, url: string, headers: Values = {}): ResponseObservation {
  return {
    kind: 'response',
    requestId,
    url,
    method: 'GET',
    time: 0,
    status: 200,
    headers: headerList(headers),
  };
}

/** webRequest.onErrorOccurred. */
export function requestFailed(
  requestId: string,
  url: string,
  error = 'net::ERR_ABORTED',
): RequestFailedObservation {
  return { kind: 'request-failed', requestId, url, error };
}

/** webNavigation.onCommitted. */
export function committed(
  url: string,
  transition: string,
  ...qualifiers: readonly string[]
): CommitObservation {
  return { kind: 'commit', url, time: 0, transition, qualifiers };
}

/** webNavigation.onErrorOccurred. */
export function navigationFailed(url: string, error = 'net::ERR_ABORTED'): NavigationFailedObservation {
  return { kind: 'navigation-failed', url, time: 0, error };
}

/** What the content script read on a page of Login.gov. */
export function pageRead(url: string, page: Partial<Page> = {}): PageObservation {
  return { kind: 'page', url, page: { title: '', messages: [], policies: [], ...page } };
}

/** What the head of a document says, from DevTools or from a content script. */
export function headRead(url: string, ...policies: readonly string[]): MetaPoliciesObservation {
  return { kind: 'meta-policies', url, meta: { kind: 'read', policies } };
}

export interface ExchangeParts {
  readonly method?: string;
  /** Where the response redirects to; without it the response is a page. */
  readonly to?: string;
  readonly headers?: Values;
  readonly requestHeaders?: Values;
  /** Instead of a response. */
  readonly error?: string;
}

/** devtools.network.onRequestFinished. */
export function devtools(url: string, parts: ExchangeParts = {}): ExchangeObservation {
  return exchange('devtools', url, parts);
}

/** An entry of a HAR file. */
export function fromFile(url: string, parts: ExchangeParts = {}): ExchangeObservation {
  return exchange('file', url, parts);
}

function exchange(
  source: ExchangeObservation['source'],
  url: string,
  { method = 'GET', to, headers = {}, requestHeaders = {}, error }: ExchangeParts,
): ExchangeObservation {
  const response = {
    status: to === undefined ? 200 : 302,
    headers: headerList(headers),
    ...(to !== undefined && { redirectUrl: to }),
  };
  return {
    kind: 'exchange',
    source,
    url,
    method,
    time: 0,
    request: { headers: headerList(requestHeaders) },
    ...(error === undefined ? { response } : { error }),
  };
}

function headerList(headers: Values): Header[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value: value ?? '' }));
}

export type Browser = 'Chromium' | 'Firefox';

export interface Loading {
  /** webRequest id. */
  readonly id: string;
  /** The redirect chain. */
  readonly urls: readonly [string, ...string[]];
  /** Whether the extension may see that host; default: Login.gov's. */
  readonly sees?: (url: string) => boolean;
  readonly method?: string;
  readonly initiator?: string;
  /** Transition type and qualifiers of the commit. */
  readonly transition: readonly [string, ...string[]];
  /** Response headers of the page at the end. */
  readonly headers?: Values;
}

/**
 * Everything a browser says while a frame follows a redirect chain to a page. Chromium announces a navigation
 * before its request, Firefox after it; Firefox may report the page as shown before its response.
 */
export function loading(browser: Browser, parts: Loading): Observation[] {
  const { urls, sees = isLoginGov, transition, headers = {} } = parts;
  const last = urls.at(-1) ?? '';
  const { announcement, requests } = starting(browser, parts);
  const shown = committed(last, ...transition);
  const response = sees(last) ? [responded(parts.id, last, headers)] : [];
  const end = browser === 'Chromium' ? [...response, shown] : [shown, ...response];
  return [...inOrder(browser, announcement, requests), ...end];
}

/** The same up to the last URL, which is asked for only where the browser refuses none. */
export function refusedAt(
  browser: Browser,
  parts: Omit<Loading, 'transition'> & { readonly refused: string },
): Observation[] {
  const { urls, refused, sees = isLoginGov } = parts;
  const { announcement, requests } = starting(browser, { ...parts, urls });
  const last = urls.at(-1) ?? '';
  const onward = sees(last) ? [redirected(parts.id, last, refused)] : [];
  return [...inOrder(browser, announcement, requests), ...onward, navigationFailed(refused)];
}

function starting(
  _: Browser,
  { id, urls, sees = isLoginGov, method = 'GET', initiator }: Omit<Loading, 'transition'>,
): { announcement: Observation; requests: Observation[] } {
  const requests = urls.flatMap((url, index): Observation[] => {
    if (!sees(url)) return [];
    const next = urls[index + 1];
    const sent = requested(id, url, {
      method: index === 0 ? method : 'GET',
      ...(initiator !== undefined && { initiator }),
    });
    return next === undefined ? [sent] : [sent, redirected(id, url, next)];
  });
  return { announcement: navigating(urls[0]), requests };
}

function inOrder(
  browser: Browser,
  announcement: Observation,
  requests: readonly Observation[],
): Observation[] {
  const [first, ...rest] = requests;
  const announcedLate =
    browser === 'Firefox' && first !== undefined && 'url' in first && 'url' in announcement;
  return announcedLate && first.url === announcement.url
    ? [first, announcement, ...rest]
    : [announcement, ...requests];
}

function isLoginGov(url: string): boolean {
  return new URL(url).hostname.endsWith('.identitysandbox.gov');
}
