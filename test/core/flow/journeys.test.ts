import { describe, expect, test } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import { inspect } from '../../../src/core/index.ts';
import type { Engine, Flow } from '../../../src/core/model/index.ts';
import { APPLICATION, authorizeUrl, callbackUrl, LOGIN_GOV } from '../../support/builders.ts';
import {
  arriving,
  CONSENT,
  everyHost,
  HOME,
  OTHER_APP,
  onlyLoginGov,
  POLICY,
  refused,
  returning,
  SIGN_IN,
  samlSignIn,
  signingIn,
  signingOut,
  typing,
} from '../../support/journeys.ts';
import { committed, loading, navigating } from '../../support/observations.ts';
import { outline, record } from '../../support/recording.ts';

const BROWSERS = ['Chromium', 'Firefox'] as const;
const ENGINES = { Chromium: 'chromium', Firefox: 'firefox' } as const satisfies Record<string, Engine>;

async function outcomeOf(flow: Flow | undefined) {
  const { flows } = await inspect({ version: 1, flows: flow === undefined ? [] : [flow] });
  return flows[0]?.outcome;
}

describe.each(BROWSERS)('%s', (browser) => {
  const flowsOf = (...observations: readonly Observation[]) =>
    record(observations, { engine: ENGINES[browser] }).flows;
  const outlines = (...observations: readonly Observation[]) => flowsOf(...observations).map(outline);

  const ARRIVED = 'link: GET idp/openid_connect/authorize -> GET idp/';
  const SIGNED_IN = 'form: POST idp/ -> GET idp/sign_up/completed';

  test('a sign-in is one flow; what the application did unseen is a gap', async () => {
    const observations = [...arriving(browser), ...signingIn(browser), ...returning(browser)];
    expect(outlines(...observations)).toEqual([
      [ARRIVED, SIGNED_IN, 'form: POST idp/sign_up/completed -> GET app/auth/result -> ... GET app/home'],
    ]);
    expect(await outcomeOf(flowsOf(...observations)[0])).toMatchObject({ kind: 'signed-in' });
  });

  test('a sign-in at a granted application has no gap', () => {
    const observations = [...arriving(browser), ...signingIn(browser), ...returning(browser, everyHost)];
    expect(outlines(...observations)).toEqual([
      [ARRIVED, SIGNED_IN, 'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/home'],
    ]);
  });

  test('the form that a navigation came from is known with the policies of its page', () => {
    const [flow] = flowsOf(...arriving(browser), ...signingIn(browser), ...returning(browser));
    expect(flow?.navigations.slice(1).map(({ cause }) => cause)).toEqual([
      {
        kind: 'form',
        document: { url: SIGN_IN, policies: [{ value: POLICY, disposition: 'enforce', from: 'header' }] },
      },
      {
        kind: 'form',
        document: { url: CONSENT, policies: [{ value: POLICY, disposition: 'enforce', from: 'header' }] },
      },
    ]);
  });

  test('a refused redirect on a host that is not granted is named, behind a gap', async () => {
    const observations = [...arriving(browser), ...signingIn(browser), ...refused(browser)];
    expect(outlines(...observations)).toEqual([
      [
        ARRIVED,
        SIGNED_IN,
        'form: POST idp/sign_up/completed -> GET app/auth/result -> ... GET benefits/home x (not shown)',
      ],
    ]);
  });

  test('a refused redirect of a granted host is named, without a gap', () => {
    const observations = [...arriving(browser), ...signingIn(browser), ...refused(browser, everyHost)];
    expect(outlines(...observations)).toEqual([
      [
        ARRIVED,
        SIGNED_IN,
        'form: POST idp/sign_up/completed -> GET app/auth/result -> GET benefits/home x (not shown)',
      ],
    ]);
  });

  test('after a refusal the page is still the old one, and its form can be sent again', () => {
    const [flow, ...others] = flowsOf(
      ...arriving(browser),
      ...signingIn(browser),
      ...refused(browser),
      ...returning(browser, onlyLoginGov, '4'),
    );
    expect(others).toEqual([]);
    expect(flow === undefined ? [] : outline(flow).slice(2)).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> ... GET benefits/home x (not shown)',
      'form: POST idp/sign_up/completed -> GET app/auth/result -> ... GET app/home',
    ]);
    expect(flow?.navigations.at(-1)?.cause).toMatchObject({ kind: 'form', document: { url: CONSENT } });
  });

  test.each([
    ['not granted', onlyLoginGov],
    ['granted', everyHost],
  ])('a user who enters another address ends the flow; nothing of it is kept (%s)', (_, sees) => {
    const secret = 'https://private.example.com/diary?page=7';
    const { flows, lane } = record([
      ...arriving(browser),
      ...typing(secret, sees),
      ...loading(browser, { id: '10', urls: [`${secret}8`], sees, initiator: secret, transition: ['link'] }),
    ]);
    expect(flows.map(outline)).toEqual([[ARRIVED]]);
    expect(JSON.stringify(flows)).not.toContain('private.example.com');
    expect(lane.flow).toBeUndefined();
  });

  test('a user who goes on from the application leaves the flow as it is', () => {
    const onward = loading(browser, {
      id: '8',
      urls: [`${APPLICATION}/cases`],
      sees: everyHost,
      initiator: APPLICATION,
      transition: ['link'],
    });
    const signedIn = [...arriving(browser), ...signingIn(browser), ...returning(browser, everyHost)];
    expect(outlines(...signedIn, ...onward)).toEqual(outlines(...signedIn));
    expect(record([...signedIn, ...onward]).lane.flow).toBeUndefined();
  });

  test.each(['link', 'form_submit', 'auto_subframe', 'manual_subframe'])(
    'a page that goes on by itself does so within the flow: %s',
    (transition) => {
      const onward = loading(browser, {
        id: '8',
        urls: [`${APPLICATION}/cases`],
        sees: everyHost,
        initiator: APPLICATION,
        transition: [transition],
      });
      const signedIn = [...arriving(browser), ...signingIn(browser), ...returning(browser, everyHost)];
      const [flow] = record([...signedIn, ...onward], { apart: 10 }).flows;
      expect(flow?.navigations.at(-1)?.hops.map(({ url }) => url)).toEqual([`${APPLICATION}/cases`]);
    },
  );

  test('a second attempt in the same tab is a second flow', () => {
    const flows = flowsOf(...arriving(browser), ...arriving(browser, authorizeUrl({ state: 'second' }), '2'));
    expect(flows.map(outline)).toEqual([[ARRIVED], [ARRIVED]]);
    expect(new Set(flows.map(({ id }) => id)).size).toBe(2);
    expect(flows[1]?.navigations[0]?.hops[0]?.url).toContain('state=second');
  });

  test("the site's own address that leads to a second attempt begins that one, not the end of the first", () => {
    const flows = flowsOf(
      ...arriving(browser),
      navigating(`${APPLICATION}/sign-in`),
      ...arriving(browser, authorizeUrl({ state: 'second' }), '2'),
    );
    expect(flows.map(outline)).toEqual([
      [ARRIVED],
      ['link: ? app/sign-in -> ... GET idp/openid_connect/authorize -> GET idp/'],
    ]);
  });

  test('an attempt after a finished one is a second flow', () => {
    const first = [...arriving(browser), ...signingIn(browser), ...returning(browser)];
    const flows = flowsOf(...first, ...arriving(browser, authorizeUrl({ state: 'second' }), '4'));
    expect(flows.map(({ navigations }) => navigations.length)).toEqual([3, 1]);
  });

  test.each([
    ['not granted', onlyLoginGov],
    ['granted', everyHost],
  ])('a scripted redirect after the callback goes on with the flow (%s)', (_, sees) => {
    const scripted = loading(browser, {
      id: '4',
      urls: [`${APPLICATION}/dashboard`],
      sees,
      initiator: APPLICATION,
      transition: ['link', 'client_redirect'],
    });
    const [lines] = outlines(
      ...arriving(browser),
      ...signingIn(browser),
      ...returning(browser, sees),
      ...scripted,
    );
    expect(lines?.at(-1)).toMatch(/^client-redirect: (GET|\?) app\/dashboard$/);
  });

  test('a scripted return from Login.gov is part of the flow', () => {
    const scripted = loading(browser, {
      id: '3',
      urls: [callbackUrl(), HOME],
      initiator: LOGIN_GOV,
      transition: ['link', 'client_redirect'],
    });
    expect(outlines(...arriving(browser), ...signingIn(browser), ...scripted)[0]?.at(-1)).toBe(
      'client-redirect: ? app/auth/result -> ... ? app/home',
    );
  });

  test('a reload at Login.gov is a navigation of the flow', () => {
    const reload = loading(browser, { id: '2', urls: [SIGN_IN], transition: ['reload'] });
    expect(outlines(...arriving(browser), ...reload)).toEqual([[ARRIVED, 'reload: GET idp/']]);
  });

  test('a reload of the authorize request is another attempt', () => {
    const shown = loading(browser, {
      id: '1',
      urls: [authorizeUrl()],
      initiator: APPLICATION,
      transition: ['link'],
    });
    const reload = loading(browser, { id: '2', urls: [authorizeUrl()], transition: ['reload'] });
    expect(outlines(...shown, ...reload)).toEqual([
      ['link: GET idp/openid_connect/authorize'],
      ['reload: GET idp/openid_connect/authorize'],
    ]);
  });

  test('going back to Login.gov without a request is a navigation of the flow', () => {
    expect(
      outlines(
        ...arriving(browser),
        ...signingIn(browser),
        navigating(SIGN_IN),
        committed(SIGN_IN, 'link', 'forward_back'),
      ),
    ).toEqual([[ARRIVED, SIGNED_IN, 'back-forward: ? idp/']]);
  });

  test('Login.gov posting a SAML request to itself stays one flow', async () => {
    const flows = flowsOf(...samlSignIn(browser));
    expect(flows.map(outline)).toEqual([
      [
        'link: GET idp/api/saml/auth2026 -> GET idp/',
        'form: POST idp/api/saml/authpost2026 -> GET idp/sign_up/completed',
        'form: POST idp/sign_up/completed -> GET idp/api/saml/complete',
        'form: POST idp/api/saml/finalauthpost2026',
        'form: ? app/acs -> ... ? app/home',
      ],
    ]);
    expect(await outcomeOf(flows[0])).toMatchObject({ kind: 'signed-in' });
  });

  test('the form that confirms an OIDC logout stays in the flow', async () => {
    const flows = flowsOf(...signingOut(browser));
    expect(flows.map(outline)).toEqual([
      ['link: GET idp/openid_connect/logout', 'form: POST idp/openid_connect/logout -> GET app/logout'],
    ]);
    expect(flows[0]?.navigations[0]?.page?.title).toBe('Log out | Login.gov');
    expect(await outcomeOf(flows[0])).toMatchObject({ kind: 'signed-out' });
  });

  test('pages that have nothing to do with Login.gov make no flow', () => {
    const page = (url: string, id: string) =>
      loading(browser, { id, urls: [url], sees: everyHost, initiator: APPLICATION, transition: ['link'] });
    expect(flowsOf(...page(HOME, '1'), ...page(OTHER_APP, '2'))).toEqual([]);
  });

  test('the redirect of a granted application to Login.gov is the first hop of the flow', () => {
    const start = loading(browser, {
      id: '1',
      urls: [`${APPLICATION}/login`, authorizeUrl(), SIGN_IN],
      sees: everyHost,
      initiator: APPLICATION,
      transition: ['link', 'server_redirect'],
    });
    expect(outlines(...start)).toEqual([
      ['link: GET app/login -> GET idp/openid_connect/authorize -> GET idp/'],
    ]);
  });
});
