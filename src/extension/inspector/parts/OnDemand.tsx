import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Props<P> {
  /** Imports the component: it is loaded when it is shown for the first time. Always the same function. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A part of the inspector that is not part of its first load. */
export function OnDemand<P extends object>({ load, props }: Props<P>) {
  const [Loaded, setLoaded] = useState<ComponentType<P>>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    load().then(
      (component) => setLoaded(() => component),
      (error) => setFailure(error instanceof Error ? error.message : String(error)),
    );
  }, [load]);
  if (failure !== undefined) {
    return (
      <p class="notice notice-bad" role="alert">
        This part of the inspector cannot be loaded: {failure} After an update, open the inspector again.
      </p>
    );
  }
  return Loaded ? <Loaded {...props} /> : null;
}
