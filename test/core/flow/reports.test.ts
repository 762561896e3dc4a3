import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import { APPLICATION, authorizeUrl, CALLBACK, LOGIN_GOV } from '../../support/builders.ts';
import { arriving, CONSENT, everyHost, returning, SIGN_IN, signingIn } from '../../support/journeys.ts';
import {
  committed,
  navigationFailed,
  redirected,
  requested,
  requestFailed,
  responded,
} from '../../support/observations.ts';
import { outline, record } from '../../support/recording.ts';

/** What the browsers report in ways of their own, and what is left of a report when the recorder was stopped. */

const PORTAL = 'https://portal.example.gov/';
const lines = (observations: readonly Observation[]) => record(observations).flows.map(outline);

describe('a request that was missed', () => {
  const asked = requested('1', authorizeUrl(), { initiator: APPLICATION });
  const answered = redirected('1', authorizeUrl(), SIGN_IN);
  const shown = [
    requested('1', SIGN_IN),
    responded('1', SIGN_IN),
    committed(SIGN_IN, 'link', 'server_redirect'),
  ];

  test('is told of by its answer', () => {
    expect(lines([answered, ...shown])).toEqual(lines([asked, answered, ...shown]));
  });

  test('is told of once', () => {
    expect(lines([asked, answered, answered, ...shown])).toEqual(lines([asked, answered, ...shown]));
  });

  test('is none where an older request is answered late', () => {
    const page = [...arriving('Chromium'), requested('9', `${LOGIN_GOV}/help`)];
    expect(lines([...page, responded('2', `${LOGIN_GOV}/other`)])).toEqual(lines(page));
  });

  test('is none where the page is shown already', () => {
    const page = arriving('Firefox');
    expect(lines([...page, responded('99', SIGN_IN)])).toEqual(lines(page));
  });

  test('leaves a gap where its answer was missed, too', () => {
    const [flow] = record([asked, requested('1', SIGN_IN)]).flows;
    expect(flow?.navigations[0]?.hops.map(({ gapBefore }) => gapBefore)).toEqual([undefined, true]);
  });
});

describe('Firefox', () => {
  const atConsent = [...arriving('Firefox'), ...signingIn('Firefox')];
  const post = [
    requested('7', CONSENT, { method: 'POST', initiator: CONSENT }),
    redirected('7', CONSENT, CALLBACK),
    requested('7', CALLBACK),
  ];

  test('shows its own page under an address that cannot be reached: no navigation of its own', () => {
    const failed = [
      ...post,
      requestFailed('7', CALLBACK, 'NS_ERROR_X'),
      navigationFailed(CALLBACK, 'Error code 1'),
    ];
    const commit = committed(CALLBACK, 'form_submit', 'server_redirect');
    expect(lines([...atConsent, ...failed, commit])).toEqual(lines([...atConsent, ...failed]));
    const last = record([...atConsent, ...failed, commit]).flows[0]?.navigations.at(-1);
    expect(last).toMatchObject({ committed: false });
    expect(last?.hops.at(-1)?.error).toBe('NS_ERROR_X');
  });

  test('says that a navigation failed, and then shows it', () => {
    const aborted = navigationFailed(CALLBACK, 'Error code 2152398850');
    const commit = committed(CALLBACK, 'form_submit', 'server_redirect');
    const told = [...atConsent, ...post, responded('7', CALLBACK)];
    expect(lines([...told, aborted, commit])).toEqual(lines([...told, commit]));
  });

  test('names the address that redirected to what it cannot open', () => {
    const app = 'gov.example.app://result';
    const told = [
      ...atConsent,
      ...post,
      redirected('7', CALLBACK, app),
      navigationFailed(CALLBACK, 'Error code 2'),
    ];
    const last = record(told).flows[0]?.navigations.at(-1)?.hops.at(-1);
    expect(last).toMatchObject({ url: app, error: 'Error code 2' });
  });
});

test('an address that redirects to itself fails once', () => {
  const loop = [requested('7', CALLBACK), redirected('7', CALLBACK, CALLBACK), navigationFailed(CALLBACK)];
  const last = record([...arriving('Chromium'), ...loop]).flows[0]?.navigations.at(-1);
  expect(last?.hops.map(({ error }) => error)).toEqual([undefined, 'net::ERR_ABORTED']);
});

describe('a page out of the cache of pages', () => {
  test('has the policies that it had', () => {
    const back = [
      committed(PORTAL, 'link', 'forward_back'),
      committed(SIGN_IN, 'link', 'forward_back'),
      requested('8', SIGN_IN, { method: 'POST', initiator: LOGIN_GOV }),
    ];
    const cause = record([...arriving('Chromium'), ...back]).flows[0]?.navigations.at(-1)?.cause;
    expect(cause).toMatchObject({
      kind: 'form',
      document: { url: SIGN_IN, policies: [{ value: expect.stringContaining('form-action') }] },
    });
  });
});

describe('an attempt that begins anew while Login.gov shows a page', () => {
  const again = [
    requested('5', `${APPLICATION}/login`),
    redirected('5', `${APPLICATION}/login`, authorizeUrl({ state: 'second' })),
    requested('5', authorizeUrl({ state: 'second' })),
  ];

  test('is a flow of its own, with the request of the application before it', () => {
    const told = lines([...arriving('Chromium'), ...again]);
    expect(told[0]).toEqual(lines(arriving('Chromium'))[0]);
    expect(told[1]).toEqual(['unknown: GET app/login -> GET idp/openid_connect/authorize (not shown)']);
  });

  test('is none where Login.gov itself leads through the application', () => {
    const bounce = [
      requested('5', CALLBACK, { initiator: LOGIN_GOV }),
      redirected('5', CALLBACK, authorizeUrl()),
      requested('5', authorizeUrl()),
    ];
    expect(lines([...arriving('Chromium'), ...bounce])).toHaveLength(1);
    expect(lines([...arriving('Chromium'), ...returning('Chromium', everyHost)])).toHaveLength(1);
  });
});
