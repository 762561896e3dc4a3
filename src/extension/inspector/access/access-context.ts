import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Access, AccessStore } from './access-store.ts';

export interface AccessView extends Access, Pick<AccessStore, 'allow' | 'allowAll'> {
  /** In a DevTools panel nothing has to be asked for: DevTools sees the tab's requests on every host. */
  readonly inPanel: boolean;
  /** Shows what the extension may see, to be changed. */
  readonly open: () => void;
}

export const AccessContext = createContext<AccessView>({
  status: 'unavailable',
  granted: [],
  added: [],
  installed: [],
  deployments: [],
  inPanel: true,
  allow: async () => false,
  allowAll: async () => false,
  open: () => {},
});

/** What the extension may see, and how to ask for more. */
export function useAccess(): AccessView {
  return useContext(AccessContext);
}
