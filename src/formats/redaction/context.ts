import type { Secrets } from './secrets.ts';

/** What one export knows while it replaces. */
export interface RedactionContext {
  readonly secrets: Secrets;
  readonly open: OpenPlaces;
  /** Texts that occur again and again, such as policies, and what they became. */
  readonly made: Map<string, string>;
  /** An address: they occur in parameters, texts and XML, and hold parameters themselves. */
  readonly url: (url: string, options?: UrlOptions) => string;
  /** `a=1&b=2`. */
  readonly pairs: (text: string) => string;
}

export interface UrlOptions {
  /** Its path is one that the agency registered. */
  readonly registered?: boolean;
  /** Its host may be anything: it stays only where the browser went there. */
  readonly foreign?: boolean;
}

/** Places and names of the capture that are no secret: without them nobody could follow the redirects. */
export class OpenPlaces {
  readonly #hosts = new Set<string>();
  readonly #loginGov = new Set<string>();
  readonly #segments = new Set<string>();
  readonly #identifiers = new Set<string>();
  readonly #words = new Set<string>();
  /** IDs of the requests that leave as they are. */
  readonly requestIds = new Set<string>();

  addHost(host: string): void {
    this.#hosts.add(host.toLowerCase());
    this.#addWords(host);
  }

  /** Host and port of a deployment of Login.gov that the user named. */
  addLoginGov(place: string): void {
    this.#loginGov.add(place.toLowerCase());
  }

  isLoginGov(place: string): boolean {
    return this.#loginGov.has(place.toLowerCase());
  }

  hasHost(host: string): boolean {
    return this.#hosts.has(host.toLowerCase());
  }

  /** A part of a registered address at that host. */
  addSegment(host: string, segment: string): void {
    this.#segments.add(`${host.toLowerCase()} ${segment}`);
  }

  hasSegment(host: string, segment: string): boolean {
    return this.#segments.has(`${host.toLowerCase()} ${segment}`);
  }

  /** client_id or Issuer. */
  addIdentifier(identifier: string): void {
    this.#identifiers.add(identifier);
    this.#addWords(identifier);
  }

  hasIdentifier(identifier: string): boolean {
    return this.#identifiers.has(identifier);
  }

  /** A word of a host name or an identifier. */
  hasWord(word: string): boolean {
    return this.#words.has(word);
  }

  #addWords(text: string): void {
    for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) this.#words.add(word);
  }
}
