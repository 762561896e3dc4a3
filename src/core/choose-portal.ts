import type { CaptureHistory } from './history.ts';
import type { PortalConfiguration } from './model/index.ts';
import type { RuleContext } from './rules/rule.ts';

/**
 * The portal configuration of this flow's application: the one whose issuer is the flow's client_id or Issuer, else
 * one that names no issuer. Of another's only the issuer is kept, and that only where it is the only one left that no
 * flow of the capture uses: then the request is likely to be meant by it, and its client_id or Issuer is wrong.
 */
export function choosePortal(
  portals: readonly PortalConfiguration[],
  history: CaptureHistory,
  client?: string,
): Pick<RuleContext, 'portal' | 'portalGiven' | 'portalRemark'> {
  if (portals.length === 0) return { portal: {}, portalGiven: false };
  const own =
    portals.find(({ issuer }) => issuer !== undefined && issuer === client) ??
    portals.find(({ issuer }) => issuer === undefined) ??
    // A flow without a client can be meant by the only configuration there is.
    (client === undefined && portals.length === 1 ? portals[0] : undefined);
  if (own !== undefined) return { portal: withLists(own), portalGiven: true };
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

const LISTS = ['redirect_uris', 'certs', 'attribute_bundle'] as const;

/** A caller of the library may hand over what the portal has: null where nothing is registered. */
function withLists(portal: PortalConfiguration): PortalConfiguration {
  const empty = LISTS.filter((field) => portal[field] === null);
  return empty.length === 0
    ? portal
    : { ...portal, ...Object.fromEntries(empty.map((field) => [field, []])) };
}
