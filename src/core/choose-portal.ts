import type { CaptureHistory } from './history.ts';
import type { PortalConfiguration } from './model/index.ts';
import type { RuleContext } from './rules/rule.ts';
import { usablePortal } from './usable-portal.ts';

/**
 * The portal configuration of this flow's application: the one whose issuer is the flow's client_id or Issuer, else
 * one that names no issuer. Of another's only the issuer is kept, and that only where it is the only one left that no
 * flow of the capture uses: then the request is likely to be meant by it, and its client_id or Issuer is wrong.
 */
export function choosePortal(
  given: readonly PortalConfiguration[],
  history: CaptureHistory,
  client?: string,
): Pick<RuleContext, 'portal' | 'portalGiven' | 'portalRemark'> {
  const portals = given.map(usablePortal);
  if (portals.length === 0) return { portal: {}, portalGiven: false };
  const own =
    portals.find(({ issuer }) => issuer !== undefined && issuer === client) ??
    portals.find(({ issuer }) => issuer === undefined) ??
    // A flow without a client can be meant by the only configuration there is.
    (client === undefined && portals.length === 1 ? portals[0] : undefined);
  if (own !== undefined) return { portal: own, portalGiven: true };
  const issuers = portals.flatMap(({ issuer }) => issuer ?? []);
  const unused = issuers.filter((issuer) => history.environmentsOf(issuer).size === 0);
  const [meant] = unused;
  return {
    portal: meant !== undefined && unused.length === 1 ? { issuer: meant } : {},
    portalGiven: true,
    portalRemark:
      issuers.length === 1
        ? `The portal configuration is that of ${issuers[0]}.`
        : `None of the ${issuers.length} portal configurations is that of this application.`,
  };
}
