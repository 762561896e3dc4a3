import { fetch } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SANDBOX_IDP } from '../../playground/hosts.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import { authorizeUrl } from './oidc-requests.ts';
import { loopbackAgent, openTestBrowser } from './test-browser.ts';

const DOCS = 'Please see our documentation at https://developers.login.gov/support/';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

describe('token endpoint', () => {
  it('is asked by the real client, which validates what comes back', async () => {
    playground.clearLog();
    const browser = openTestBrowser(playground);
    const consent = await browser.click(
      await browser.goto('https://oidc-sp.example.gov/sign-in/private-key-jwt'),
      'submit-sign-in',
    );
    expect((await browser.click(consent, 'agree')).text('user')).toBe('user@example.gov');
    const asked = playground.log.filter(({ from }) => from === 'service-provider');
    expect(asked.map(({ method, url, status }) => `${method} ${new URL(url).pathname} ${status}`)).toEqual(
      expect.arrayContaining(['POST /api/openid_connect/token 200', 'GET /api/openid_connect/userinfo 200']),
    );
  });

  it('refuses a code that it never gave', async () => {
    const answer = await openTestBrowser(playground).send(
      'POST',
      `https://${SANDBOX_IDP}/api/openid_connect/token`,
      [
        ['grant_type', 'authorization_code'],
        ['code', 'unknown'],
      ],
    );
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.html)).toEqual({
      error: `Code is invalid because doesn’t match any user. ${DOCS}#invalid-code`,
    });
  });

  it('refuses a wrong code_verifier', async () => {
    playground.clearLog();
    const browser = openTestBrowser(playground);
    const url = authorizeUrl({ code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' });
    const consent = await browser.click(await browser.goto(url), 'submit-sign-in');
    await browser.click(consent, 'agree');
    const code = new URL(playground.log.at(-1)?.url ?? '').searchParams.get('code') ?? '';
    const answer = await browser.send('POST', `https://${SANDBOX_IDP}/api/openid_connect/token`, [
      ['grant_type', 'authorization_code'],
      ['code', code],
      ['code_verifier', 'wrong'],
    ]);
    expect(answer.html).toContain('Code verifier code_verifier did not match code_challenge.');
  });

  it.each([
    [undefined, 'No Authorization header provided.'],
    ['Basic x', 'Malformed Authorization header.'],
    ['Bearer x', 'Could not find authorization for the contents of the provided access_token'],
  ])('userinfo answers 401 to %s', async (authorization, text) => {
    const answer = await fetch(`https://${SANDBOX_IDP}/api/openid_connect/userinfo`, {
      dispatcher: loopbackAgent(playground),
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain(text);
  });
});
