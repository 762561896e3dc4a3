import { queryParameters } from '../decode/parameters.ts';
import type { Hop } from '../model/index.ts';

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

const known = new WeakMap<Hop, readonly string[]>();

/** Names of the protocol parameters that the hop carried, in its URL or in its form fields. */
export function carriedBy(hop: Hop): readonly string[] {
  const names = known.get(hop) ?? readNames(hop);
  known.set(hop, names);
  return names;
}

function readNames(hop: Hop): readonly string[] {
  const body = hop.request?.body;
  const fields = body?.kind === 'form' ? body.fields : [];
  const names = new Set([...queryParameters(hop.url), ...fields].map(({ name }) => name));
  return PAYLOAD.filter((name) => names.has(name));
}
