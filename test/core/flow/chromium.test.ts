import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import { APPLICATION, authnRequest, LOGIN_GOV, samlRedirectUrl } from '../../support/builders.ts';
import {
  arriving,
  CONSENT,
  everyHost,
  OTHER_APP,
  POLICY,
  refused,
  returning,
  SIGN_IN,
  signingIn,
} from '../../support/journeys.ts';
import {
  committed,
  loading,
  navigationFailed,
  redirected,
  requested,
  requestFailed,
  responded,
} from '../../support/observations.ts';
import { outline, record } from '../../support/recording.ts';

/** What only Chromium says, or says in an order of its own. */

describe('Chromium', () => {
  test('is said to have refused the redirect, by the policy of the page with the form', async () => {
    const { flows } = record([...arriving('Chromium'), ...signingIn('Chromium'), ...refused('Chromium')]);
    const outcome = (await inspect({ version: 1, flows })).flows[0]?.outcome;
    expect(outcome).toMatchObject({ kind: 'refused-by-browser', hop: flows[0]?.navigations[2]?.hops[2]?.id });
    expect(outcome?.summary).toContain('Chromium refused hop 7, https://benefits.other.gov/home');
  });

  test('is told twice of a refusal where the host is granted: once by each API', () => {
    const observations = [
      ...arriving('Chromium'),
      ...signingIn('Chromium'),
      ...refused('Chromium', everyHost).slice(0, -1),
      requestFailed('3', OTHER_APP, 'net::ERR_BLOCKED_BY_CSP'),
      ...refused('Chromium', everyHost).slice(-1),
    ];
    expect(record(observations).flows.map((flow) => outline(flow).at(-1))).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET benefits/home x (not shown)',
    ]);
  });

  test('may report a page as shown when the form that it sends by itself is already on the way', () => {
    const auth = samlRedirectUrl(authnRequest());
    const first = loading('Chromium', {
      id: '1',
      urls: [auth],
      initiator: APPLICATION,
      transition: ['link'],
    });
    const second = loading('Chromium', {
      id: '2',
      urls: [`${LOGIN_GOV}/api/saml/authpost2026`, CONSENT],
      method: 'POST',
      initiator: LOGIN_GOV,
      transition: ['form_submit'],
    });
    const late = [...first.slice(0, -1), ...second.slice(0, 2), ...first.slice(-1), ...second.slice(2)];
    expect(record(late).flows.map(outline)).toEqual([
      [
        'unknown: GET idp/api/saml/auth2026',
        'form: POST idp/api/saml/authpost2026 -> GET idp/sign_up/completed',
      ],
    ]);
    expect(record(late).flows[0]?.navigations[1]?.cause).toMatchObject({
      document: { url: auth, policies: [] },
    });
  });

  test('loses the report of a page for a worker that is stopped by force: whose form comes next is not known', () => {
    const lost = (kind: string) => (observation: { kind: string; url?: string }) =>
      observation.kind !== kind || observation.url !== CONSENT;
    const observations = [
      ...arriving('Chromium'),
      ...signingIn('Chromium').filter(lost('response')).filter(lost('commit')),
      ...returning('Chromium'),
    ];
    const [flow] = record(observations).flows;
    expect(flow === undefined ? [] : outline(flow)).toEqual([
      'link: GET idp/openid_connect/authorize -> GET idp/',
      'form: POST idp/ -> GET idp/sign_up/completed (not shown)',
      'form: POST idp/sign_up/completed -> GET app/auth/result -> ... GET app/home',
    ]);
    expect(flow?.navigations.map(({ cause }) => cause)).toEqual([
      { kind: 'link', document: { url: APPLICATION } },
      { kind: 'form', document: { url: SIGN_IN, policies: [expect.objectContaining({ value: POLICY })] } },
      { kind: 'form', document: { url: LOGIN_GOV } },
    ]);
  });

  test('asks for the target of an unanswered redirect under another id: another navigation', () => {
    const observations = [...arriving('Chromium').slice(0, 3), requested('2', SIGN_IN)];
    expect(record(observations).flows.map(outline)).toEqual([
      ['unknown: GET idp/openid_connect/authorize -> GET idp/ (not shown)', 'unknown: GET idp/ (not shown)'],
    ]);
  });

  test('tells of a navigation that was replaced when the next is under way: no hop of the next', () => {
    const observations = [
      ...arriving('Chromium'),
      requested('2', CONSENT, { initiator: LOGIN_GOV }),
      requested('3', `${LOGIN_GOV}/account`, { initiator: LOGIN_GOV }),
      navigationFailed(CONSENT),
    ];
    expect(record(observations).flows.map(outline)[0]?.slice(1)).toEqual([
      'unknown: GET idp/sign_up/completed (not shown)',
      'unknown: GET idp/account (not shown)',
    ]);
  });

  test('tells that a form sent twice failed once: the second one goes on', () => {
    const sent = { method: 'POST', initiator: LOGIN_GOV };
    const observations = [
      ...arriving('Chromium'),
      requested('2', CONSENT, sent),
      requested('3', CONSENT, sent),
      navigationFailed(CONSENT),
      redirected('3', CONSENT, SIGN_IN),
      requested('3', SIGN_IN),
      responded('3', SIGN_IN),
      committed(SIGN_IN, 'form_submit'),
    ];
    expect(record(observations).flows.map(outline)[0]?.slice(1)).toEqual([
      'form: POST idp/sign_up/completed (not shown)',
      'form: POST idp/sign_up/completed -> GET idp/',
    ]);
  });

  test('says that a navigation failed when it became a download: the answer was no error', () => {
    const observations = [
      ...arriving('Chromium'),
      requested('2', CONSENT, { initiator: LOGIN_GOV }),
      responded('2', CONSENT, { 'Content-Disposition': 'attachment' }),
      navigationFailed(CONSENT),
    ];
    expect(record(observations).flows.map(outline)[0]?.at(-1)).toBe(
      'unknown: GET idp/sign_up/completed (not shown)',
    );
  });
});
