import { DUO } from '../login-gov/acr-values.ts';
import { defaultAuthenticationLevel } from '../login-gov/saml-levels.ts';
import type { PortalConfiguration, TreatmentItem } from '../model/index.ts';

/** The authentication level where the request names none: `unnamed` says so, `more` follows as it stands. */
export function registeredLevel(
  unnamed: string,
  { default_aal }: PortalConfiguration,
  more: string,
): TreatmentItem {
  const topic = 'authentication-level';
  if (default_aal === undefined) {
    const because = `${unnamed}, so the one registered in the portal is used.${more}`;
    return { topic, values: [], because, dependsOnPortal: true };
  }
  const level = defaultAuthenticationLevel(default_aal);
  const because =
    level === DUO
      ? `${unnamed} and the portal none above AAL1, so it is the default of Login.gov.${more}`
      : `${unnamed}, so the one registered in the portal is used (default_aal ${default_aal}).${more}`;
  return { topic, values: [level], because };
}
