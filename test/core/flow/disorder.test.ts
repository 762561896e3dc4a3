import { describe, expect, test } from 'vitest';
import { MAX_HOPS } from '../../../src/core/flow/chain.ts';
import { type LaneState, type Observation, observe } from '../../../src/core/flow/index.ts';
import { inspect } from '../../../src/core/index.ts';
import { APPLICATION, authorizeUrl, callbackUrl } from '../../support/builders.ts';
import { CONSENT, HOME, JOURNEYS, OTHER_APP, SIGN_IN } from '../../support/journeys.ts';
import { devtools, fromFile, pageRead, requestFailed } from '../../support/observations.ts';
import { type Recording, record, restarted } from '../../support/recording.ts';
import { type Random, seeded } from '../../support/seeded.ts';

/** Events that come twice, in another order, not at all, or make no sense. */

const STRAY: readonly Observation[] = [
  devtools(callbackUrl(), { to: HOME }),
  devtools(`${APPLICATION}/login`, { to: authorizeUrl() }),
  fromFile(authorizeUrl(), { to: SIGN_IN }),
  fromFile(CONSENT, { method: 'POST', error: 'net::ERR_FAILED' }),
  pageRead(SIGN_IN, { title: 'Sign in' }),
  pageRead('not a url'),
  requestFailed('404', OTHER_APP),
  { kind: 'navigation', url: 'about:blank', time: 0 },
  { kind: 'commit', url: '', time: 0, transition: '', qualifiers: [] },
  { kind: 'request', requestId: '', url: 'https://[', method: '', time: Number.NaN },
  {
    kind: 'redirect',
    requestId: '3',
    url: CONSENT,
    method: '',
    time: Number.NaN,
    status: 0,
    headers: [],
    redirectUrl: '',
  },
  {
    kind: 'redirect',
    requestId: '1',
    url: authorizeUrl(),
    method: 'GET',
    time: 0,
    status: 302,
    headers: [],
    redirectUrl: authorizeUrl(),
  },
];

function disordered(observations: readonly Observation[], random: Random): Observation[] {
  const repeated = observations.flatMap((observation) => {
    const times = random.pick([0, 1, 1, 1, 1, 2]);
    return Array.from({ length: times }, () => observation);
  });
  const withStray = [...repeated, ...Array.from({ length: random.below(4) }, () => random.pick(STRAY))];
  return random.below(3) === 0 ? random.shuffled(withStray) : swapped(withStray, random);
}

/** Neighbours change places now and then, as events of two APIs do. */
function swapped(observations: readonly Observation[], random: Random): Observation[] {
  const result = [...observations];
  for (let at = 0; at + 1 < result.length; at++) {
    const [a, b] = [result[at], result[at + 1]];
    if (a !== undefined && b !== undefined && random.below(4) === 0) result.splice(at, 2, b, a);
  }
  return result;
}

async function expectSound({ flows, lane }: Recording): Promise<void> {
  expect(JSON.parse(JSON.stringify({ flows, lane }))).toStrictEqual({ flows, lane });
  const ids = flows.flatMap(({ id, navigations }) => [
    id,
    ...navigations.flatMap((navigation) => [navigation.id, ...navigation.hops.map((hop) => hop.id)]),
  ]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const { hops } of flows.flatMap(({ navigations }) => navigations)) {
    expect(hops.length).toBeGreaterThan(0);
    expect(hops.length).toBeLessThanOrEqual(MAX_HOPS);
  }
  const inspection = await inspect({ version: 1, flows });
  expect(
    inspection.flows.flatMap(({ skipped }) => skipped.filter(({ reason }) => reason === 'crashed')),
  ).toEqual([]);
}

describe.each(JOURNEYS)('%s in disorder', (_, journey) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('series %i leaves sound flows, restarted or not', async (series) => {
    const random = seeded(series * 7919);
    for (let round = 0; round < 20; round++) {
      const observations = disordered(journey(random.pick(['Chromium', 'Firefox'])), random);
      const recording = record(observations);
      await expectSound(recording);
      expect(record(observations, { between: restarted })).toStrictEqual(recording);
    }
  });
});

test('a request that is told of after its answer, or twice, is no hop of its own', () => {
  const asked = { requestId: '1', method: 'GET', headers: [] };
  const first = { kind: 'request', ...asked, url: authorizeUrl(), time: 1 } as const;
  const onward = { ...first, kind: 'redirect', status: 302, redirectUrl: SIGN_IN, time: 2 } as const;
  const second = { kind: 'request', ...asked, url: SIGN_IN, time: 3 } as const;
  const end = { kind: 'response', ...asked, url: SIGN_IN, status: 200, time: 4 } as const;
  for (const observations of [
    [onward, second, end, first],
    [first, onward, second, end, second],
  ]) {
    let state: LaneState = { lane: { tab: 7, frame: 0, engine: 'chromium' } };
    for (const observation of observations) state = observe(state, observation);
    const hops = state.flow?.navigations.flatMap((navigation) => navigation.hops);
    expect(hops?.map(({ url, time, response }) => [url, time, response?.status])).toEqual([
      [authorizeUrl(), 1, 302],
      [SIGN_IN, 3, 200],
    ]);
  }
});

test('all journeys at once, over and over, leave sound flows', async () => {
  const random = seeded(42);
  const observations = Array.from({ length: 60 }, () => random.pick(JOURNEYS)[1]('Chromium')).flat();
  await expectSound(record(random.shuffled(observations)));
});
