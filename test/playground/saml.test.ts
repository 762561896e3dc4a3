import { deflateRawSync, gzipSync, inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SAML_ACS, SAML_CLIENT } from '../../playground/login-gov/registrations.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import { openTestBrowser } from './test-browser.ts';

const SAML = 'https://idp.int.identitysandbox.gov/api/saml';
const DOCS = 'Please see our documentation at https://developers.login.gov/support/';
const ISSUER_MISSING = 'Service provider Issuer missing from SAML request';
const NEITHER =
  'Service provider SAML request is missing either an authnrequest or logout request. One of the two is required.';
const UNAUTHORIZED = `Service provider Unauthorized Service Provider. ${DOCS}#unauthorized`;
const CONTEXT = `Authn context Unauthorized authentication context. ${DOCS}#unauthorized_auth_context`;
const SIGNATURE = `Service provider SAML request signature is invalid or does not match any registered public certificates. ${DOCS}#saml-signature`;
const NO_URL =
  'Service provider SAML request is missing Assertion Consumer Service URL or Assertion Consumer Logout Service URL';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

function request(
  parts: { root?: string; issuer?: string; classRef?: string; comparison?: string; nameId?: string } = {},
): string {
  const { root = 'AuthnRequest', issuer = SAML_CLIENT, classRef = 'urn:acr.login.gov:auth-only' } = parts;
  const { comparison = 'exact', nameId = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' } = parts;
  return `<samlp:${root} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0"><saml:Issuer>${issuer}</saml:Issuer><samlp:NameIDPolicy Format="${nameId}"/><samlp:RequestedAuthnContext Comparison="${comparison}"><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:${root}>`;
}

function deflated(xml: string): string {
  return deflateRawSync(xml).toString('base64');
}

function get(SAMLRequest: string | undefined, path = 'auth2026') {
  const query = SAMLRequest === undefined ? '' : `?${new URLSearchParams({ SAMLRequest })}`;
  return openTestBrowser(playground).goto(`${SAML}/${path}${query}`);
}

describe('auth', () => {
  it('accepts a request without a signature, deflated or not', async () => {
    expect((await get(deflated(request()))).title).toBe('Sign in | Login.gov');
    expect((await get(Buffer.from(request()).toString('base64'))).title).toBe('Sign in | Login.gov');
  });

  it.each([
    ['no SAMLRequest', undefined, [ISSUER_MISSING, NEITHER, UNAUTHORIZED]],
    ['raw XML', '<samlp:AuthnRequest/>', [ISSUER_MISSING, NEITHER, UNAUTHORIZED]],
    ['gzip', gzipSync(request()).toString('base64'), [ISSUER_MISSING, NEITHER, UNAUTHORIZED]],
    ['an unknown issuer', deflated(request({ issuer: 'nobody' })), [NO_URL, UNAUTHORIZED]],
    ['white space in the issuer', deflated(request({ issuer: ` ${SAML_CLIENT}` })), [NO_URL, UNAUTHORIZED]],
    ['no issuer', deflated(request({ issuer: '' })), [ISSUER_MISSING, NO_URL, UNAUTHORIZED]],
    ['another root element', deflated(request({ root: 'NameIDMappingRequest' })), [NEITHER, NO_URL]],
    ['an unknown class reference', deflated(request({ classRef: 'urn:x' })), [CONTEXT]],
    ['identity proofing', deflated(request({ classRef: 'urn:acr.login.gov:verified' })), [CONTEXT]],
    [
      'a password class without step-up',
      deflated(request({ classRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password' })),
      [CONTEXT],
    ],
    [
      'an email NameID',
      deflated(request({ nameId: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress' })),
      [`Nameid format Unauthorized nameID format. ${DOCS}#nameidformat_unrecognized`],
    ],
    ['a sign-out request without signature', deflated(request({ root: 'LogoutRequest' })), [SIGNATURE]],
  ])('shows an error page with status 400 for %s', async (_name, samlRequest, messages) => {
    const visit = await get(samlRequest);
    expect([visit.status, visit.title]).toEqual([400, 'Error | Login.gov']);
    expect(visit.messages).toEqual(messages);
  });

  it('accepts a password class with step-up', async () => {
    const classRef = 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password';
    expect((await get(deflated(request({ classRef, comparison: 'minimum' })))).title).toBe(
      'Sign in | Login.gov',
    );
  });

  it('knows its years', async () => {
    const message = deflated(request());
    const [missing, old, previous] = await Promise.all(
      ['auth', 'auth2023', 'auth2025'].map((path) => get(message, path)),
    );
    expect([missing?.status, missing?.html]).toEqual([400, 'Invalid Year']);
    expect([old?.status, old?.title]).toEqual([404, "The page you were looking for doesn't exist (404)"]);
    expect(previous?.title).toBe('Sign in | Login.gov');
  });

  it('posts a posted request to itself before it looks at it, year or not', async () => {
    const fields = [
      ['SAMLRequest', deflated(request())],
      ['RelayState', '<r>'],
    ] as const;
    const waiting = openTestBrowser(playground, { immediate: false });
    const page = await waiting.send('POST', `${SAML}/auth2026`, fields);
    expect([page.status, page.title]).toEqual([200, 'Redirecting | Login.gov']);
    expect(page.html).toContain(`action="${SAML}/authpost2026"`);
    expect(page.html).toContain('name="RelayState" value="&lt;r&gt;"');
    const yearless = await openTestBrowser(playground).send('POST', `${SAML}/auth`, fields);
    expect([yearless.url, yearless.status, yearless.html]).toEqual([`${SAML}/authpost`, 400, 'Invalid Year']);
  });

  it('is not there for other methods', async () => {
    expect((await openTestBrowser(playground).send('PUT', `${SAML}/auth2026`)).status).toBe(404);
  });
});

describe('sign-in', () => {
  it('returns RelayState and an encrypted assertion, made for the request, to the registered URL', async () => {
    const browser = openTestBrowser(playground, { immediate: false });
    const start = await browser.goto('https://saml-sp.example.gov/sign-in/redirect');
    const requestUrl = new URL(
      playground.log.findLast(({ url }) => url.startsWith(`${SAML}/auth2026?`))?.url ?? '',
    );
    const asked = inflateRawSync(
      Buffer.from(requestUrl.searchParams.get('SAMLRequest') ?? '', 'base64'),
    ).toString();
    const consent = await browser.click(await browser.click(start, 'submit-sign-in'), 'continue');
    const response = await browser.click(await browser.click(consent, 'agree'), 'continue');
    const encoded = /name="SAMLResponse" value="([^"]*)"/.exec(response.html)?.[1] ?? '';
    const xml = Buffer.from(encoded, 'base64').toString();
    expect(xml).toContain(`InResponseTo="${/ID="([^"]*)"/.exec(asked)?.[1]}"`);
    expect(xml).toContain(`Destination="${SAML_ACS}"`);
    expect(xml).toContain(`<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${SAML}</Issuer>`);
    expect(xml).toContain('<EncryptedAssertion');
    expect(xml).not.toContain('user@example.gov');
    expect(response.html).toContain(`name="RelayState" value="${requestUrl.searchParams.get('RelayState')}"`);
    expect((await browser.click(response, 'continue')).text('user')).toBe('user@example.gov');
  });

  it('is refused by the service provider when the answer was tampered with', async () => {
    const browser = openTestBrowser(playground, { immediate: false });
    const start = await browser.goto('https://saml-sp.example.gov/sign-in/redirect');
    const consent = await browser.click(await browser.click(start, 'submit-sign-in'), 'continue');
    const response = await browser.click(await browser.click(consent, 'agree'), 'continue');
    const relayState = /name="RelayState" value="([^"]*)"/.exec(response.html)?.[1] ?? '';
    const encoded = /name="SAMLResponse" value="([^"]*)"/.exec(response.html)?.[1] ?? '';
    const forged = Buffer.from(encoded, 'base64')
      .toString()
      .replace(/InResponseTo="[^"]*"/, 'InResponseTo="_other"');
    const visit = await browser.send('POST', SAML_ACS, [
      ['SAMLResponse', Buffer.from(forged).toString('base64')],
      ['RelayState', relayState],
    ]);
    expect(visit.text('sp-error-detail')).toBe('InResponseTo is not valid');
  });
});

describe('logout', () => {
  it('without a request signs out and goes to the root page', async () => {
    const visit = await get(undefined, 'logout2026');
    expect(visit.url).toBe('https://idp.int.identitysandbox.gov/');
  });

  it('refuses a request whose signature does not cover it', async () => {
    const browser = openTestBrowser(playground);
    const consent = await browser.click(
      await browser.goto('https://saml-sp.example.gov/sign-in/redirect'),
      'submit-sign-in',
    );
    await browser.click(await browser.click(consent, 'agree'), 'sign-out');
    const url = playground.log.findLast((served) => served.url.startsWith(`${SAML}/logout2026?`))?.url ?? '';
    expect((await browser.goto(url)).has('signed-out')).toBe(false);
    const changed = new URL(url);
    changed.searchParams.set('RelayState', 'another');
    const refused = await openTestBrowser(playground).goto(changed.href);
    expect([refused.status, refused.messages]).toEqual([400, [SIGNATURE]]);
  });

  it('answers 500 to an AuthnRequest', async () => {
    expect((await get(deflated(request()), 'logout2026')).status).toBe(500);
  });
});
