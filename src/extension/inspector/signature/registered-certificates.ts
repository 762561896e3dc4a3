import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** `certs` of the portal configuration for an application, by its issuer: PEM. Undefined without any. */
export type CertificatesOf = (issuer: string | undefined) => readonly string[] | undefined;

/** Who knows the portal configuration provides this; without a provider no certificate is registered. */
export const RegisteredCertificates = createContext<CertificatesOf>(() => undefined);

export function useRegisteredCertificates(issuer: string | undefined): readonly string[] | undefined {
  return useContext(RegisteredCertificates)(issuer);
}
