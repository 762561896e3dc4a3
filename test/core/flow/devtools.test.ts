import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import type { Hop } from '../../../src/core/model/index.ts';
import { APPLICATION, authorizeUrl, CALLBACK, callbackUrl, LOGIN_GOV } from '../../support/builders.ts';
import {
  arriving,
  CONSENT,
  everyHost,
  HOME,
  OTHER_APP,
  refused,
  returning,
  SIGN_IN,
  signingIn,
} from '../../support/journeys.ts';
import {
  committed,
  devtools,
  loading,
  navigating,
  redirected,
  requested,
  responded,
} from '../../support/observations.ts';
import { outline, record, restarted, START } from '../../support/recording.ts';

/** Exchanges that DevTools tells of, beside what webRequest and webNavigation see. */

const SWITCH = `${APPLICATION}/auth/switch`;
const lastNavigation = (recording: ReturnType<typeof record>) =>
  recording.flows.map((flow) => outline(flow).at(-1));

function hopsOf(recording: ReturnType<typeof record>): Hop[] {
  return recording.flows.flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops));
}

const before = [...arriving('Chromium'), ...signingIn('Chromium')];

describe('the redirects of a site that lead to a second attempt', () => {
  const START_ANEW = `${APPLICATION}/sign-in`;
  const second = authorizeUrl({ state: 'second' });
  const begun = [...arriving('Chromium'), navigating(START_ANEW)];
  const first = devtools(START_ANEW, { to: SWITCH });
  const further = devtools(SWITCH, { to: second });
  const anew = arriving('Chromium', second, '2');

  test.each([
    ['before Login.gov is asked', [...begun, first, ...anew, further]],
    ['when it has been asked', [...begun, ...anew.slice(0, 2), first, ...anew.slice(2), further]],
    ['at the end', [...begun, ...anew, first, further]],
  ])('are the beginning of that, told of %s', (_, observations) => {
    expect(record(observations).flows.map((flow) => outline(flow))).toEqual([
      ['link: GET idp/openid_connect/authorize -> GET idp/'],
      ['link: GET app/sign-in -> GET app/auth/switch -> GET idp/openid_connect/authorize -> GET idp/'],
    ]);
  });
});

describe('hops of a host that is not granted', () => {
  test('are filled in afterwards, and the gap closes', () => {
    const recording = record([
      ...before,
      ...returning('Chromium'),
      devtools(callbackUrl(), { to: SWITCH }),
      devtools(SWITCH, { to: HOME }),
      devtools(HOME),
    ]);
    expect(lastNavigation(recording)).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/auth/switch -> GET app/home',
    ]);
  });

  test('are filled in, whichever exchange comes first', () => {
    const recording = record([
      ...before,
      ...returning('Chromium'),
      devtools(HOME),
      devtools(callbackUrl(), { to: HOME }),
    ]);
    expect(lastNavigation(recording)).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/home',
    ]);
  });

  test('are filled in before the page is shown', () => {
    const [announced, posted, onward, committed] = returning('Chromium');
    const recording = record([
      ...before,
      ...[announced, posted, onward].filter((observation) => observation !== undefined),
      devtools(callbackUrl(), { to: HOME }),
      ...[committed].filter((observation) => observation !== undefined),
    ]);
    expect(lastNavigation(recording)).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/home',
    ]);
  });

  test('leave the gap open where the chain is still broken', () => {
    const recording = record([...before, ...returning('Chromium'), devtools(callbackUrl(), { to: SWITCH })]);
    expect(lastNavigation(recording)).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/auth/switch -> ... GET app/home',
    ]);
  });

  test('carry the response headers and who saw them', () => {
    const headers = { 'Content-Security-Policy': "form-action 'self'" };
    const recording = record([...before, ...returning('Chromium'), devtools(HOME, { headers })]);
    expect(hopsOf(recording).at(-1)).toMatchObject({
      url: HOME,
      response: { status: 200, headers: [{ name: 'Content-Security-Policy', value: "form-action 'self'" }] },
      seenBy: ['web-navigation', 'devtools'],
    });
  });
});

describe('hops that webRequest saw', () => {
  const exchanges = [
    devtools(authorizeUrl(), { to: SIGN_IN }),
    devtools(SIGN_IN),
    devtools(SIGN_IN, { method: 'POST', to: CONSENT }),
    devtools(CONSENT),
    devtools(CONSENT, { method: 'POST', to: callbackUrl() }),
    devtools(callbackUrl(), { to: HOME }),
    devtools(HOME),
  ];
  const signIn = [...before, ...returning('Chromium', everyHost)];

  test('are not doubled', () => {
    const recording = record([...signIn, ...exchanges]);
    expect(recording.flows.map(outline)).toEqual(record(signIn).flows.map(outline));
    expect(hopsOf(recording).every(({ seenBy }) => seenBy.includes('devtools'))).toBe(true);
  });

  test('are not doubled when DevTools tells of each twice', () => {
    const recording = record([...signIn, ...exchanges, ...exchanges]);
    expect(recording.flows.map(outline)).toEqual(record(signIn).flows.map(outline));
  });

  test('keep what webRequest said where DevTools says something else', () => {
    const recording = record([...signIn, devtools(CONSENT, { headers: { 'X-Other': '1' } })]);
    const consent = hopsOf(recording).find(({ url, method }) => url === CONSENT && method === 'GET');
    expect(consent?.response?.headers).toEqual([
      { name: 'Content-Security-Policy', value: expect.stringContaining('form-action') },
    ]);
  });

  test('are the same after a restart between any two', () => {
    expect(record([...signIn, ...exchanges], { between: restarted })).toStrictEqual(
      record([...signIn, ...exchanges]),
    );
  });
});

test('two hops with one address take an exchange each', () => {
  const shownTwice = [
    ...arriving('Chromium'),
    ...loading('Chromium', { id: '2', urls: [SIGN_IN], transition: ['reload'] }),
  ];
  const sources = hopsOf(record([...shownTwice, devtools(SIGN_IN), devtools(SIGN_IN)])).map(
    ({ seenBy }) => seenBy,
  );
  expect(sources.map((seenBy) => seenBy.includes('devtools'))).toEqual([false, true, true]);
});

describe("the site's own redirects that led to Login.gov", () => {
  const way = { ...devtools(`${APPLICATION}/way`, { method: 'POST', to: `${APPLICATION}/login` }), time: 1 };
  const login = { ...devtools(`${APPLICATION}/login`, { to: authorizeUrl() }), time: 2 };
  const asked = devtools(authorizeUrl(), { to: SIGN_IN });
  const led = 'link: POST app/way -> GET app/login -> GET idp/openid_connect/authorize -> GET idp/';
  const told = (...observations: readonly Observation[]) =>
    record([...before, ...observations]).flows.map((flow) => outline(flow)[0]);

  test('are put before the first hop', () => {
    expect(told({ ...asked, chain: [way, login, asked] })).toEqual([led]);
  });

  test('also where DevTools tells of the first of them last', () => {
    const late = { ...login, chain: [login, asked] };
    expect(told({ ...asked, chain: [asked] }, late, { ...way, chain: [way, login, asked] })).toEqual([led]);
  });

  test('are put there once', () => {
    const again = { ...asked, chain: [way, login, asked] };
    expect(told(again, again, { ...login, chain: [way, login, asked] })).toEqual([led]);
  });

  test.each(['before', 'after'])('tell who asked, %s it is known how', (when) => {
    const referer = `${APPLICATION}/start`;
    const from = { ...login, request: { headers: [{ name: 'Referer', value: referer }] } };
    const commit = committed(SIGN_IN, 'link', 'server_redirect');
    const asking = [
      requested('1', authorizeUrl()),
      redirected('1', authorizeUrl(), SIGN_IN),
      requested('1', SIGN_IN),
      responded('1', SIGN_IN),
    ];
    const told = { ...from, chain: [from] };
    const again = { ...asked, chain: [from, asked] };
    const order = when === 'before' ? [...asking, told, commit] : [...asking, told, commit, again];
    const [flow] = record(order).flows;
    expect(flow?.navigations[0]?.cause).toEqual({ kind: 'link', document: { url: referer } });
  });

  test('are not put before a hop that was asked for earlier', () => {
    const later = { ...login, time: START + 60_000 };
    expect(told({ ...asked, chain: [later, asked] })).toEqual([
      'link: GET idp/openid_connect/authorize -> GET idp/',
    ]);
  });

  test('is none of the hops by which Login.gov itself leads there again', () => {
    const signIn = loading('Chromium', {
      id: '2',
      urls: [SIGN_IN, authorizeUrl(), CONSENT],
      method: 'POST',
      initiator: LOGIN_GOV,
      transition: ['form_submit', 'server_redirect'],
    });
    const posted = devtools(SIGN_IN, { method: 'POST', to: authorizeUrl() });
    expect(record([...arriving('Chromium'), ...signIn, posted]).flows.map(outline)).toEqual([
      [
        'link: GET idp/openid_connect/authorize -> GET idp/',
        'form: POST idp/ -> GET idp/openid_connect/authorize -> GET idp/sign_up/completed',
      ],
    ]);
  });

  test('has an id of its own', () => {
    const ids = hopsOf(record([...before, { ...asked, chain: [way, login, asked] }])).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('exchanges that belong to no flow', () => {
  test.each([
    ['before there is a flow', [devtools(HOME), devtools(`${LOGIN_GOV}/account`)], []],
    ['of other pages', [...before, devtools(OTHER_APP), devtools(`${CALLBACK}?code=other`)], [2]],
  ])('%s change nothing', (_, observations, navigations) => {
    expect(record(observations).flows.map((flow) => flow.navigations.length)).toEqual(navigations);
  });
});

test('a refused redirect that DevTools tells of as an error of its source is an error of its target', () => {
  const recording = record([
    ...before,
    ...refused('Chromium').slice(0, -1),
    { ...devtools(callbackUrl(), { to: OTHER_APP }), error: 'net::ERR_ABORTED' },
    ...refused('Chromium').slice(-1),
  ]);
  expect(lastNavigation(recording)).toEqual([
    'form: POST idp/sign_up/completed -> GET app/auth/result -> GET benefits/home x (not shown)',
  ]);
});

test('an exchange of a request that is under way gives it its answer', () => {
  const recording = record([
    ...loading('Chromium', { id: '1', urls: [SIGN_IN], transition: ['typed'] }),
    requested('2', authorizeUrl(), { initiator: APPLICATION }),
    devtools(authorizeUrl(), { to: SIGN_IN }),
  ]);
  expect(recording.flows.map(outline)).toEqual([
    ['unknown: GET idp/openid_connect/authorize -> GET idp/ (not shown)'],
  ]);
});
