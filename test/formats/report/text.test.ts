import { describe, expect, test } from 'vitest';
import { captureFromRequest, inspect } from '../../../src/core/index.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { renderMarkdown } from '../../../src/formats/report/markdown.ts';
import { renderText } from '../../../src/formats/report/text.ts';
import { fixture } from '../har/har-text.ts';
import { CODE, finding, type flow, hop, inspection } from './sample-inspection.ts';

test('a flow as text', () => {
  expect(renderText(inspection(), { name: 'ticket 7.har' })).toBe(`=== ticket 7.har ===

OIDC · urn:example:client · refused by the browser
Chromium refused hop 3, https://app.other.gov/home.

Hops
  (form submission from https://idp.int.identitysandbox.gov/sign_up/completed)
  1  POST  302               https://idp.int.identitysandbox.gov/sign_up/completed
  2  GET   302               https://sp.example.gov/cb?code=16ea8c…(36)&state=a…(3)
  3  GET   net::ERR_ABORTED  https://app.other.gov/home?ticket=01234…(16)&lang=es

OIDC authorization response at hop 2
  code   16ea8c… (36 characters)
  state  a… (3 characters)

Findings
  error csp-form-action-redirect-gap: Redirect chain leaves the form-action list
    The form led to https://app.other.gov/home.
    at hop 3, URL: https://app.other.gov/home?ticket=01234…(16); expected: form-action 'self'
    fix: Register the address.
    Redirect URI to register: https://app.other.gov/home
    see https://developers.login.gov/support/#redirects

Not asked (no portal configuration): rule-a, rule-b
Not asked (the rule failed: x is not a function): rule-c

1 flow: 1 error, 0 warnings, 0 infos.
`);
});

test('a flow without complaints, and a file without flows', () => {
  const text = renderText(inspection({ findings: [], skipped: [] }));
  expect(text).toContain('\nFindings\n  none\n\n1 flow: 0 errors, 0 warnings, 0 infos.\n');
  expect(renderText({ flows: [] })).toBe('No sign-in or sign-out at Login.gov found.\n');
});

test('colours are painted around what they are about', () => {
  const text = renderText(inspection(), { paint: (style, words) => `<${style}>${words}</>` });

  expect(text).toContain('<heading>OIDC · urn:example:client · refused by the browser</>\n');
  expect(text).toContain('  <error>error</> csp-form-action-redirect-gap');
  expect(text).toContain('  3  GET   <error>net::ERR_ABORTED</>  https://app.other.gov');
});

test('control characters, reordering and invisible characters of the input are escaped everywhere', () => {
  const evil = '\u001b[31m\u0007\u009b\u202e\u200b\r\n\u2028x';
  const text = renderText(
    inspection({
      client: evil,
      outcome: { kind: 'unfinished', summary: evil },
      navigations: [
        {
          id: 'n1',
          cause: { kind: 'form', document: { url: evil } },
          committed: true,
          hops: [
            hop('h1', `https://sp.example.gov/${evil}`, { method: evil }),
            { id: 'h2', url: evil, error: evil, seenBy: ['file'] },
          ],
        },
      ],
      messages: [
        {
          kind: 'saml-authn-request',
          hop: 'h1',
          binding: 'HTTP-POST',
          parameters: [{ name: evil, value: evil, raw: evil }],
          decoding: {
            steps: [],
            xml: `<a>${evil}</a>`,
            problem: { code: 'not-xml', step: 'xml', detail: evil },
          },
        },
      ],
      findings: [
        finding({
          title: evil,
          summary: evil,
          fix: evil,
          values: [{ label: evil, value: evil }],
          evidence: [{ hop: 'h1', at: { part: 'xml', name: evil }, actual: evil, expected: evil }],
        }),
      ],
      skipped: [{ rule: 'r', title: 'R', reason: 'crashed', detail: evil }],
    }),
    { name: evil },
  );

  expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
  expect(text).toContain('\\u{1b}[31m\\u{7}\\u{9b}\\u{202e}\\u{200b}\\r\\n\\u{2028}x');
});

describe('what must not be shown', () => {
  const SECRET = 'ThisIsTheSecret-0123456789abcdefghijklmnopqrstuvwxyz';
  const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${SECRET}`;

  const carriers: Record<string, Parameters<typeof flow>[0]> = {
    'a code in a URL': { navigations: navigation(`https://sp.example.gov/cb?code=${SECRET}`) },
    'a code in a fragment': { navigations: navigation(`https://sp.example.gov/cb#access_token=${SECRET}`) },
    'a ticket at a foreign site': { navigations: navigation(`https://sp.example.gov/x?t=${SECRET}`) },
    'a session in the path': { navigations: navigation(`https://sp.example.gov/x;jsessionid=${SECRET}?a=1`) },
    'a password in the authority': { navigations: navigation(`https://u:${SECRET}@sp.example.gov/`) },
    'a URL in a parameter': {
      navigations: navigation(
        `https://idp.int.identitysandbox.gov/x?next=https%3A%2F%2Fsp%3Fcode%3D${SECRET}%26a`,
      ),
    },
    'a token at Login.gov': { navigations: navigation(`https://secure.login.gov/x?hint=${jwt}`) },
    'a code in a sentence': {
      outcome: { kind: 'unfinished', summary: `It ended at https://sp.example.gov/cb?a=b&code=${SECRET}.` },
    },
    'a state as evidence': {
      findings: [
        finding({
          summary: `state=${SECRET}`,
          evidence: [{ hop: 'h1', at: { part: 'query', name: 'state' }, actual: SECRET }],
        }),
      ],
    },
    'a parameter': {
      messages: [
        {
          kind: 'oidc-logout-request',
          hop: 'h1',
          parameters: [{ name: 'id_token_hint', value: jwt, raw: jwt }],
        },
      ],
    },
    'a SAML response': {
      messages: [
        {
          kind: 'saml-response',
          hop: 'h2',
          binding: 'HTTP-POST',
          parameters: [],
          decoding: {
            steps: ['base64', 'xml'],
            xml: `<Response><Assertion>${SECRET}</Assertion></Response>`,
          },
          document: { root: 'Response', encrypted: false, hasAssertion: true, signed: false },
        },
      ],
    },
    'a SAML response where a request belongs': {
      messages: [
        {
          kind: 'saml-authn-request',
          hop: 'h2',
          binding: 'HTTP-POST',
          parameters: [],
          decoding: {
            steps: ['base64', 'xml'],
            xml: `<p:Response><s:Assertion ID="a">${SECRET}</s:Assertion></p:Response>`,
          },
        },
      ],
    },
    'the name of the user': {
      messages: [
        {
          kind: 'saml-logout-request',
          hop: 'h1',
          binding: 'HTTP-Redirect',
          parameters: [],
          decoding: {
            steps: ['xml'],
            xml: `<LogoutRequest><saml:NameID Format="x">${SECRET}</saml:NameID></LogoutRequest>`,
          },
        },
      ],
    },
  };

  test.each(Object.entries(carriers))('%s', (_name, more) => {
    expect(JSON.stringify(more)).toContain(SECRET);
    expect(renderText(inspection(more))).not.toContain(SECRET.slice(0, 20));
    expect(renderMarkdown(inspection(more))).not.toContain(SECRET.slice(0, 20));
  });

  test.each([
    'chromium-oidc-good.har',
    'chromium-oidc-gap.har',
    'chromium-saml-unsigned-post.har',
    'firefox-oidc-gap.har',
  ])('codes, states, tickets and assertions of %s', async (name) => {
    const text = fixture(name);
    const inspected = await inspect(importHar(text).capture);
    const secrets = [...text.matchAll(/(?:[?&](?:code|state|nonce|ticket)|SAMLResponse)=([\w%-]{20,})/g)].map(
      ([, value = '']) => value,
    );

    expect(secrets).not.toEqual([]);
    for (const report of [renderText(inspected), renderMarkdown(inspected)]) {
      expect(secrets.filter((secret) => report.includes(secret.slice(0, 40)))).toEqual([]);
      expect(report).not.toContain('<saml:Assertion');
    }
  });

  test('but placeholders and what is no secret are', async () => {
    const url = `https://secure.login.gov/openid_connect/authorize?client_id=\${CLIENT_ID}&nonce=\${NONCE}&scope=openid+email`;
    const text = renderText(await inspect(captureFromRequest({ url })));

    expect(text).toContain(url);
    expect(text).toContain(`  nonce      \${NONCE}\n`);
    expect(text).not.toContain(CODE);
  });
});

function navigation(url: string): ReturnType<typeof flow>['navigations'] {
  return [{ id: 'n1', cause: { kind: 'unknown' }, committed: true, hops: [hop('h1', url)] }];
}

describe('what Login.gov does with a request', () => {
  test('is said with the reason, the likely meaning, and what depends on the portal', async () => {
    const url =
      'https://idp.int.identitysandbox.gov/openid_connect/authorize?acr_values=urn:acr.login.gov:verifed&scope=openid%20emial';
    const text = renderText(await inspect(captureFromRequest({ url })));
    expect(text).toContain('What Login.gov does with the request at hop 1');
    expect(text).toMatch(
      /Ignored levels +urn:acr\.login\.gov:verifed \(probably meant: urn:acr\.login\.gov:verified\)/,
    );
    expect(text).toMatch(/Service level +none\n +acr_values name no service level/);
  });
});
