import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { FlowInspection } from '../../../src/core/model/index.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { fixture } from './har-text.ts';
import { complaints, story } from './story.ts';

const IDP = 'https://idp.int.identitysandbox.gov';
const SP = 'https://oidc-sp.example.gov';

async function onlyFlow(name: string): Promise<FlowInspection> {
  const { flows } = await inspect(importHar(fixture(name)).capture);
  expect(flows).toHaveLength(1);
  const [flow] = flows;
  if (flow === undefined) throw new Error('no flow');
  return flow;
}

const UP_TO_CONSENT = [
  `  GET ${IDP}/openid_connect/authorize 302`,
  `  GET ${IDP}/ 200`,
  `form from ${IDP}/`,
  `  POST ${IDP}/ 302`,
  `  GET ${IDP}/openid_connect/authorize 302`,
  `  GET ${IDP}/sign_up/completed 200`,
];
const BACK_TO_CALLBACK = [`  POST ${IDP}/sign_up/completed 302`, `  GET ${IDP}/openid_connect/authorize 302`];

describe('a HAR of Chromium', () => {
  test('tells a good sign-in from start to end', async () => {
    const { warnings } = importHar(fixture('chromium-oidc-good.har'));
    const flow = await onlyFlow('chromium-oidc-good.har');

    expect(warnings).toEqual([]);
    expect(flow).toMatchObject({
      protocol: 'oidc',
      client: 'urn:gov:gsa:openidconnect.profiles:sp:sso:example:pkce',
      startedAt: Date.parse('2026-11-22T12:38:20.920Z'),
      outcome: {
        kind: 'signed-in',
        summary: `Login.gov signed the user in and sent an authorization code to the application; the browser ended at ${SP}/signed-in.`,
      },
    });
    expect(story(flow)).toEqual([
      'unknown',
      `  GET ${SP}/sign-in/good 302`,
      ...UP_TO_CONSENT,
      `form from ${IDP}/sign_up/completed`,
      ...BACK_TO_CALLBACK,
      `  GET ${SP}/auth/result 302`,
      `  GET ${SP}/signed-in 200`,
    ]);
    expect(complaints(flow)).toEqual([]);
  });

  test('has no tab, and names the engine and the source', () => {
    const [flow] = importHar(fixture('chromium-oidc-good.har')).capture.flows;

    expect(flow).not.toHaveProperty('tab');
    expect(flow?.engine).toBe('chromium');
    expect(flow?.navigations[0]?.hops[0]?.seenBy).toEqual(['file']);
    expect(flow?.navigations[0]?.page).toEqual({ title: 'Sign in | Login.gov', messages: [], policies: [] });
  });

  test('keeps nothing that was typed at Login.gov, and says how much was left out', () => {
    const { capture } = importHar(fixture('chromium-oidc-good.har'));
    const posted = capture.flows
      .flatMap(({ navigations }) => navigations)
      .flatMap(({ hops }) => hops)
      .filter(({ method }) => method === 'POST')
      .map(({ request }) => request?.body);

    expect(fixture('chromium-oidc-good.har')).toContain('correct+horse');
    expect(JSON.stringify(capture)).not.toMatch(/correct.horse|user%40example|user@example/);
    expect(posted).toEqual([
      { kind: 'form', fields: [], omitted: 2 },
      { kind: 'form', fields: [], omitted: 1 },
    ]);
  });

  test('names the redirect that Chromium refused', async () => {
    const flow = await onlyFlow('chromium-oidc-gap.har');

    expect(flow.outcome).toMatchObject({
      kind: 'refused-by-browser',
      hop: flow.navigations.at(-1)?.hops.at(-1)?.id,
    });
    expect(flow.outcome.summary).toContain('Chromium refused hop 10, https://app.other.gov/home,');
    expect(story(flow)).toEqual([
      'unknown',
      `  GET ${SP}/sign-in/gap-after-callback 302`,
      ...UP_TO_CONSENT,
      `form from ${IDP}/sign_up/completed, not shown`,
      ...BACK_TO_CALLBACK,
      `  GET ${SP}/auth/result 302`,
      '  GET https://app.other.gov/home net::ERR_ABORTED',
    ]);
    expect(complaints(flow)).toEqual(['csp-form-action-redirect-gap']);
    expect(flow.findings.find(({ severity }) => severity === 'error')?.values).toEqual([
      { label: 'Redirect URI to register', value: 'https://app.other.gov/home' },
    ]);
  });

  test('says where the chain was aborted when the refused address is not in the file', async () => {
    const flow = await onlyFlow('chromium-oidc-gap-status-0.har');

    expect(flow.outcome.kind).not.toBe('signed-in');
    expect(flow.outcome.hop).toBe(flow.navigations.at(-1)?.hops.at(-1)?.id);
    expect(flow.outcome.summary).toContain(`${SP}/auth/result`);
    expect(story(flow).at(-1)).toBe(`  GET ${SP}/auth/result net::ERR_ABORTED`);
    expect(importHar(fixture('chromium-oidc-gap-status-0.har')).warnings).toEqual([
      `log.entries[8]: ${SP}/auth/result has no response (net::ERR_ABORTED); where Chromium refused the redirect that it answered with, the refused address is not in the file`,
    ]);
  });

  test('decodes a posted SAML request and follows the posts of Login.gov to itself', async () => {
    const sp = 'https://saml-sp.example.gov';
    const flow = await onlyFlow('chromium-saml-unsigned-post.har');

    expect(flow).toMatchObject({
      protocol: 'saml',
      client: 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:example:saml',
      outcome: { kind: 'signed-in' },
    });
    expect(story(flow)).toEqual([
      `form from ${sp}/sign-in/unsigned-post`,
      `  POST ${IDP}/api/saml/auth2026 200`,
      `form from ${IDP}/api/saml/auth2026`,
      `  POST ${IDP}/api/saml/authpost2026 302`,
      `  GET ${IDP}/ 200`,
      `form from ${IDP}/`,
      `  POST ${IDP}/ 302`,
      `  GET ${IDP}/api/saml/complete 200`,
      `form from ${IDP}/api/saml/complete`,
      `  POST ${IDP}/api/saml/finalauthpost2026 302`,
      `  GET ${IDP}/sign_up/completed 200`,
      `form from ${IDP}/sign_up/completed`,
      `  POST ${IDP}/sign_up/completed 302`,
      `  GET ${IDP}/api/saml/complete 200`,
      `form from ${IDP}/api/saml/complete`,
      `  POST ${IDP}/api/saml/finalauthpost2026 200`,
      `form from ${IDP}/api/saml/finalauthpost2026`,
      `  POST ${sp}/auth/saml/callback 302`,
      `  GET ${sp}/signed-in 200`,
    ]);
    expect(flow.messages.map(({ kind }) => kind)).toEqual(['saml-authn-request', 'saml-response']);
    expect(complaints(flow)).toEqual(['saml-signature-missing']);
  });

  test('reads what an error page of Login.gov says', async () => {
    const flow = await onlyFlow('chromium-oidc-unregistered-client.har');
    const said =
      'Client Bad client_id. Please see our documentation at https://developers.login.gov/support/#bad-client-id';

    expect(flow.outcome).toMatchObject({ kind: 'refused-by-login-gov' });
    expect(flow.outcome.summary).toContain(said);
    expect(flow.navigations[0]?.page).toEqual({
      title: 'OpenID Connect Authorization | Login.gov',
      messages: [said],
      policies: [],
    });
    expect(complaints(flow)).toEqual(['oidc-response-html-error-page']);
  });
});

describe('a HAR of Firefox', () => {
  test('shows the redirect that Firefox followed and Chromium would refuse', async () => {
    const [flow] = importHar(fixture('firefox-oidc-gap.har')).capture.flows;
    const inspected = await onlyFlow('firefox-oidc-gap.har');

    expect(flow?.engine).toBe('firefox');
    expect(inspected.outcome).toMatchObject({ kind: 'signed-in' });
    expect(inspected.outcome.summary).toContain('the browser ended at https://app.other.gov/home');
    expect(story(inspected)).toEqual([
      'unknown',
      `  GET ${SP}/sign-in/gap-after-callback 302`,
      ...UP_TO_CONSENT,
      `form from ${IDP}/sign_up/completed`,
      ...BACK_TO_CALLBACK,
      `  GET ${SP}/auth/result 302`,
      '  GET https://app.other.gov/home 200',
    ]);
    expect(complaints(inspected)).toEqual(['csp-form-action-redirect-gap']);
  });
});
