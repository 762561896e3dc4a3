import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEV_IDP, SANDBOX_IDP } from '../../playground/hosts.ts';
import { OIDC_CALLBACK } from '../../playground/login-gov/registrations.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import { authorizeUrl, type Changes, STATE } from './oidc-requests.ts';
import { openTestBrowser } from './test-browser.ts';

const DOCS = 'Please see our documentation at https://developers.login.gov/support/';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

/** The parameters that the first redirect to the service provider carries. */
async function returned(changes: Changes): Promise<URLSearchParams> {
  playground.clearLog();
  await openTestBrowser(playground).goto(authorizeUrl(changes));
  const [authorize] = playground.log;
  expect(authorize?.status).toBe(302);
  const location = new URL(authorize?.location ?? '');
  expect(location.origin + location.pathname).toBe(OIDC_CALLBACK);
  return location.searchParams;
}

describe('authorize', () => {
  it('sends a valid request to the sign-in page', async () => {
    const visit = await openTestBrowser(playground).goto(authorizeUrl());
    expect([visit.url, visit.status, visit.title]).toEqual([
      `https://${SANDBOX_IDP}/`,
      200,
      'Sign in | Login.gov',
    ]);
    expect(visit.html).toContain('form method="post" action="/"');
  });

  it.each([
    [
      'acr_values',
      null,
      `Acr values Please fill in this field. Acr values No acceptable acr_values found. ${DOCS}#oidc-no-acr-values`,
    ],
    [
      'acr_values',
      'urn:x',
      `Acr values Please fill in this field. Acr values No acceptable acr_values found. ${DOCS}#oidc-no-acr-values`,
    ],
    [
      'acr_values',
      'http://idmanagement.gov/ns/assurance/aal/2',
      `Acr values Missing a valid IAL level. ${DOCS}#oidc-missing-ial`,
    ],
    [
      'acr_values',
      'http://idmanagement.gov/ns/assurance/ial/2?strict=true',
      `Acr values Missing a valid IAL level. ${DOCS}#oidc-missing-ial`,
    ],
    [
      'acr_values',
      'urn:acr.login.gov:verified',
      `Acr values The acr_values are not authorized. ${DOCS}#oidc-missing-acr-values`,
    ],
    [
      'acr_values',
      'http://idmanagement.gov/ns/assurance/ial/0',
      `Acr values The acr_values are not authorized. ${DOCS}#oidc-missing-acr-values`,
    ],
    [
      'scope',
      null,
      `Scope Please fill in this field. Scope No valid scope values found. ${DOCS}#oidc-no-scope`,
    ],
    [
      'scope',
      'profile',
      `Scope Please fill in this field. Scope No valid scope values found. ${DOCS}#oidc-no-scope`,
    ],
    ['nonce', 'short', 'Nonce is too short (minimum is 22 characters)'],
    ['nonce', null, 'Nonce Please fill in this field. Nonce is too short (minimum is 22 characters)'],
    ['state', 'short', 'State is too short (minimum is 22 characters)'],
    ['response_type', 'id_token', 'Response type is not included in the list'],
    [
      'prompt',
      'none',
      `Prompt is not included in the list Prompt No valid prompt values found. ${DOCS}#oidc-no-prompt`,
    ],
    ['prompt', 'login', `Prompt No valid prompt values found. ${DOCS}#oidc-no-prompt`],
    [
      'prompt',
      '',
      `Prompt Please fill in this field. Prompt is not included in the list Prompt No valid prompt values found. ${DOCS}#oidc-no-prompt`,
    ],
    ['code_challenge', 'x', 'Code challenge method is not included in the list'],
  ])('returns to the service provider for %s=%s', async (name, value, description) => {
    const parameters = await returned({ [name]: value });
    expect(parameters.get('error')).toBe('invalid_request');
    expect(parameters.get('error_description')).toBe(description);
    expect(parameters.get('state')).toBe(name === 'state' ? value : STATE);
  });

  it.each([
    ['client_id', 'nobody', [`Client Bad client_id. ${DOCS}#bad-client-id`]],
    ['client_id', null, ['Client Please fill in this field.', `Client Bad client_id. ${DOCS}#bad-client-id`]],
    [
      'redirect_uri',
      `${OIDC_CALLBACK}/`,
      [`Redirect uri redirect_uri does not match registered redirect_uri. ${DOCS}#oidc-redirect-match`],
    ],
    ['redirect_uri', 'https://a b', [`Redirect uri redirect_uri is invalid. ${DOCS}#oidc-invalid-redirect`]],
    [
      'redirect_uri',
      null,
      [
        `Redirect uri redirect_uri is invalid. ${DOCS}#oidc-invalid-redirect`,
        'Redirect uri Please fill in this field.',
      ],
    ],
    [
      'redirect_uri',
      '',
      [
        `Redirect uri redirect_uri does not match registered redirect_uri. ${DOCS}#oidc-redirect-match`,
        'Redirect uri Please fill in this field.',
      ],
    ],
  ])('shows a page for %s=%s', async (name, value, messages) => {
    const visit = await openTestBrowser(playground).goto(authorizeUrl({ [name]: value }));
    expect([visit.status, visit.title]).toEqual([200, 'OpenID Connect Authorization | Login.gov']);
    expect(visit.messages).toEqual(messages);
  });

  it('shows every message on the page when the client is wrong too', async () => {
    const visit = await openTestBrowser(playground).goto(
      authorizeUrl({ client_id: 'nobody', nonce: 'short' }),
    );
    expect(visit.messages).toEqual([
      'Nonce is too short (minimum is 22 characters)',
      `Client Bad client_id. ${DOCS}#bad-client-id`,
    ]);
  });

  it('accepts a redirect URI that differs in the case of its host and names the default port', async () => {
    const redirect_uri = OIDC_CALLBACK.replace(
      'https://oidc-sp.example.gov',
      'https://OIDC-SP.example.gov:443',
    );
    const visit = await openTestBrowser(playground).goto(authorizeUrl({ redirect_uri }));
    expect(visit.title).toBe('Sign in | Login.gov');
  });

  it('escapes what it echoes', async () => {
    const visit = await openTestBrowser(playground).goto(
      `https://oidc-sp.example.gov/auth/result?error=${encodeURIComponent('<script>')}&state=x`,
    );
    expect(visit.html).not.toContain('<script>');
  });

  it('answers other methods and unknown paths with 404', async () => {
    const browser = openTestBrowser(playground);
    const post = await browser.send('POST', authorizeUrl());
    expect([post.status, post.title]).toEqual([404, "The page you were looking for doesn't exist (404)"]);
    expect((await browser.goto(`https://${SANDBOX_IDP}/openid_connect/authorise`)).status).toBe(404);
  });

  it('takes a locale in front of the path', async () => {
    const visit = await openTestBrowser(playground).goto(
      authorizeUrl().replace('gov/openid', 'gov/es/openid'),
    );
    expect(visit.title).toBe('Sign in | Login.gov');
  });

  it('returns errors by a page whose link is clicked in client_side_js mode', async () => {
    const browser = openTestBrowser(playground, { immediate: false });
    const visit = await browser.goto(authorizeUrl({ nonce: 'short' }, DEV_IDP));
    expect([visit.status, visit.title]).toEqual([200, 'Redirecting | Login.gov']);
    expect(visit.html).toMatch(
      /<a class="button" id="redirect" href="https:\/\/oidc-sp\.example\.gov\/auth\/result\?error=invalid_request&amp;/,
    );
  });
});
