import type {
  Header,
  HopRequest,
  HopResponse,
  MetaPolicies,
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
  | MetaPoliciesObservation
  | ExchangeObservation;

/** What every event of webRequest says of its request: who hears of the answer first knows the request, too. */
interface AskedFor {
  readonly requestId: string;
  readonly url: string;
  readonly method: string;
  readonly time: number;
  /** URL or origin of the document that asked for it; absent when the browser itself did (typed, reload). */
  readonly initiator?: string;
}

/** A document that a frame shows. */
export interface ShownDocument {
  /** Absent of a page of the browser's own, and of one that it shows for an error. */
  readonly url?: string;
  /** The browser's own name for it: no two documents have the same. */
  readonly documentId: string;
}

/** webRequest.onBeforeRequest; sent again with the same id for every redirect that is followed. */
export interface RequestObservation extends AskedFor {
  readonly kind: 'request';
  readonly body?: RequestBody;
  /** The document that the frame showed, of a request that begins a flow. */
  readonly shown?: ShownDocument;
}

/** webRequest.onBeforeRedirect. */
export interface RedirectObservation extends AskedFor {
  readonly kind: 'redirect';
  readonly status: number;
  readonly headers: readonly Header[];
  readonly redirectUrl: string;
}

/** webRequest.onResponseStarted. */
export interface ResponseObservation extends AskedFor {
  readonly kind: 'response';
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
  /** What the browser calls the document, where it tells. */
  readonly documentId?: string;
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

/** What the head of a document says, read after it came: maybe after its form was sent. */
export interface MetaPoliciesObservation {
  readonly kind: 'meta-policies';
  readonly url: string;
  /** When the document was asked for, where that is known: a page may be loaded twice. */
  readonly askedAt?: number;
  readonly meta: MetaPolicies;
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
