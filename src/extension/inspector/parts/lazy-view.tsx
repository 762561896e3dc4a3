import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A view whose code is loaded when it is first shown, so that the panel opens sooner. Loaded once, it renders at
 * once ever after.
 */
export function lazyView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;

  return function LazyView(props: Props) {
    const [attempt, setAttempt] = useState(0);
    const [failure, setFailure] = useState<string>();
    const [, setReady] = useState(loaded !== undefined);

    useEffect(() => {
      if (loaded !== undefined) return;
      setFailure(undefined);
      load().then(
        (view) => {
          loaded = view;
          setReady(true);
        },
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      );
    }, [attempt]);

    if (loaded !== undefined) {
      const View = loaded;
      return <View {...props} />;
    }
    if (failure === undefined) return <p class="quiet">Loading…</p>;
    return (
      <div class="empty">
        <p role="alert">
          <strong>This view could not be loaded.</strong> {failure}
        </p>
        <button type="button" class="button" onClick={() => setAttempt(attempt + 1)}>
          Try again
        </button>
      </div>
    );
  };
}
