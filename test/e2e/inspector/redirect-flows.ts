import type { Flow, Hop } from '../../../src/core/model/index.ts';
import { authorizeUrl, LOGIN_GOV } from '../../support/builders.ts';

/** Recorded flows that no server of the playground makes. */

const AT = Date.UTC(2026, 2, 3, 15, 41, 7);

const hop = (id: string, url: string, more: Partial<Hop> = {}): Hop => ({
  id,
  url,
  method: 'GET',
  time: AT,
  seenBy: ['web-request'],
  ...more,
});

/** As many navigations of as many redirects; the hops are `h1`, `h2`, … */
export function longFlow(navigations: number, redirects: number): Flow {
  let number = 0;
  const url = (at: number) => (at === 0 ? authorizeUrl() : `https://sp${at % 3}.example.gov/step/${at}`);
  return {
    id: 'long',
    engine: 'chromium',
    navigations: Array.from({ length: navigations }, (_, index) => ({
      id: `n${index}`,
      cause: { kind: 'script', document: {} },
      committed: true,
      hops: Array.from({ length: redirects }, (__, at) =>
        hop(`h${++number}`, url(at), {
          time: AT + number * 40,
          response: { status: 302, headers: [], redirectUrl: url(at + 1) },
        }),
      ),
    })),
  };
}

/** Every text that a page decides, as a page that means harm would write it. */
export function hostileFlow(): Flow {
  const evil = '\u202egnp.exe<img src=x onerror=alert(1)>\u0000\u001b[31m';
  const host = `${'sub.'.repeat(40)}example.gov`;
  const headers = [{ name: `${evil}${'n'.repeat(2000)}`, value: `${evil}${'v'.repeat(100_000)}` }];
  const policies = [
    { value: `form-action 'self' ${'https://a.gov '.repeat(3000)}`, disposition: 'enforce', from: 'header' },
    { value: `${'d'.repeat(5000)} ${'v'.repeat(90_000)}`, disposition: 'enforce', from: 'header' },
  ] as const;
  return {
    id: 'hostile',
    engine: 'chromium',
    navigations: [
      {
        id: 'n1',
        cause: { kind: 'link', document: { url: `https://evil.example.gov/${evil}${'a'.repeat(50_000)}` } },
        committed: true,
        page: { title: `${evil}${'t'.repeat(3000)}`, messages: [evil, 'm'.repeat(5000)], policies: [] },
        hops: [
          hop('x1', `${authorizeUrl()}&${evil}=${'b'.repeat(1_000_000)}`, {
            response: { status: 302, headers, redirectUrl: `https://${host}/${evil}` },
          }),
          hop('x2', `https://${host}/${'p'.repeat(200_000)}${evil}`, { method: `${evil}${'M'.repeat(400)}` }),
          hop('x3', `not a url ${evil}`, { error: `${evil}${'e'.repeat(3000)}`, gapBefore: true }),
        ],
      },
      {
        id: 'n2',
        cause: { kind: 'form', document: { url: `${LOGIN_GOV}/${evil}`, policies } },
        committed: false,
        hops: [hop('x4', `https://oidc-sp.example.gov/${evil}`, { method: 'POST', time: AT + 65_000 })],
      },
    ],
  };
}
