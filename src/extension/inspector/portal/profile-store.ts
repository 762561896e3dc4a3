import type { PortalConfiguration } from '../../../core/model/index.ts';
import { readPortalConfigurations } from '../../../formats/portal/parse-portal-configuration.ts';
import type { Host } from '../host/host.ts';

/** Key in `storage.local`: a list of portal configurations, under the portal's own field names. */
const KEY = 'portal-configurations';

export interface Profiles {
  readonly profiles: readonly PortalConfiguration[];
  /** One sentence when they could not be read or kept; what the user entered is used until the inspector closes. */
  readonly failure?: string;
}

export interface ProfileStore {
  state(): Profiles;
  /** Calls back after each change, wherever it was made. */
  subscribe(listener: () => void): () => void;
  read(): Promise<void>;
  save(profiles: readonly PortalConfiguration[]): Promise<void>;
}

/**
 * The portal configurations, kept on this device alone. Every inspector that is open follows the changes of the
 * others. A kept field that this version cannot read is left out.
 */
export function createProfileStore(source: Pick<Host, 'readKept' | 'keep' | 'onKept'>): ProfileStore {
  const listeners = new Set<() => void>();
  let state: Profiles = { profiles: [] };

  function become(next: Profiles): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function accept(kept: unknown): void {
    const profiles = readPortalConfigurations(Array.isArray(kept) ? kept : []).portals;
    // Our own change comes back: nothing is inspected again for it.
    if (JSON.stringify(profiles) !== JSON.stringify(state.profiles)) become({ profiles });
  }

  source.onKept((changed) => {
    if (changed.has(KEY)) accept(changed.get(KEY));
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async read() {
      try {
        accept(await source.readKept(KEY));
      } catch (error) {
        become({ ...state, failure: `The portal configurations cannot be read: ${messageOf(error)}` });
      }
    },
    async save(profiles) {
      become({ profiles });
      try {
        await source.keep(KEY, profiles);
      } catch (error) {
        become({ ...state, failure: `The portal configurations cannot be kept: ${messageOf(error)}` });
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The profile for a client_id or Issuer: its own, else one that names no issuer. Chosen as `inspect` does. */
export function profileOf(
  profiles: readonly PortalConfiguration[],
  client: string | undefined,
): PortalConfiguration | undefined {
  return (
    profiles.find(({ issuer }) => issuer !== undefined && issuer === client) ??
    profiles.find(({ issuer }) => issuer === undefined)
  );
}
