import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { OIDC_LOGOUT_RESULT } from '../../playground/login-gov/registrations.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import { type Changes, logoutUrl } from './oidc-requests.ts';
import { openTestBrowser } from './test-browser.ts';

const DOCS = 'Please see our documentation at https://developers.login.gov/support/';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

describe('logout', () => {
  it('goes straight back when nobody is signed in, without a state that was not sent', async () => {
    const visit = await openTestBrowser(playground).goto(logoutUrl());
    expect(visit.url).toBe(OIDC_LOGOUT_RESULT);
  });

  it.each([
    [{ client_id: null }, [`Client client_id is missing. ${DOCS}#client-id-missing`]],
    [{ client_id: 'nobody' }, [`Client client_id was not recognized. ${DOCS}#client-id-not-recognized`]],
    [{ state: 'short' }, ['State is too short (minimum is 22 characters)']],
    [
      { post_logout_redirect_uri: null },
      [
        'Post logout redirect uri Please fill in this field.',
        `Redirect uri redirect_uri is invalid. ${DOCS}#oidc-invalid-redirect`,
      ],
    ],
    [
      { post_logout_redirect_uri: 'https://elsewhere.example.gov/' },
      [`Redirect uri redirect_uri does not match registered redirect_uri. ${DOCS}#oidc-redirect-match`],
    ],
  ])('shows a page for %o', async (changes: Changes, messages) => {
    const visit = await openTestBrowser(playground).goto(logoutUrl(changes));
    expect([visit.status, visit.title]).toEqual([200, 'OpenID Connect Logout | Login.gov']);
    expect(visit.messages).toEqual(messages);
  });

  it('sends a POST on to GET with the same parameters', async () => {
    playground.clearLog();
    const url = new URL(logoutUrl());
    const visit = await openTestBrowser(playground).send('POST', url.origin + url.pathname, [
      ...url.searchParams,
    ]);
    expect(playground.log[0]).toMatchObject({ status: 302, location: url.href });
    expect(visit.has('signed-out')).toBe(true);
  });
});
