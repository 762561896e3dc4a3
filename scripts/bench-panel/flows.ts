import type { Flow, Hop, Navigation } from '../../src/core/model/index.ts';
import { authorizeUrl } from '../../src/core/rules/example-support/index.ts';

export const HOPS = 20;
const START = Date.UTC(2026, 2, 3, 9);
const LOGIN_GOV = 'https://idp.int.identitysandbox.gov';

/** Sign-ins of twenty hops each, as the recorder keeps them; one in five is refused by the browser. */
export function makeFlows(count: number): readonly Flow[] {
  return Array.from({ length: count }, (_, index) => makeFlow(index));
}

/** The same flow with one more hop, as it is when the browser was redirected once more. */
export function withAnotherHop(flow: Flow, number: number): Flow {
  const last = flow.navigations.at(-1);
  if (last === undefined) return flow;
  const another = hop(`more-${number}`, `https://cases.example.gov/step/${number}`, START + number, 302);
  return {
    ...flow,
    navigations: [...flow.navigations.slice(0, -1), { ...last, hops: [...last.hops, another] }],
  };
}

/** A flow that goes round and round: navigations of a hundred hops each, as many as the recorder keeps of one. */
export function makeLongFlow(navigations: number): Flow {
  const flow = makeFlow(0);
  const [first, form] = flow.navigations;
  if (first === undefined || form === undefined) return flow;
  const rounds = Array.from({ length: navigations }, (_, round) => ({
    ...form,
    id: `round-${round}`,
    committed: true,
    hops: Array.from({ length: 100 }, (_, step) => {
      const url = `https://cases.example.gov/step/${round}/${step}?round=${round}`;
      return hop(`r${round}-${step}`, url, START + 10_000 + round * 2000 + step * 10, 302);
    }),
  }));
  return { ...flow, id: 'bench-long', navigations: [first, ...rounds] };
}

function makeFlow(index: number): Flow {
  const time = START + index * 60_000;
  const client = `urn:gov:gsa:openidconnect.profiles:sp:sso:example:app${index % 40}`;
  const authorize = authorizeUrl({
    client_id: client,
    redirect_uri: 'https://cases.example.gov/auth/callback',
    state: `state${index}`.padEnd(32, 'x'),
    nonce: `nonce${index}`.padEnd(32, 'x'),
    acr_values: index % 7 === 0 ? 'urn:acr.login.gov:auth-onyl' : 'urn:acr.login.gov:auth-only',
  });
  const isRefused = index % 5 === 0;
  const callback = `https://cases.example.gov/auth/callback?code=code${index}-0123456789&state=state${index}`;
  const steps = Array.from({ length: HOPS - 5 }, (_, step) =>
    hop(`s${step}`, `https://cases.example.gov/step/${step}`, time + 2000 + step * 10, 302),
  );
  const navigations: readonly Navigation[] = [
    {
      id: `n${index}-1`,
      cause: { kind: 'link', document: { url: 'https://cases.example.gov/' } },
      committed: true,
      hops: [
        hop('h1', 'https://cases.example.gov/login', time, 302),
        hop('h2', authorize, time + 100, 302),
        hop('h3', `${LOGIN_GOV}/`, time + 200, 200),
      ],
    },
    {
      id: `n${index}-2`,
      cause: {
        kind: 'form',
        document: {
          url: `${LOGIN_GOV}/sign_up/completed`,
          policies: [
            {
              value: "default-src 'self'; form-action 'self' https://cases.example.gov",
              disposition: 'enforce',
              from: 'header',
            },
          ],
        },
      },
      committed: !isRefused,
      hops: [
        { ...hop('h4', callback, time + 1000, 302), method: 'GET' },
        ...steps,
        isRefused
          ? {
              id: 'last',
              url: 'https://app.other.gov/home',
              method: 'GET',
              time: time + 5000,
              error: 'net::ERR_ABORTED',
              seenBy: ['web-navigation'],
            }
          : hop('last', 'https://cases.example.gov/home', time + 5000, 200),
      ],
    },
  ];
  return { id: `bench-${index}`, engine: 'chromium', navigations };
}

function hop(id: string, url: string, time: number, status: number): Hop {
  return {
    id,
    url,
    method: 'GET',
    time,
    seenBy: ['web-request'],
    response: { status, headers: [{ name: 'content-type', value: 'text/html; charset=utf-8' }] },
  };
}
