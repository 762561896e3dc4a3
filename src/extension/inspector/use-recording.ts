import { useEffect, useState } from 'preact/hooks';
import type { RecordingState, RecordingStore } from './state/recording-store.ts';

/** The present state of the recording; renders again when it changes. */
export function useRecording(store: RecordingStore): RecordingState {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    const update = () => setState(store.state());
    update();
    return store.subscribe(update);
  }, [store]);
  return state;
}
