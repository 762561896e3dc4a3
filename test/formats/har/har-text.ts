import { readFileSync } from 'node:fs';

/** Text of a file in test/fixtures/har. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/har/${name}`, import.meta.url), 'utf8');
}

export const IDP = 'https://idp.int.identitysandbox.gov';

export const AUTHORIZE = `${IDP}/openid_connect/authorize?client_id=urn:example&redirect_uri=https%3A%2F%2Fsp.example.gov%2Fcb&state=0123456789abcdef0123456789abcdef`;

type Headers = Readonly<Record<string, string>>;

export interface EntryFacts {
  readonly url: string;
  readonly method?: string;
  readonly time?: string;
  readonly requestHeaders?: Headers;
  readonly postData?: unknown;
  readonly status?: number;
  readonly headers?: Headers;
  readonly html?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** One HAR entry; without `more` neither browser's own fields. */
export function entry(facts: EntryFacts): Record<string, unknown> {
  const { url, method = 'GET', time = '2026-01-02T03:04:05.000Z', status = 200, html, postData } = facts;
  return {
    startedDateTime: time,
    request: {
      method,
      url,
      headers: headerList(facts.requestHeaders),
      ...(postData !== undefined && { postData }),
    },
    response: {
      status,
      headers: headerList(facts.headers),
      redirectURL: '',
      content: { mimeType: 'text/html', ...(html !== undefined && { text: html }) },
    },
    ...facts.more,
  };
}

/** A HAR file with these entries. */
export function har(entries: readonly unknown[], creator = 'WebInspector'): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator }, entries } });
}

function headerList(headers: Headers = {}): { name: string; value: string }[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
