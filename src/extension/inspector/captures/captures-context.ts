import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Flow } from '../../../core/model/index.ts';

export interface Captures {
  /** Shows these flows beside the recording, which goes on; they cannot be changed. */
  readonly open: (name: string, flows: readonly Flow[], warnings?: readonly string[]) => void;
  /** Shows the recording again. */
  readonly close: () => void;
}

export const CapturesContext = createContext<Captures>({ open: () => {}, close: () => {} });

/** Opens a capture that was not recorded here: the sample, or a file. */
export function useCaptures(): Captures {
  return useContext(CapturesContext);
}
