import { describe, expect, test } from 'vitest';
import { observe } from '../../../src/core/flow/index.ts';
import { APPLICATION, authorizeUrl, LOGIN_GOV } from '../../support/builders.ts';
import { OTHER_APP, SIGN_IN } from '../../support/journeys.ts';
import {
  committed,
  devtools,
  navigating,
  redirected,
  requested,
  responded,
} from '../../support/observations.ts';
import { record } from '../../support/recording.ts';

/** What a frame showed when a sign-in began, where Chromium does not say who asked. */

const PAGE = `${APPLICATION}/start`;
const SAML = `${LOGIN_GOV}/api/saml/auth2026`;
const shown = { url: PAGE, documentId: 'A' };
const ONLY_SHOWN = { url: PAGE, onlyShown: true };

const posted = (more = {}) => requested('1', SAML, { method: 'POST', shown, ...more });
const ending = (transition: string, documentId = 'B', ...qualifiers: string[]) => ({
  ...committed(SAML, transition, ...qualifiers),
  documentId,
});
const causes = (...observations: Parameters<typeof record>[0]) =>
  record(observations).flows.flatMap(({ navigations }) => navigations.map(({ cause }) => cause));

describe('the document that a frame only showed', () => {
  test('is that of a form whose host is not granted, without its policies', () => {
    const wanted = [{ kind: 'form', document: ONLY_SHOWN }];
    expect(causes(posted())).toEqual(wanted);
    expect(causes(posted(), responded('1', SAML), ending('form_submit'))).toEqual(wanted);
  });

  test('is that of a link, also of one that the site itself redirects, and of no address that was typed', () => {
    const asked = requested('1', authorizeUrl(), { shown });
    const arrived = (transition: string) => ({ ...committed(SIGN_IN, transition), documentId: 'B' });
    const chain = [asked, redirected('1', asked.url, SIGN_IN), requested('1', SIGN_IN)];
    expect(causes(...chain)).toEqual([{ kind: 'unknown' }]);
    expect(causes(...chain, arrived('link'))).toEqual([{ kind: 'link', document: ONLY_SHOWN }]);
    expect(causes(...chain, arrived('typed'))).toEqual([{ kind: 'typed' }]);
  });

  test('did not ask where the browser posts again what was posted once', () => {
    const wanted = [{ kind: 'form', document: {} }];
    expect(causes(posted(), ending('reload'))).toEqual(wanted);
    expect(causes(posted(), ending('form_submit', 'B', 'forward_back'))).toEqual(wanted);
  });

  test('is not taken where the browser says who asked', () => {
    expect(causes(posted({ initiator: 'https://benefits.other.gov' }))).toEqual([
      { kind: 'form', document: { url: 'https://benefits.other.gov' } },
    ]);
  });

  test('is not taken of Login.gov, whose pages the browser would name, nor in place of a page that is known', () => {
    expect(causes(posted({ shown: { url: SIGN_IN, documentId: 'A' } }))).toEqual([
      { kind: 'form', document: {} },
    ]);
    const known = causes(
      requested('0', authorizeUrl()),
      committed(authorizeUrl(), 'typed'),
      navigating(OTHER_APP),
      committed(OTHER_APP, 'link'),
      posted(),
    );
    expect(known.at(-1)).toEqual({ kind: 'form', document: { url: OTHER_APP } });
  });

  test('is withdrawn when it turns out to be what the navigation, or one after it, ended in', () => {
    const wanted = { kind: 'form', document: {} };
    const landed = { ...committed(PAGE, 'form_submit', 'server_redirect'), documentId: 'A' };
    expect(causes(posted(), redirected('1', SAML, PAGE), landed)).toEqual([wanted]);
    const later = [navigating(PAGE), { ...landed, transition: 'link' }];
    expect(causes(posted(), ending('form_submit'), ...later)[0]).toEqual(wanted);
  });

  test('stays when the user comes back to it', () => {
    const back = { ...committed(PAGE, 'link', 'forward_back'), documentId: 'A' };
    expect(causes(posted(), ending('form_submit'), back)[0]).toEqual({ kind: 'form', document: ONLY_SHOWN });
  });

  test('stays when the report that it was shown comes late', () => {
    const lane = { tab: 7, frame: 0, engine: 'chromium' } as const;
    const begun = observe({ lane }, { ...posted(), time: 2_000 });
    const report = { ...committed(PAGE, 'typed'), documentId: 'A', time: 1_999 };
    expect(observe(begun, report)).toEqual(begun);
  });

  test('is confirmed or replaced by the Referer that DevTools has', () => {
    const asked = (referer: string) => devtools(SAML, { method: 'POST', requestHeaders: { referer } });
    expect(causes(posted(), asked(`${APPLICATION}/`))).toEqual([{ kind: 'form', document: { url: PAGE } }]);
    expect(causes(posted(), asked(OTHER_APP))).toEqual([{ kind: 'form', document: { url: OTHER_APP } }]);
    const link = [
      requested('1', authorizeUrl(), { shown }),
      devtools(authorizeUrl(), { requestHeaders: { referer: `${APPLICATION}/` } }),
    ];
    expect(causes(...link, committed(authorizeUrl(), 'link'))).toEqual([
      { kind: 'link', document: { url: PAGE } },
    ]);
  });

  test('counts no more when what it led to was neither shown nor failed', () => {
    expect(causes(posted(), { ...posted(), requestId: '2' }).at(-1)).toEqual({ kind: 'form', document: {} });
  });
});
