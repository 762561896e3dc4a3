import { queryParameters } from '../../core/decode/parameters.ts';
import type { Flow, Hop } from '../../core/model/index.ts';

export function findHop(flow: Pick<Flow, 'navigations'>, id: string | undefined): Hop | undefined {
  for (const { hops } of flow.navigations) for (const hop of hops) if (hop.id === id) return hop;
  return undefined;
}

/** Protocol parameters worth naming beside a hop, in the order in which people look for them. */
const PAYLOAD = [
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'Signature',
  'client_id',
  'id_token_hint',
  'code',
  'state',
  'error',
];

/** Names of the protocol parameters that the hop carried, in its URL or in its form fields. */
export function carriedBy(hop: Hop): readonly string[] {
  const body = hop.request?.body;
  const fields = body?.kind === 'form' ? body.fields : [];
  const names = new Set([...queryParameters(hop.url), ...fields].map(({ name }) => name));
  return PAYLOAD.filter((name) => names.has(name));
}
