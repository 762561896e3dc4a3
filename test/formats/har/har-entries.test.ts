import { describe, expect, test } from 'vitest';
import type { Flow, Hop } from '../../../src/core/model/index.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { AUTHORIZE, entry, har, IDP } from './har-text.ts';

function flowsOf(entries: readonly unknown[], creator?: string): readonly Flow[] {
  return importHar(har(entries, creator)).capture.flows;
}

function hopsOf(flow: Flow | undefined): readonly Hop[] {
  return flow?.navigations.flatMap(({ hops }) => hops) ?? [];
}

describe('which entries are documents', () => {
  test.each([
    ['a Chromium document', { more: { _resourceType: 'document' } }, 'unknown'],
    [
      'a Chromium script',
      { more: { _resourceType: 'xhr' }, requestHeaders: { 'Sec-Fetch-Dest': 'document' } },
      'script',
    ],
    ['Sec-Fetch-Dest document', { requestHeaders: { 'Sec-Fetch-Dest': 'document' } }, 'unknown'],
    ['Sec-Fetch-Dest empty', { requestHeaders: { 'Sec-Fetch-Dest': 'empty' } }, 'script'],
    ['Sec-Fetch-Mode navigate', { requestHeaders: { 'Sec-Fetch-Mode': 'navigate' } }, 'unknown'],
    ['Sec-Fetch-Mode cors', { requestHeaders: { 'Sec-Fetch-Mode': 'cors' } }, 'script'],
    ['an endpoint of Login.gov, nothing else known', {}, 'unknown'],
  ])('%s', (_name, more, cause) => {
    const flows = flowsOf([entry({ url: AUTHORIZE, ...more })]);
    expect(flows.map(({ navigations }) => navigations.map(({ cause: { kind } }) => kind))).toEqual([[cause]]);
  });

  test.each([
    ['a script that asks another site', 'https://sp.example.gov/api', 'GET'],
    ['a script that asks a page of Login.gov', `${IDP}/api/sessions`, 'GET'],
    ['a preflight', `${IDP}/api/openid_connect/token`, 'OPTIONS'],
  ])('%s is left out', (_, url, method) => {
    expect(flowsOf([entry({ url, method, requestHeaders: { 'Sec-Fetch-Dest': 'empty' } })])).toEqual([]);
  });
});

describe('redirects', () => {
  test('are resolved against the request, from redirectURL or Location', () => {
    const [flow] = flowsOf([
      entry({ url: AUTHORIZE, status: 302, headers: { LOCATION: '/es/sign_in?a=1' } }),
      entry({ url: `${IDP}/es/sign_in?a=1`, html: '<title>Iniciar</title>' }),
    ]);

    expect(flow?.navigations).toHaveLength(1);
    expect(hopsOf(flow).map(({ url }) => url)).toEqual([AUTHORIZE, `${IDP}/es/sign_in?a=1`]);
    expect(hopsOf(flow)[0]?.response?.redirectUrl).toBe(`${IDP}/es/sign_in?a=1`);
    expect(flow?.navigations[0]?.page?.title).toBe('Iniciar');
  });

  test('are none where the status is none, and none that cannot be resolved', () => {
    const [created, broken] = [
      entry({ url: AUTHORIZE, status: 201, headers: { location: '/x' } }),
      entry({ url: AUTHORIZE, status: 302, headers: { location: 'http://[' } }),
    ].map((one) => hopsOf(flowsOf([one])[0]));

    expect(created).toHaveLength(1);
    expect(broken).toHaveLength(1);
  });

  test('entries are put in the order of their times; equal times keep the order of the file', () => {
    const [flow] = flowsOf([
      entry({ url: `${IDP}/two`, time: '2026-01-02T03:04:07Z' }),
      entry({ url: AUTHORIZE, time: '2026-01-02T03:04:06Z', status: 302, headers: { location: '/one' } }),
      entry({ url: `${IDP}/one`, time: '2026-01-02T04:04:06+01:00' }),
    ]);

    expect(hopsOf(flow).map(({ url }) => new URL(url).pathname)).toEqual([
      '/openid_connect/authorize',
      '/one',
      '/two',
    ]);
  });
});

describe('form bodies', () => {
  const body = (postData: unknown, creator?: string) =>
    hopsOf(flowsOf([entry({ url: `${IDP}/api/saml/auth2026`, method: 'POST', postData })], creator)[0])[0]
      ?.request?.body;
  const FORM = 'application/x-www-form-urlencoded';

  test.each([
    ['text', { mimeType: `${FORM}; charset=utf-8`, text: 'SAMLRequest=a%2Bb&password=x', params: [] }],
    [
      'text after the headers of the upload',
      {
        mimeType: FORM,
        text: `Content-Type: ${FORM}\r\nContent-Length: 9\r\n\r\nSAMLRequest=a%2Bb&password=x`,
      },
    ],
    [
      'encoded parameters',
      { mimeType: FORM, params: [{ name: 'SAMLRequest', value: 'a%2Bb' }, { name: 'x' }] },
    ],
  ])('%s', (_name, postData) => {
    expect(body(postData)).toEqual({
      kind: 'form',
      fields: [{ name: 'SAMLRequest', value: 'a+b' }],
      omitted: 1,
    });
  });

  test('parameters of Firefox are decoded already', () => {
    const postData = { mimeType: FORM, params: [{ name: 'SAMLRequest', value: 'a%2Bb' }] };
    expect(body(postData, 'Firefox')).toMatchObject({ fields: [{ name: 'SAMLRequest', value: 'a%2Bb' }] });
  });

  test('a one-time code is not kept, though a token request has a parameter of that name', () => {
    expect(body({ mimeType: FORM, text: 'code=123456&RelayState=r' })).toEqual({
      kind: 'form',
      fields: [{ name: 'RelayState', value: 'r' }],
      omitted: 1,
    });
  });

  test('too long, of another kind or absent', () => {
    expect(body({ mimeType: FORM, text: 'a'.repeat(3 * 1024 * 1024) })).toEqual({
      kind: 'too-large',
      bytes: 3 * 1024 * 1024,
    });
    expect(body({ mimeType: 'application/json', text: '{"password":"x"}' })).toBeUndefined();
    expect(body(undefined)).toBeUndefined();
  });
});

test('a header that was sent twice is two headers', () => {
  const csp = "default-src 'self'\nform-action 'self'";
  const [flow] = flowsOf([entry({ url: AUTHORIZE, headers: { 'content-security-policy': csp } })]);

  expect(hopsOf(flow)[0]?.response?.headers).toEqual([
    { name: 'content-security-policy', value: "default-src 'self'" },
    { name: 'content-security-policy', value: "form-action 'self'" },
  ]);
});

test('a page in a frame does not stand in for the page around it', () => {
  const policy = { 'content-security-policy': "form-action 'self'" };
  const [flow] = flowsOf([
    entry({ url: AUTHORIZE, status: 302, headers: { location: '/' } }),
    entry({ url: `${IDP}/`, headers: policy }),
    entry({ url: 'https://risk.example/frame', requestHeaders: { 'Sec-Fetch-Dest': 'iframe' } }),
    entry({
      url: `${IDP}/sign_up/completed`,
      method: 'POST',
      requestHeaders: { referer: `${IDP}/`, 'Sec-Fetch-Dest': 'document' },
      status: 302,
      headers: { location: 'https://sp.example.gov/cb?code=1' },
    }),
  ]);

  expect(flow?.navigations[1]?.cause).toEqual({
    kind: 'form',
    document: {
      url: `${IDP}/`,
      policies: [{ value: "form-action 'self'", disposition: 'enforce', from: 'header' }],
    },
  });
});

test('sign-ins that start in the same millisecond are two flows', () => {
  const flows = flowsOf([
    entry({ url: AUTHORIZE }),
    entry({ url: 'https://sp.example.gov/' }),
    entry({ url: AUTHORIZE }),
  ]);

  expect(flows.map((flow) => hopsOf(flow)[0]?.url)).toEqual([AUTHORIZE, AUTHORIZE]);
  expect(new Set(flows.map(({ id }) => id)).size).toBe(2);
});

test('an error without a response is kept under the name the browser gave it', () => {
  const aborted = { response: { status: 0, headers: [], _error: 'net::ERR_NAME_NOT_RESOLVED' } };
  const { capture, warnings } = importHar(har([entry({ url: AUTHORIZE, more: aborted })]));

  expect(hopsOf(capture.flows[0])[0]).toMatchObject({ url: AUTHORIZE, error: 'net::ERR_NAME_NOT_RESOLVED' });
  expect(hopsOf(capture.flows[0])[0]).not.toHaveProperty('response');
  expect(warnings).toEqual([
    `log.entries[0]: ${IDP}/openid_connect/authorize has no response (net::ERR_NAME_NOT_RESOLVED)`,
  ]);
});

test('a file with one at a provider that nobody named says how to name it', () => {
  const local = 'http://localhost:3001';
  const text = har([
    entry({ url: 'https://sp.example.gov/' }),
    entry({ url: `${local}/openid_connect/authorize?client_id=x` }),
  ]);
  expect(importHar(text).warnings).toEqual([
    `The file holds no request that starts a sign-in or sign-out at Login.gov; if ${local} is a deployment of Login.gov, name it: in the inspector under Access, on the command line with --deployment`,
  ]);
  expect(importHar(text, { deployments: [local] }).capture.flows).toHaveLength(1);
});

test('a file without a sign-in says so', () => {
  expect(importHar(har([entry({ url: 'https://sp.example.gov/' })]))).toEqual({
    capture: { version: 1, flows: [] },
    warnings: ['The file holds no request that starts a sign-in or sign-out at Login.gov'],
  });
});
