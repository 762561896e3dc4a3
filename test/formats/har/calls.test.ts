import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { Flow, Hop } from '../../../src/core/model/index.ts';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { AUTHORIZE, type EntryFacts, entry, har, IDP } from './har-text.ts';

const SP = 'https://sp.example.gov';
const TOKEN = `${IDP}/api/openid_connect/token`;
const USERINFO = `${IDP}/api/openid_connect/userinfo`;
const FORM = 'application/x-www-form-urlencoded';
const SCRIPT = { 'Sec-Fetch-Dest': 'empty', 'Sec-Fetch-Mode': 'cors', Referer: `${SP}/cb` };
const CALLBACK = `${SP}/cb?code=the-code&state=0123456789abcdef0123456789abcdef`;

/** A sign-in that gives a code, at that second. */
function signIn(second: number, callback = CALLBACK) {
  const time = `2026-01-02T03:04:${String(second).padStart(2, '0')}Z`;
  return [
    entry({ url: AUTHORIZE, time, status: 302, headers: { location: callback } }),
    entry({ url: callback, time, html: '<title>App</title>' }),
  ];
}

function call(url: string, second: number, more: Partial<EntryFacts> = {}, body?: string) {
  const time = `2026-01-02T03:04:${String(second).padStart(2, '0')}Z`;
  const postData = body === undefined ? undefined : { mimeType: FORM, text: body, params: [] };
  const method = body === undefined ? 'GET' : 'POST';
  return entry({ url, time, method, requestHeaders: SCRIPT, ...(postData && { postData }), ...more });
}

const JSON_TYPE = { mimeType: 'application/json; charset=utf-8' };

/** An answer of the API. */
function answered(status: number, content: Readonly<Record<string, unknown>>) {
  return {
    more: { response: { status, headers: [], redirectURL: '', content: { ...JSON_TYPE, ...content } } },
  };
}

const flowsOf = (...entries: readonly unknown[]) => importHar(har(entries)).capture.flows;
const hopsOf = (flow: Flow | undefined): readonly Hop[] =>
  flow?.navigations.flatMap(({ hops }) => hops) ?? [];
const paths = (flow: Flow | undefined) => hopsOf(flow).map(({ url }) => new URL(url).pathname);

describe('a token request', () => {
  test('belongs to the flow whose code it has, where it happened', () => {
    const other = signIn(10, `${SP}/cb?code=another`);
    const flows = flowsOf(...signIn(1), ...other, call(TOKEN, 20, {}, 'code=the-code'));
    expect(flows.map(paths)).toEqual([
      ['/openid_connect/authorize', '/cb', '/api/openid_connect/token'],
      ['/openid_connect/authorize', '/cb'],
    ]);
    expect(flows[0]?.navigations.at(-1)).toMatchObject({
      cause: { kind: 'script', document: { url: `${SP}/cb` } },
      committed: false,
    });
  });

  test('else to the last flow before it of the client that it names', () => {
    const claims = btoa(JSON.stringify({ iss: 'urn:example' })).replace(/=+$/, '');
    const assertion = `client_assertion=${btoa('{"alg":"RS256"}')}.${claims}.AA`;
    for (const body of ['client_id=urn%3Aexample', assertion]) {
      const flows = flowsOf(...signIn(1), ...signIn(10), call(TOKEN, 20, {}, body), ...signIn(30));
      expect(flows.map((flow) => paths(flow).length)).toEqual([2, 3, 2]);
    }
  });

  test('else is a flow of its own, in the order of time', () => {
    const flows = flowsOf(...signIn(10), call(TOKEN, 5, {}, 'code=unknown'));
    expect(flows.map(paths)).toEqual([['/api/openid_connect/token'], ['/openid_connect/authorize', '/cb']]);
  });

  test('keeps what is exchanged, and nothing that is no part of it', () => {
    const body = 'grant_type=authorization_code&code=c&code_verifier=v&client_secret=x&password=y';
    const [hop] = hopsOf(flowsOf(call(TOKEN, 1, {}, body))[0]);
    expect(hop?.request?.body).toEqual({
      kind: 'form',
      fields: [
        { name: 'grant_type', value: 'authorization_code' },
        { name: 'code', value: 'c' },
        { name: 'code_verifier', value: 'v' },
      ],
      omitted: 2,
    });
  });

  test('keeps the error that answers it, and no tokens', () => {
    const error = JSON.stringify({ error: 'Grant type is not included in the list' });
    const tokens = JSON.stringify({ access_token: 'secret-token', id_token: 'secret-id' });
    const flows = flowsOf(
      call(TOKEN, 1, answered(400, { text: error }), 'code=a'),
      call(TOKEN, 2, answered(400, { text: btoa(error), encoding: 'base64' }), 'code=b'),
      call(TOKEN, 3, answered(200, { text: tokens }), 'code=c'),
    );
    expect(flows.flatMap(hopsOf).map(({ response }) => response?.bodyText)).toEqual([
      error,
      error,
      undefined,
    ]);
    expect(JSON.stringify(flows)).not.toContain('secret-');
  });
});

describe('a user info request', () => {
  test('belongs to the flow of the token request before it', () => {
    const flows = flowsOf(...signIn(1), call(TOKEN, 2, {}, 'code=the-code'), call(USERINFO, 3));
    expect(flows.map((flow) => paths(flow).at(-1))).toEqual(['/api/openid_connect/userinfo']);
  });

  test('has of its token only the length', () => {
    const flows = flowsOf(
      call(USERINFO, 3, { requestHeaders: { ...SCRIPT, Authorization: 'Bearer abc.def' } }),
    );
    expect(hopsOf(flows[0])[0]?.request?.headers).toContainEqual({
      name: 'Authorization',
      value: 'Bearer ∗∗∗∗∗∗∗',
    });
  });
});

test('an authorize request by a script is found out', async () => {
  const { flows } = await inspect(importHar(har([call(AUTHORIZE, 1)])).capture);
  expect(flows[0]?.findings.map(({ rule }) => rule)).toContain('authorize-called-by-script');
});

test('a sign-in goes on as before, whatever scripts call afterwards', async () => {
  const { flows } = await inspect(
    importHar(har([...signIn(1), call(TOKEN, 2, answered(200, { text: '{}' }), 'code=the-code')])).capture,
  );
  expect(flows.map(({ outcome }) => outcome)).toMatchObject([
    { kind: 'signed-in', summary: expect.stringContaining(`the browser ended at ${SP}/cb`) },
  ]);
});

test('a token request that is refused is how it ends', async () => {
  const error = JSON.stringify({ error: 'Code is expired.' });
  const { flows } = await inspect(
    importHar(har([...signIn(1), call(TOKEN, 2, answered(400, { text: error }), 'code=the-code')])).capture,
  );
  expect(flows[0]?.outcome).toMatchObject({
    kind: 'refused-by-login-gov',
    summary: 'Login.gov refused the token request at hop 3 with HTTP 400: "Code is expired."',
  });
});

test.each([
  [{ size: 0 }, 0],
  [{ size: 0, text: 'Invalid Year' }, 12],
  [{ size: 120 }, 120],
  [{ size: -1 }, undefined],
  [{ size: 'many' }, undefined],
  [{}, undefined],
])('of an error answer the size is kept: %j', (content, bytes) => {
  const url = `${IDP}/api/saml/auth2026`;
  const response = { status: 400, headers: [], redirectURL: '', content: { mimeType: '', ...content } };
  expect(hopsOf(flowsOf(entry({ url, more: { response } }))[0])[0]?.response?.bodyBytes).toBe(bytes);
});

test('calls without an answer are named, and only so many are read', () => {
  const { warnings } = importHar(har([call(TOKEN, 1, { more: { response: null } }, 'code=a')]));
  expect(warnings).toEqual([`log.entries[0]: ${TOKEN} has no response (no response in the file)`]);
  const many = Array.from({ length: 1001 }, () => call(USERINFO, 1));
  const imported = importHar(har(many));
  expect(imported.warnings).toEqual(['Only the first 1000 of 1001 requests of scripts were read']);
  expect(v.safeParse(captureSchema, imported.capture).success).toBe(true);
});
