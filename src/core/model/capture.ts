/**
 * Facts: what a browser or a file told us, stored as plain JSON. Conclusions (messages, findings,
 * verdicts) are never stored here; `inspect` derives them anew each time.
 */

import type { SignatureVerification } from './signature.ts';

/** The flows of one recording or of one imported file. */
export interface Capture {
  readonly version: 1;
  readonly flows: readonly Flow[];
}

/** One sign-in or sign-out attempt: every navigation from the site that started it to where the user ended. */
export interface Flow {
  /** Unique in the capture; stable while the flow grows. */
  readonly id: string;
  /** Browser tab and frame, absent for files. Frame 0 is the tab itself. */
  readonly tab?: {
    readonly id: number;
    readonly frame: number;
    /** The window that the tab was in when the flow began. */
    readonly window?: number;
  };
  readonly engine?: Engine;
  /** Origins that the user had named as deployments of Login.gov when this was recorded or read. */
  readonly deployments?: readonly string[];
  /** What kept the recorder from seeing everything, in order. */
  readonly interruptions?: readonly Interruption[];
  readonly navigations: readonly Navigation[];
}

/** Something after which hops of the flow may be missing. */
export interface Interruption {
  /**
   * `paused`: the user stopped recording; `access-removed`: the extension may no longer see some site; `events-lost`:
   * the browser told of more than could be kept while the recorder did not run, or of something that nobody kept.
   */
  readonly kind: 'paused' | 'access-removed' | 'events-lost';
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
}

/** Rendering engine whose rules decided the navigations: form-action is enforced differently by each. */
export type Engine = 'chromium' | 'firefox';

/** A redirect chain: the hops that one top-level or frame navigation made. */
export interface Navigation {
  readonly id: string;
  readonly cause: NavigationCause;
  readonly hops: readonly Hop[];
  /** The browser showed a document of this navigation. */
  readonly committed: boolean;
  /** What the committed document said about itself; only Login.gov's own pages are read. */
  readonly page?: Page;
}

export type NavigationCause =
  | { readonly kind: 'form'; readonly document: SourceDocument }
  | {
      readonly kind: 'link' | 'script' | 'meta-refresh' | 'client-redirect';
      readonly document: SourceDocument;
    }
  | { readonly kind: 'reload' | 'typed' | 'back-forward' | 'unknown' };

/** The document a navigation started from, as far as it was seen. */
export interface SourceDocument {
  /** URL or, where the browser tells no more, origin. Absent when unknown. */
  readonly url?: string;
  /**
   * The browser did not say which document asked: this one was shown in the frame or, where a new tab was opened, in
   * the frame that opened it.
   */
  readonly onlyShown?: true;
  /** Content security policies of that document. Absent when nobody saw its response: unknown, not empty. */
  readonly policies?: readonly PolicyValue[];
}

/** One header field value or one `<meta http-equiv>` content, as sent (it may hold several policies). */
export interface PolicyValue {
  readonly value: string;
  readonly disposition: 'enforce' | 'report';
  readonly from: 'header' | 'meta';
}

/** One HTTP request and its response, or the error that ended it. */
export interface Hop {
  readonly id: string;
  readonly url: string;
  /** Upper case; absent when only the address was seen. */
  readonly method?: string;
  /** Milliseconds since 1970 UTC. */
  readonly time?: number;
  readonly request?: HopRequest;
  readonly response?: HopResponse;
  /** The browser's own name of what ended the hop, e.g. `net::ERR_ABORTED`. */
  readonly error?: string;
  /** Where knowledge of the hop comes from; a hop known only as a redirect target or an error has no webRequest. */
  readonly seenBy: readonly ObservationSource[];
  /** Only in a redacted capture, of a signed request that was changed by it. */
  readonly verdicts?: RecordedVerdicts;
  /** True when requests between the previous hop and this one were not visible to us. */
  readonly gapBefore?: true;
}

/**
 * What verification gave before the capture was redacted: what was signed is no longer whole, so that nobody can
 * verify it again. The one conclusion that is stored, for want of the facts it came from.
 */
export interface RecordedVerdicts {
  /** Of a SAML request. */
  readonly signature?: SignatureVerification;
  /** Of a token request: whether a registered certificate verified its client_assertion. */
  readonly clientAssertion?: boolean;
}

export type ObservationSource = 'web-request' | 'web-navigation' | 'devtools' | 'file' | 'location';

export interface HopRequest {
  readonly headers?: readonly Header[];
  readonly body?: RequestBody;
}

/**
 * Form fields in order. From a live browser only protocol fields are kept (`SAMLRequest`, `RelayState`, …);
 * what the user typed never is. `omitted` counts the fields that were left out.
 */
export type RequestBody =
  | { readonly kind: 'form'; readonly fields: readonly Header[]; readonly omitted: number }
  | { readonly kind: 'too-large'; readonly bytes: number };

export interface HopResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  /** Absolute URL of a redirect, resolved by the browser. */
  readonly redirectUrl?: string;
  /** Error answers of Login.gov's API only: their JSON, as sent. */
  readonly bodyText?: string;
  /** Bytes of the body before compression; absent when nobody counted them. */
  readonly bodyBytes?: number;
  /** Policies in the head of the document; absent when nobody read it. */
  readonly meta?: MetaPolicies;
}

/** Contents of the `<meta http-equiv="Content-Security-Policy">` in a document's head, in order. */
export type MetaPolicies =
  | { readonly kind: 'read'; readonly policies: readonly string[] }
  | { readonly kind: 'too-large'; readonly bytes: number };

export interface Header {
  readonly name: string;
  readonly value: string;
}

/** Text that a Login.gov page showed. */
export interface Page {
  readonly title: string;
  /** Error messages of the page's list, in order. */
  readonly messages: readonly string[];
  /** Policies in `<meta http-equiv>` elements, in document order. */
  readonly policies: readonly PolicyValue[];
}
