import { describe, expect, test } from 'vitest';
import { disagreements } from '../../../scripts/verify-recorder/oracle.ts';
import { randomAttempt } from '../../../scripts/verify-recorder/random-attempt.ts';
import { type Asked, ownSource } from '../../../scripts/verify-recorder/site.ts';
import { type Attempt, address, askedHops } from '../../../scripts/verify-recorder/walk.ts';
import type { Walked } from '../../../scripts/verify-recorder/walker.ts';
import { redirectedMethod } from '../../../src/core/flow/chain.ts';
import type { Flow, Hop, Navigation } from '../../../src/core/model/index.ts';
import { seeded } from '../../support/seeded.ts';

/** The oracle of the random walks finds whatever is wrong with a recording, and nothing with a right one. */

const isHttps = (url: string) => url.startsWith('https:');
const EVERYWHERE = { engine: 'chromium', sees: isHttps, knowsPolicies: isHttps } as const;

/** The first attempt, from that seed on, that goes to its end at Login.gov and to another host. */
function attemptWith(wanted: (attempt: Attempt) => boolean): Attempt {
  for (let seed = 1; ; seed++) {
    const attempt = randomAttempt(seeded(seed), 1, false);
    if (wanted(attempt) && attempt.legs.every(({ part }) => part !== 'either')) return attempt;
  }
}

const RETURNED = attemptWith(
  ({ legs }) => legs.length >= 4 && legs.every(({ refused, end }) => refused === undefined && end === 'page'),
);
const REFUSED = attemptWith(
  ({ legs }) => legs.length >= 3 && legs.at(-1)?.refused !== undefined && legs.at(-1)?.part === 'in',
);

/** What the server would have been asked for, and the flow that says exactly this. */
function walkThrough(attempt: Attempt, tab = 7): { walked: Walked; flow: Flow } {
  const asked: Asked[] = [];
  const navigations = attempt.legs.map((leg, index): Navigation => {
    let { method }: { method: string } = leg;
    const most = leg.refused === undefined ? leg.hops.length : leg.refused + 1;
    const hops = leg.hops.slice(0, most).map((hop, at): Hop => {
      const mark = { walk: 1, attempt: attempt.id, leg: index, hop: at };
      const url = address(mark, hop);
      const id = `${attempt.id}/${index}.${at}`;
      if (at === askedHops(leg, 'chromium'))
        return { id, url, method, error: 'net::ERR_ABORTED', seenBy: ['web-navigation'] };
      const next = leg.hops[at + 1];
      const to = next && address({ ...mark, hop: at + 1 }, next);
      asked.push({
        mark,
        method,
        url,
        at: asked.length,
        answeredAt: asked.length,
        status: hop.status,
        part: leg.part,
      });
      const response = { status: hop.status, headers: [], ...(to !== undefined && { redirectUrl: to }) };
      const recorded: Hop = { id, url, method, response, seenBy: ['web-request'] };
      method = redirectedMethod(hop.status, method);
      return recorded;
    });
    const before = attempt.legs[index - 1]?.hops.at(-1);
    const source = ownSource({ attempt: attempt.id, leg: index - 1 });
    const policies = [
      { value: `form-action ${source}`, disposition: 'enforce' as const, from: 'header' as const },
    ];
    const document = { url: `${before?.origin}/`, policies };
    const cause =
      leg.method === 'POST' ? ({ kind: 'form', document } as const) : ({ kind: 'unknown' } as const);
    return { id: `${attempt.id}/${index}`, cause, hops, committed: leg.refused === undefined };
  });
  const walked: Walked = {
    number: 1,
    attempts: new Map([[attempt.id, attempt]]),
    asked,
    tabs: new Map([[attempt.id, `${tab}.0`]]),
    loose: new Set(),
    stuck: [],
    stops: 0,
  };
  const inFlow = navigations.filter((_, index) => attempt.legs[index]?.part === 'in');
  return { walked, flow: { id: String(attempt.id), tab: { id: tab, frame: 0 }, navigations: inFlow } };
}

const { walked, flow } = walkThrough(RETURNED);

/** The flow with its last navigation changed. */
function withLast(change: (navigation: Navigation) => Navigation): Flow {
  const last = flow.navigations.at(-1);
  if (last === undefined) throw new Error('There is no navigation.');
  return { ...flow, navigations: flow.navigations.with(-1, change(last)) };
}

const found = (...flows: readonly Flow[]) => disagreements(flows, walked, EVERYWHERE).join('\n');

describe('the oracle of the random walks', () => {
  test('has nothing to say of what was recorded as it happened', () => {
    expect(found(flow)).toBe('');
    const refused = walkThrough(REFUSED);
    expect(disagreements([refused.flow], refused.walked, EVERYWHERE)).toEqual([]);
  });

  test('misses a hop', () => {
    const lost = withLast((navigation) => ({ ...navigation, hops: navigation.hops.slice(0, -1) }));
    expect(found(lost)).toContain('was asked for 1 times, and is recorded 0 times');
  });

  test('misses an answer', () => {
    const open = withLast((navigation) => ({
      ...navigation,
      hops: navigation.hops.map(({ response: _, ...hop }) => hop),
    }));
    expect(found(open)).toContain('is recorded without its answer');
  });

  test('sees a hop twice', () => {
    const twice = { ...flow, navigations: [...flow.navigations, ...flow.navigations.slice(-1)] };
    expect(found(twice)).toContain('is recorded 2 times, and was asked for 1 times');
  });

  test('sees a hop that nobody asked for', () => {
    const invented = withLast((navigation) => ({
      ...navigation,
      hops: [...navigation.hops, { id: 'x', url: 'https://nowhere.example.gov/', seenBy: [] }],
    }));
    expect(found(invented)).toContain('https://nowhere.example.gov/ is in no plan');
  });

  test('sees another status and another method', () => {
    const other = (change: (hop: Hop) => Hop) =>
      found(withLast((navigation) => ({ ...navigation, hops: navigation.hops.map(change) })));
    expect(other((hop) => ({ ...hop, method: 'PUT' }))).toContain('is recorded as PUT');
    expect(other((hop) => ({ ...hop, response: { status: 418, headers: [] } }))).toContain('418');
  });

  test('sees a page that was no part of the sign-in', () => {
    const outside = attemptWith(({ legs }) => legs[0]?.part === 'out');
    const through = walkThrough(outside);
    const wrong = through.walked.asked.filter(({ part }) => part === 'out');
    const hops = wrong.map(({ url, method, status = 0 }, at): Hop => {
      return { id: `out.${at}`, url, method, response: { status, headers: [] }, seenBy: ['web-request'] };
    });
    const first: Navigation = { id: 'out', cause: { kind: 'typed' }, hops, committed: true };
    const mixed = { ...through.flow, navigations: [first, ...through.flow.navigations] };
    expect(disagreements([mixed], through.walked, EVERYWHERE).join()).toContain('was no part of a sign-in');
  });

  test('sees a chain that was taken apart, and one that was put together', () => {
    const apart = {
      ...flow,
      navigations: flow.navigations.flatMap((navigation) =>
        navigation.hops.map((hop) => ({ ...navigation, hops: [hop] })),
      ),
    };
    expect(found(apart)).toContain('is not followed by what it redirected to');
    const [first] = flow.navigations;
    if (first === undefined) throw new Error('There is no navigation.');
    const together = {
      ...flow,
      navigations: [{ ...first, hops: flow.navigations.flatMap(({ hops }) => hops) }],
    };
    expect(found(together)).toContain('in one navigation');
  });

  test('sees another order', () => {
    expect(found({ ...flow, navigations: flow.navigations.toReversed() })).toContain(
      'after what was asked for later',
    );
  });

  test('sees one attempt as two flows, and two as one', () => {
    const [first, ...others] = flow.navigations;
    if (first === undefined) throw new Error('There is no navigation.');
    const halves = [
      { ...flow, navigations: [first] },
      { ...flow, id: '2', navigations: others },
    ];
    expect(found(...halves)).toContain('attempt 1 is in 2 flows');
    const second = walkThrough({ ...RETURNED, id: 2 });
    const both: Walked = {
      ...walked,
      attempts: new Map([...walked.attempts, ...second.walked.attempts]),
      asked: [...walked.asked, ...second.walked.asked],
      tabs: new Map([...walked.tabs, [2, '8.0']]),
    };
    expect(disagreements([flow, { ...second.flow, tab: { id: 8, frame: 0 } }], both, EVERYWHERE)).toEqual([]);
    const one = { ...flow, navigations: [...flow.navigations, ...second.flow.navigations] };
    expect(disagreements([one], both, EVERYWHERE).join('\n')).toContain('attempts 1 and 2 are in one flow');
    expect(disagreements([flow, second.flow], both, EVERYWHERE)).toEqual([
      'several tabs are recorded as one',
    ]);
  });

  test('misses the hop that was refused', () => {
    const refused = walkThrough(REFUSED);
    const navigations = refused.flow.navigations.map((navigation) => ({
      ...navigation,
      hops: navigation.hops.filter(({ error }) => error === undefined),
    }));
    const cut = disagreements([{ ...refused.flow, navigations }], refused.walked, EVERYWHERE).join();
    expect(cut).toContain('which was refused, is not named');
  });

  test('asks for the cause of a form, and for the policy of its page', () => {
    const isForm = ({ cause }: Navigation) => cause.kind === 'form';
    expect(flow.navigations.some(isForm)).toBe(true);
    const withCause = (cause: Navigation['cause']) =>
      found({
        ...flow,
        navigations: flow.navigations.map((one) => (isForm(one) ? { ...one, cause } : one)),
      });
    expect(withCause({ kind: 'typed' })).toContain('was a form, and is recorded as typed');
    const [own] = flow.navigations.filter(isForm).map(({ cause }) => cause);
    const url = own !== undefined && 'document' in own ? own.document.url : undefined;
    expect(withCause({ kind: 'form', document: { url: url ?? '' } })).toContain('without the policy');
  });
});
