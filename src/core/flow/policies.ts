import type { Header, Hop, PolicyValue } from '../model/index.ts';

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

/** The policies that a hop's response gave its document; undefined when nobody saw the response. */
export function policiesOf(hop: Hop): PolicyValue[] | undefined {
  return hop.response === undefined ? undefined : policiesInHeaders(hop.response.headers);
}
