import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { formActionSources } from '../../playground/login-gov/content-policy.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import type { Visit } from './test-browser.ts';
import { openTestBrowser } from './test-browser.ts';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

function formAction(visit: Visit): string {
  const policy = visit.headers.get('content-security-policy') ?? '';
  return /form-action ([^;]*)/.exec(policy)?.[1] ?? '';
}

describe('formActionSources', () => {
  it.each([
    [
      'https://example1.com/auth/result',
      [
        'https://example1.com/auth/result',
        'https://example1.com/',
        'http://example2.com/',
        'https://example3.com:3000/',
      ],
      "'self' https://example1.com http://example2.com https://example3.com:3000",
    ],
    [
      'mymobileapp://result',
      ['mymobileapp://result', 'mymobileapp://result2', 'myothermobileapp://result', 'https://example.com/'],
      "'self' mymobileapp: myothermobileapp: https://example.com",
    ],
    ['https://example.com/auth/result', [], "'self' https://example.com"],
    [
      'https://example1.com/auth/result',
      ['https://example1.com/auth/result', null, 'http://example2.com/'],
      "'self' https://example1.com http://example2.com",
    ],
    [
      'https://auth.example.com/#/redirect',
      ['https://example.com/#/another_one'],
      "'self' https://auth.example.com https://example.com",
    ],
    ['https://user@example.com:443/a', [], "'self' https://user@example.com"],
  ])('reduces %s and %o', (actionUrl, redirectUris, expected) => {
    expect(formActionSources(actionUrl, redirectUris).join(' ')).toBe(expected);
  });
});

describe('pages of the identity provider', () => {
  it('send one whole policy and forbid frames', async () => {
    const { headers } = await openTestBrowser(playground).goto('https://oidc-sp.example.gov/sign-in/good');
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'self'; child-src 'self'; form-action 'self' https:\/\/oidc-sp\.example\.gov; block-all-mixed-content; connect-src 'self' \*\.nr-data\.net; font-src 'self' data:; img-src 'self' data: login\.gov https:\/\/s3\.us-west-2\.amazonaws\.com; media-src 'self'; object-src 'none'; script-src 'self' js-agent\.newrelic\.com \*\.nr-data\.net 'nonce-[0-9a-f]{32}'; style-src 'self'; base-uri 'self'$/,
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('name the service provider through a whole OIDC sign-in', async () => {
    const browser = openTestBrowser(playground);
    const signIn = await browser.goto('https://oidc-sp.example.gov/sign-in/good');
    const consent = await browser.click(signIn, 'submit-sign-in');
    expect([formAction(signIn), formAction(consent)]).toEqual([
      "'self' https://oidc-sp.example.gov",
      "'self' https://oidc-sp.example.gov",
    ]);
  });

  it('name nobody in client_side_js mode', async () => {
    const browser = openTestBrowser(playground, { immediate: false });
    const signIn = await browser.goto('https://oidc-sp.example.gov/sign-in/client-side');
    const consent = await browser.click(signIn, 'submit-sign-in');
    const redirecting = await browser.click(consent, 'agree');
    expect([signIn, consent, redirecting].map(formAction)).toEqual(["'self'", "'self'", "'self'"]);
    expect(redirecting.title).toBe('Redirecting | Login.gov');
  });

  it('name the service provider on its sign-out confirmation', async () => {
    const browser = openTestBrowser(playground);
    const consent = await browser.click(
      await browser.goto('https://oidc-sp.example.gov/sign-in/good'),
      'submit-sign-in',
    );
    const confirmation = await browser.click(await browser.click(consent, 'agree'), 'sign-out');
    expect(confirmation.has('confirm-logout')).toBe(true);
    expect(formAction(confirmation)).toBe("'self' https://oidc-sp.example.gov");
  });

  it('name nobody on an error page', async () => {
    const visit = await openTestBrowser(playground).goto('https://oidc-sp.example.gov/sign-in/unregistered');
    expect(visit.messages).toHaveLength(1);
    expect(formAction(visit)).toBe("'self'");
  });

  it('name a SAML service provider only where the response is posted', async () => {
    const browser = openTestBrowser(playground, { immediate: false });
    const signIn = await browser.goto('https://saml-sp.example.gov/sign-in/redirect');
    const selfPost = await browser.click(signIn, 'submit-sign-in');
    const consent = await browser.click(selfPost, 'continue');
    const secondSelfPost = await browser.click(consent, 'agree');
    const response = await browser.click(secondSelfPost, 'continue');
    expect([signIn, selfPost, consent, secondSelfPost].map(formAction)).toEqual(Array(4).fill("'self'"));
    expect(response.html).toContain('name="SAMLResponse"');
    expect(formAction(response)).toBe("'self' https://saml-sp.example.gov");
  });
});
