import { useEffect, useState } from 'preact/hooks';
import type { ComparedSource } from '../compare/flow-choices.ts';
import type { RecordingStore } from '../state/recording-store.ts';

/** A capture that was not recorded here. */
export interface OpenedCapture {
  readonly name: string;
  /** What was left out when it was read, one line each. */
  readonly warnings: readonly string[];
  /** Secrets were replaced in it. */
  readonly redacted: boolean;
  readonly store: RecordingStore;
}

/** The flows of captures, as far as they have been inspected. */
export function useFlowsOf(captures: readonly OpenedCapture[]): readonly ComparedSource[] {
  const [, setTurn] = useState(0);
  useEffect(() => {
    const ends = captures.map(({ store }) => store.subscribe(() => setTurn((turn) => turn + 1)));
    return () => {
      for (const end of ends) end();
    };
  }, [captures]);
  return captures.map(({ name, store }) => ({ name, flows: store.state().flows }));
}
