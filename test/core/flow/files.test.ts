import { describe, expect, test } from 'vitest';
import { APPLICATION, authorizeUrl, callbackUrl, LOGIN_GOV, logoutUrl } from '../../support/builders.ts';
import { CONSENT, HOME, OTHER_APP, POLICY, SIGN_IN } from '../../support/journeys.ts';
import { fromFile } from '../../support/observations.ts';
import { outline, record } from '../../support/recording.ts';

/** Exchanges of a file are all there is: navigations and documents are concluded from them. */

const csp = { 'Content-Security-Policy': POLICY };
const arrived = [fromFile(authorizeUrl(), { to: SIGN_IN }), fromFile(SIGN_IN, { headers: csp })];
const signedIn = [
  ...arrived,
  fromFile(SIGN_IN, { method: 'POST', to: CONSENT }),
  fromFile(CONSENT, { headers: csp }),
  fromFile(CONSENT, { method: 'POST', to: callbackUrl() }),
];

describe('a file', () => {
  test('with a sign-in has one flow, whose forms are known with their policies', () => {
    const { flows } = record([...signedIn, fromFile(callbackUrl(), { to: HOME }), fromFile(HOME)]);
    expect(flows.map(outline)).toEqual([
      [
        'unknown: GET idp/openid_connect/authorize -> GET idp/',
        'form: POST idp/ -> GET idp/sign_up/completed',
        'form: POST idp/sign_up/completed -> GET app/auth/result -> GET app/home',
      ],
    ]);
    expect(flows[0]?.navigations[2]?.cause).toEqual({
      kind: 'form',
      document: { url: CONSENT, policies: [{ value: POLICY, disposition: 'enforce', from: 'header' }] },
    });
  });

  test('with a refused redirect keeps its target, which was never asked for', () => {
    const { flows } = record([...signedIn, fromFile(callbackUrl(), { to: OTHER_APP })]);
    expect(flows.map((flow) => outline(flow).at(-1))).toEqual([
      'form: POST idp/sign_up/completed -> GET app/auth/result -> GET benefits/home (not shown)',
    ]);
  });

  test('with an error keeps it, and the page before it stays', () => {
    const { flows } = record([
      ...arrived,
      fromFile(CONSENT, { error: 'net::ERR_CONNECTION_RESET' }),
      fromFile(SIGN_IN, { method: 'POST', to: CONSENT }),
    ]);
    expect(flows.map(outline)).toEqual([
      [
        'unknown: GET idp/openid_connect/authorize -> GET idp/',
        'unknown: GET idp/sign_up/completed x (not shown)',
        'form: POST idp/ -> GET idp/sign_up/completed (not shown)',
      ],
    ]);
    expect(flows[0]?.navigations[2]?.cause).toMatchObject({ document: { url: SIGN_IN } });
  });

  test('with two attempts has two flows, told apart by the page that asked', () => {
    const again = fromFile(authorizeUrl({ state: 'second' }), {
      requestHeaders: { Referer: `${APPLICATION}/` },
    });
    const { flows } = record([...arrived, again]);
    expect(flows.map(({ navigations }) => navigations.length)).toEqual([1, 1]);
    expect(new Set(flows.map(({ id }) => id)).size).toBe(2);
  });

  test('with a logout that a page of Login.gov confirms has one flow', () => {
    const confirmed = fromFile(`${LOGIN_GOV}/openid_connect/logout`, {
      method: 'POST',
      to: `${APPLICATION}/logout`,
      requestHeaders: { Referer: `${LOGIN_GOV}/` },
    });
    const { flows } = record([fromFile(logoutUrl()), confirmed, fromFile(`${APPLICATION}/logout`)]);
    expect(flows.map(outline)).toEqual([
      ['unknown: GET idp/openid_connect/logout', 'form: POST idp/openid_connect/logout -> GET app/logout'],
    ]);
  });

  test('without Login.gov has no flow', () => {
    expect(record([fromFile(HOME), fromFile(OTHER_APP, { to: HOME }), fromFile(HOME)]).flows).toEqual([]);
  });

  test('with what came after the sign-in at other sites has none of that', () => {
    const { flows } = record([...signedIn, fromFile(callbackUrl()), fromFile('https://news.example.com/')]);
    expect(JSON.stringify(flows)).not.toContain('news.example.com');
  });
});
