import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RecordedFlow } from '../state/inspected-flows.ts';

/** The flow whose first request is to be sent again. */
export interface Reproduced {
  readonly recorded: RecordedFlow;
  /** Where it comes from: the name of a file; absent for the recording. */
  readonly file?: string;
  /** Of a file in which secrets were replaced. */
  readonly redacted: boolean;
  /** Whether what happens in a new tab is recorded. */
  readonly records: boolean;
}

/** A request that was sent again. */
export interface Sent extends Reproduced {
  /** In which its flow is recorded. */
  readonly tab: number;
}

export interface Reproducing {
  /** Shows what would be sent, and lets the user send or copy it. */
  readonly open: (reproduced: Reproduced) => void;
  /** The one that was sent last, until the user has done with it. */
  readonly sent?: Sent;
  readonly forget: () => void;
}

export const ReproduceContext = createContext<Reproducing>({ open: () => {}, forget: () => {} });

export function useReproduce(): Reproducing {
  return useContext(ReproduceContext);
}
