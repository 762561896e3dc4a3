import type { Header, Hop, MetaPolicies, PolicyValue } from '../model/index.ts';

const DISPOSITIONS: ReadonlyMap<string, PolicyValue['disposition']> = new Map([
  ['content-security-policy', 'enforce'],
  ['content-security-policy-report-only', 'report'],
]);

/** Content security policies in response headers (CSP Level 3, section 3.1 and 3.2). */
export function policiesInHeaders(headers: readonly Header[]): PolicyValue[] {
  return headers.flatMap(({ name, value }) => {
    const disposition = DISPOSITIONS.get(name.toLowerCase());
    return disposition === undefined ? [] : [{ value, disposition, from: 'header' as const }];
  });
}

/** Policies of a document's head (CSP Level 3, section 3.3): always enforced, after those of the headers. */
export function policiesInMeta(meta: MetaPolicies | undefined): PolicyValue[] {
  if (meta?.kind !== 'read') return [];
  return meta.policies.map((value) => ({ value, disposition: 'enforce', from: 'meta' }));
}

/** The policies that a hop's response gave its document; undefined when nobody saw the response. */
export function policiesOf({ response }: Hop): PolicyValue[] | undefined {
  if (response === undefined) return undefined;
  return [...policiesInHeaders(response.headers), ...policiesInMeta(response.meta)];
}
