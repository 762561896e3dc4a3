import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { lazyView } from '../parts/lazy-view.tsx';
import { useStore } from '../use-store.ts';
import { AccessContext } from './access-context.ts';
import type { AccessStore } from './access-store.ts';

interface Props {
  readonly store: AccessStore;
  readonly inPanel: boolean;
  readonly children: ComponentChildren;
}

/** Lets every view of the inspector know what the extension may see, and show the dialog about it. */
export function AccessProvider({ store, inPanel, children }: Props) {
  const access = useStore(store);
  const [isOpen, setOpen] = useState(false);
  const { allow, allowAll } = store;
  return (
    <AccessContext.Provider value={{ ...access, inPanel, allow, allowAll, open: () => setOpen(true) }}>
      {children}
      {isOpen && <AccessDialog store={store} onClose={() => setOpen(false)} />}
    </AccessContext.Provider>
  );
}

const AccessDialog = lazyView(async () => (await import('./AccessDialog.tsx')).AccessDialog);
