import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export interface Importing {
  /** Lets the user choose a file, and imports it. */
  readonly choose: () => void;
}

export const ImportContext = createContext<Importing>({ choose: () => {} });

export function useImport(): Importing {
  return useContext(ImportContext);
}
