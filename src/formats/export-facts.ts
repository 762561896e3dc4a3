/** What a file that leaves says of itself. */
export interface ExportFacts {
  /** Version of this product. */
  readonly version: string;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
  readonly redacted: boolean;
  /** Name and version, as the person sees them: `Chromium 156`. */
  readonly browser?: string;
}

export const PRODUCT = 'login-gov-inspector';
