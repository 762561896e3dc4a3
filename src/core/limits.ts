/**
 * Bounds on what is read of untrusted input, in one place. What exceeds one of them is not read further, and
 * the rule `inspector-limit-reached` says so.
 */
export const LIMITS = {
  /** Characters of a URL that is taken apart. */
  urlLength: 4 * 1024 * 1024,
  /** Parameters of one query or form. */
  parameters: 1000,
  /** Space-separated values of one parameter, e.g. of `scope`. */
  values: 100,
  /** Characters of an encoded SAML message. */
  encodedLength: 2 * 1024 * 1024,
  /** Bytes a SAML message may inflate to; real ones have a few kB. */
  inflatedBytes: 1024 * 1024,
  /**
   * Nested XML elements; a signed SAML request has about eight levels. libxml2, and so Login.gov, drops what is nested
   * deeper than this and what follows it.
   */
  xmlDepth: 257,
  /** AuthnContextClassRef elements of one request. */
  classRefs: 1000,
  /** Header fields of one message. */
  headers: 500,
  /** Characters of one header field's value. */
  headerLength: 256 * 1024,
} as const;

export type LimitName = keyof typeof LIMITS;
