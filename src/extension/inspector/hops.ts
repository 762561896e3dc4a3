import type { Flow, Header, Hop, Navigation } from '../../core/model/index.ts';

/** Numbers of the hops in the flow, from 1, by hop id. */
export function hopNumbers(navigations: readonly Navigation[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { hops } of navigations) for (const { id } of hops) numbers.set(id, numbers.size + 1);
  return numbers;
}

export function findHop(flow: Pick<Flow, 'navigations'>, id: string | undefined): Hop | undefined {
  for (const { hops } of flow.navigations) for (const hop of hops) if (hop.id === id) return hop;
  return undefined;
}

/** The decoded query parameters of a URL, in order; none when the URL cannot be parsed. */
export function queryOf(url: string): readonly Header[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
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
  const names = new Set([...queryOf(hop.url), ...fields].map(({ name }) => name));
  return PAYLOAD.filter((name) => names.has(name));
}

/** What came of the hop: its status, the browser's error, or that no response was seen. */
export function resultOf(hop: Hop): {
  readonly text: string;
  readonly kind: 'ok' | 'redirect' | 'failed' | 'none';
} {
  if (hop.response) {
    const { status } = hop.response;
    return { text: String(status), kind: status >= 400 ? 'failed' : status >= 300 ? 'redirect' : 'ok' };
  }
  if (hop.error !== undefined) return { text: hop.error, kind: 'failed' };
  return { text: '–', kind: 'none' };
}
