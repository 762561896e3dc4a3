import type {
  Header,
  HopRequest,
  HopResponse,
  ObservationSource,
  Page,
  RequestBody,
} from '../model/index.ts';

/**
 * One fact from a browser API or a file about one frame. Times are milliseconds since 1970 UTC.
 * The flow builder is told which frame by the lane it is given, so observations do not name it.
 */
export type Observation =
  | RequestObservation
  | RedirectObservation
  | ResponseObservation
  | RequestFailedObservation
  | NavigationObservation
  | CommitObservation
  | NavigationFailedObservation
  | PageObservation
  | ExchangeObservation;

/** webRequest.onBeforeRequest; sent again with the same id for every redirect that is followed. */
export interface RequestObservation {
  readonly kind: 'request';
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly time: number;
  /** URL or origin of the document that asked for it; absent when the browser itself did (typed, reload). */
  readonly initiator?: string;
  readonly body?: RequestBody;
}

/** webRequest.onBeforeRedirect. */
export interface RedirectObservation {
  readonly kind: 'redirect';
  readonly requestId: string;
  readonly url: string;
  readonly status: number;
  readonly headers: readonly Header[];
  readonly redirectUrl: string;
}

/** webRequest.onResponseStarted. */
export interface ResponseObservation {
  readonly kind: 'response';
  readonly requestId: string;
  readonly url: string;
  readonly status: number;
  readonly headers: readonly Header[];
}

/** webRequest.onErrorOccurred. */
export interface RequestFailedObservation {
  readonly kind: 'request-failed';
  readonly requestId: string;
  readonly url: string;
  readonly error: string;
}

/** webNavigation.onBeforeNavigate. */
export interface NavigationObservation {
  readonly kind: 'navigation';
  readonly url: string;
  readonly time: number;
}

/** webNavigation.onCommitted. */
export interface CommitObservation {
  readonly kind: 'commit';
  readonly url: string;
  readonly time: number;
  readonly transition: string;
  readonly qualifiers: readonly string[];
}

/** webNavigation.onErrorOccurred: names the refused URL even on hosts without permission. */
export interface NavigationFailedObservation {
  readonly kind: 'navigation-failed';
  readonly url: string;
  readonly time: number;
  readonly error: string;
}

/** What a Login.gov page says, read after it was shown. */
export interface PageObservation {
  readonly kind: 'page';
  readonly url: string;
  readonly page: Page;
}

/** A whole exchange at once, as devtools.network and HAR files have it. */
export interface ExchangeObservation extends Exchange {
  readonly kind: 'exchange';
  readonly source: Extract<ObservationSource, 'devtools' | 'file'>;
  /** The redirect chain around it as far as DevTools has told of it, the first redirect first. */
  readonly chain?: readonly Exchange[];
}

export interface Exchange {
  readonly url: string;
  readonly method: string;
  readonly time: number;
  readonly request: HopRequest;
  readonly response?: HopResponse;
  readonly error?: string;
}
