import { actionUrl, predictFormAction } from '../../../core/csp/index.ts';
import { hopsAfterCallback } from '../../../core/history.ts';
import { type Deployments, environmentOf } from '../../../core/login-gov/environments.ts';
import type { FlowInspection, Hop, PortalConfiguration } from '../../../core/model/index.ts';
import { type PolicyRows, policyRows } from './policy-rows.ts';

/** The policy that Login.gov would send, and what it would make of the hops after the callback. */
export interface Prediction {
  readonly rows: PolicyRows;
  /** For each of its sources but 'self': the addresses that it comes from. */
  readonly origins: readonly { readonly source: string; readonly uris: readonly string[] }[];
  /** Hops at other sites that Login.gov led to. */
  readonly hops: readonly Hop[];
}

/** Undefined without redirect_uris, or where the flow has no request that says where its response goes. */
export function predict(
  { id, navigations, messages }: FlowInspection,
  portal: PortalConfiguration,
  deployments: Deployments = [],
): Prediction | undefined {
  const uris = portal.redirect_uris;
  const action = actionUrl(messages, portal);
  if (uris === undefined || action === undefined) return undefined;
  const documentUrl = navigations
    .flatMap(({ hops }) => hops)
    .find(({ url }) => environmentOf(url, deployments) !== undefined)?.url;
  if (documentUrl === undefined) return undefined;
  const hops = hopsAfterCallback({ id, navigations, deployments });
  const value = predictFormAction(action.url, uris);
  // The form's own target is Login.gov's page; what follows are redirects.
  const target: Hop = { id: '', url: documentUrl, seenBy: [] };
  const [rows] = policyRows(documentUrl, [{ value, disposition: 'enforce' }], [target, ...hops]);
  if (rows === undefined) return undefined;
  return { rows: withoutTarget(rows, target), origins: originsOf([action.url, ...uris]), hops };
}

function withoutTarget(rows: PolicyRows, target: Hop): PolicyRows {
  const { formAction } = rows;
  if (formAction === undefined) return rows;
  const others = (hops: readonly Hop[]) => hops.filter((hop) => hop !== target);
  return {
    ...rows,
    formAction: {
      ...formAction,
      sources: formAction.sources.map((source) => ({
        ...source,
        covers: { chromium: others(source.covers.chromium), firefox: others(source.covers.firefox) },
      })),
    },
  };
}

function originsOf(uris: readonly string[]): Prediction['origins'] {
  const bySource = new Map<string, string[]>();
  for (const uri of new Set(uris)) {
    const source = predictFormAction(uri, null).split(' ')[2];
    if (source !== undefined) bySource.set(source, [...(bySource.get(source) ?? []), uri]);
  }
  return [...bySource].map(([source, from]) => ({ source, uris: from }));
}
