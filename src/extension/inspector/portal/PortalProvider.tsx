import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { lazyView } from '../parts/lazy-view.tsx';
import { useStore } from '../use-store.ts';
import { PortalContext } from './portal-context.ts';
import type { ProfileStore } from './profile-store.ts';

interface Props {
  readonly store: ProfileStore;
  readonly children: ComponentChildren;
}

const PortalDialog = lazyView(async () => (await import('./PortalDialog.tsx')).PortalDialog);

/** Gives the portal configurations to everything inside, and shows their dialog when it is asked for. */
export function PortalProvider({ store, children }: Props) {
  const { profiles, failure } = useStore(store);
  const [shown, setShown] = useState<{ readonly client?: string }>();
  const portal = useMemo(
    () => ({
      profiles,
      save: (changed: typeof profiles) => void store.save(changed),
      open: (client?: string) => setShown(client === undefined ? {} : { client }),
    }),
    [profiles, store],
  );
  return (
    <PortalContext.Provider value={portal}>
      {children}
      {shown && (
        <PortalDialog
          {...shown}
          {...(failure !== undefined && { failure })}
          onClose={() => setShown(undefined)}
        />
      )}
    </PortalContext.Provider>
  );
}
