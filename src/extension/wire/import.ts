import type { Flow } from '../../core/model/index.ts';

/**
 * What the inspector and the worker that imports say to each other. No one else can post to that worker; a file
 * that it reads is validated there.
 */
export interface ImportRequest {
  readonly file: Blob;
  /** Origins that the user named as deployments of Login.gov. */
  readonly deployments: readonly string[];
}

export type ImportAnswer =
  /** Bytes read so far. */
  | { readonly kind: 'progress'; readonly bytes: number }
  /** Some of the flows: each message is taken in a task of its own, so none is long. */
  | { readonly kind: 'flows'; readonly flows: readonly Flow[] }
  /** Every flow has been sent. */
  | { readonly kind: 'done'; readonly warnings: readonly string[]; readonly redacted: boolean }
  /** One sentence. */
  | { readonly kind: 'failed'; readonly failure: string };
