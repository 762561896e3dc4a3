import type { Capture } from '../../core/model/index.ts';

export interface Imported {
  readonly capture: Capture;
  /** What was left out, assumed or is missing, one line each, with its place in the file. */
  readonly warnings: readonly string[];
  /** The file says that secrets were replaced when it was written. */
  readonly redacted: boolean;
}
