/** What came of verifying the signature of one request; see src/core/signature. */
export interface SignatureVerification {
  /** Id of the hop that carried the request. */
  readonly hop: string;
}
