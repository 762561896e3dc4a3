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
  /** Shows files beside the recording, which goes on: the first of them, and a choice of the others. */
  readonly open: (files: readonly OpenedFile[]) => void;
  /** Shows another one of the files. */
  readonly choose: (at: number) => void;
  /** Shows the recording again. */
  readonly close: () => void;
}

export const CapturesContext = createContext<Captures>({
  open: () => {},
  choose: () => {},
  close: () => {},
});

/** Opens captures that were not recorded here: the sample, or files. */
export function useCaptures(): Captures {
  return useContext(CapturesContext);
}
