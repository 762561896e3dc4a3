import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PortalConfiguration } from '../../../core/model/index.ts';
import { profileOf } from './profile-store.ts';

export interface Portal {
  readonly profiles: readonly PortalConfiguration[];
  /** Keeps them on this device and inspects every flow with them. */
  readonly save: (profiles: readonly PortalConfiguration[]) => void;
  /** Shows the portal configuration for this client_id or Issuer, to be entered when there is none yet. */
  readonly open: (client?: string) => void;
}

export const PortalContext = createContext<Portal>({ profiles: [], save: () => {}, open: () => {} });

interface PortalOf extends Portal {
  /** The configuration that flows of the client are judged by. */
  readonly profile: PortalConfiguration | undefined;
  /** Adds a certificate (PEM) to the client's configuration, which is made when there is none. */
  readonly addCertificate: (pem: string) => void;
}

/** The portal configurations, and the one of a flow's client. */
export function usePortal(client?: string): PortalOf {
  const portal = useContext(PortalContext);
  const { profiles } = portal;
  const profile = profileOf(profiles, client);
  return {
    ...portal,
    profile,
    addCertificate(pem) {
      const own = profile ?? { ...(client !== undefined && { issuer: client }) };
      const extended = { ...own, certs: [...(own.certs ?? []), pem] };
      portal.save(
        profile ? profiles.map((other) => (other === profile ? extended : other)) : [...profiles, extended],
      );
    },
  };
}
