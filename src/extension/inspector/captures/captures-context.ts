import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Flow } from '../../../core/model/index.ts';

/** Flows that were not recorded here. */
export interface OpenedFile {
  readonly name: string;
  readonly flows: readonly Flow[];
  /** What was left out when it was read, one line each. */
  readonly warnings?: readonly string[];
  /** Secrets were replaced in it. */
  readonly redacted?: boolean;
}

export interface Captures {
  /** Shows these flows beside the recording, which goes on; they cannot be changed. */
  readonly open: (file: OpenedFile) => void;
  /** Shows the recording again. */
  readonly close: () => void;
}

export const CapturesContext = createContext<Captures>({ open: () => {}, close: () => {} });

/** Opens a capture that was not recorded here: the sample, or a file. */
export function useCaptures(): Captures {
  return useContext(CapturesContext);
}
