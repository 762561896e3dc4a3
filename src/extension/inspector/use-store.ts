import { useEffect, useState } from 'preact/hooks';

interface Store<State> {
  state(): State;
  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void;
}

/** The present state of a store; renders again when it changes. */
export function useStore<State>(store: Store<State>): State {
  const [state, setState] = useState(store.state);
  useEffect(() => {
    const update = () => setState(() => store.state());
    update();
    return store.subscribe(update);
  }, [store]);
  return state;
}
