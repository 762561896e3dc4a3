import { describe, expect, test } from 'vitest';
import { answer, appendHop, MAX_HOPS, redirectedMethod, sameAddress } from '../../../src/core/flow/chain.ts';
import { policiesInHeaders } from '../../../src/core/flow/policies.ts';
import type { Navigation } from '../../../src/core/model/index.ts';
import { hop, LOGIN_GOV } from '../../support/builders.ts';
import { arriving } from '../../support/journeys.ts';
import { fromFile, loading, requested } from '../../support/observations.ts';
import { record } from '../../support/recording.ts';

const EMPTY: Navigation = { id: 'n', cause: { kind: 'unknown' }, hops: [], committed: false };
const chainOf = (...urls: readonly string[]) =>
  urls.reduce((chain, url) => appendHop(chain, hop(url)), EMPTY);
const urlsOf = ({ hops }: Navigation) => hops.map(({ url }) => url);
const ids = ({ hops }: Navigation) => hops.map(({ id }) => id);

const redirectTo = (redirectUrl: string) => ({ status: 302, headers: [], redirectUrl });

describe('an answer that redirects', () => {
  test('brings the hop that it leads to', () => {
    const chain = answer(chainOf('https://a/'), 0, redirectTo('https://b/'));
    expect(chain.hops[1]).toEqual({ id: 'n.2', url: 'https://b/', method: 'GET', seenBy: ['location'] });
  });

  test('finds that hop there already, and closes the gap before it', () => {
    const chain = appendHop(chainOf('https://a/'), hop('https://b/#x', { gapBefore: true }));
    const answered = answer(chain, 0, redirectTo('https://b/'));
    expect(answered.hops).toHaveLength(2);
    expect(answered.hops[1]?.gapBefore).toBeUndefined();
  });

  test('puts it between two others, with an id of its own', () => {
    const chain = answer(chainOf('https://a/', 'https://c/'), 0, redirectTo('https://b/'));
    expect(urlsOf(chain)).toEqual(['https://a/', 'https://b/', 'https://c/']);
    expect(ids(chain)).toEqual(['n.1', 'n.3', 'n.2']);
  });

  test('takes the place of an error', () => {
    const failed = appendHop(EMPTY, hop('https://a/', { error: 'x' }));
    expect(answer(failed, 0, redirectTo('https://b/')).hops[0]?.error).toBeUndefined();
  });
});

describe('a chain', () => {
  test('has no more hops than are recorded, whether they are seen or only led to', () => {
    const endless = Array.from({ length: MAX_HOPS + 50 }, (_, index) => `https://a/${index}`);
    expect(chainOf(...endless).hops).toHaveLength(MAX_HOPS);
    const answered = endless.reduce(
      (chain, _, index) =>
        answer(chain, Math.min(index, chain.hops.length - 1), redirectTo(`https://b/${index}`)),
      chainOf('https://a/'),
    );
    expect(answered.hops).toHaveLength(MAX_HOPS);
  });

  test('that never ends, as webRequest or a file tells it, is bounded', () => {
    const url = (index: number) => `${LOGIN_GOV}/openid_connect/authorize?hop=${index}`;
    const numbers = Array.from({ length: MAX_HOPS + 50 }, (_, index) => index);
    const live = record(numbers.map((index) => requested('1', url(index))));
    expect(live.flows.map(({ navigations }) => navigations.map(({ hops }) => hops.length))).toEqual([
      [MAX_HOPS],
    ]);
    const file = record(numbers.map((index) => fromFile(url(index), { to: url(index + 1) })));
    for (const { navigations } of file.flows) {
      for (const { hops } of navigations) expect(hops.length).toBeLessThanOrEqual(MAX_HOPS);
    }
  });
});

test('a flow has no more navigations than are recorded', () => {
  const reloads = Array.from({ length: 250 }, (_, index) =>
    loading('Chromium', { id: `r${index}`, urls: [`${LOGIN_GOV}/`], transition: ['reload'] }),
  );
  const { flows } = record([...arriving('Chromium'), ...reloads.flat()]);
  expect(flows.map(({ navigations }) => navigations.length)).toEqual([200]);
});

test.each([
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [303, 'POST', 'GET'],
  [307, 'POST', 'POST'],
  [308, 'POST', 'POST'],
  [302, 'GET', 'GET'],
  [302, 'PUT', 'PUT'],
  [303, 'PUT', 'GET'],
  [303, 'HEAD', 'HEAD'],
])('a %i of a %s is followed with a %s', (status, method, followed) => {
  expect(redirectedMethod(status, method)).toBe(followed);
});

test('two addresses are the same but for the fragment', () => {
  expect(sameAddress('https://a/?b#c', 'https://a/?b')).toBe(true);
  expect(sameAddress('https://a/?b#c', 'https://a/?c')).toBe(false);
  expect(sameAddress('', '#')).toBe(true);
});

describe('policies in headers', () => {
  test('are those of both headers, in order, whatever the case of their names', () => {
    const headers = [
      { name: 'content-security-policy', value: 'a' },
      { name: 'X-Other', value: 'b' },
      { name: 'Content-Security-Policy-Report-Only', value: 'c' },
      { name: 'CONTENT-SECURITY-POLICY', value: 'd' },
    ];
    expect(policiesInHeaders(headers)).toEqual([
      { value: 'a', disposition: 'enforce', from: 'header' },
      { value: 'c', disposition: 'report', from: 'header' },
      { value: 'd', disposition: 'enforce', from: 'header' },
    ]);
  });

  test.each(['constructor', 'Constructor', '__proto__', 'tostring', 'valueof'])(
    'are none in a header named %s',
    (name) => {
      expect(policiesInHeaders([{ name, value: "form-action 'none'" }])).toEqual([]);
    },
  );
});
