import { describe, expect, test } from 'vitest';
import { decodeMessages } from '../../../src/core/decode/messages.ts';
import { parameter, queryParameters } from '../../../src/core/decode/parameters.ts';
import type { Message } from '../../../src/core/model/index.ts';
import {
  APPLICATION,
  authnRequest,
  authorizeUrl,
  base64,
  CALLBACK,
  CLIENT_ID,
  callbackUrl,
  flow,
  type HopParts,
  hop,
  LOGIN_GOV,
  logoutRequest,
  logoutUrl,
  type NavigationParts,
  navigation,
  pageHop,
  redirect,
  samlRedirectUrl,
} from '../../support/builders.ts';

function messagesOf(...navigations: readonly NavigationParts[]): readonly Message[] {
  return decodeMessages(flow(navigations));
}

/** What the hops of one navigation carry. */
function carriedBy(...hops: readonly HopParts[]): readonly Message[] {
  return messagesOf(navigation(hops));
}

function kindsAt(...hops: readonly HopParts[]): string[] {
  return carriedBy(...hops).map(({ hop: id, kind }) => `${id} ${kind}`);
}

function posting(url: string, fields: Readonly<Record<string, string>>): HopParts {
  const list = Object.entries(fields).map(([name, value]) => ({ name, value }));
  return hop(url, { method: 'POST', request: { body: { kind: 'form', fields: list, omitted: 0 } } });
}

describe('OIDC', () => {
  test('a sign-in is an authorize request and, at the redirect_uri, the response to it', () => {
    const callback = callbackUrl({ code: 'c', state: 's' });
    expect(
      kindsAt(hop(`${APPLICATION}/login`), redirect(authorizeUrl(), callback), pageHop(callback)),
    ).toEqual(['f/1.2 oidc-authorize-request', 'f/1.3 oidc-authorize-response']);
  });

  test('the request has its parameters in order, each as sent and decoded', () => {
    const [request] = carriedBy(
      hop(`${LOGIN_GOV}/openid_connect/authorize?scope=openid+email&client_id=a%3Ab`),
    );
    expect(request).toEqual({
      kind: 'oidc-authorize-request',
      hop: 'f/1.1',
      parameters: [
        { name: 'scope', value: 'openid email', raw: 'openid+email' },
        { name: 'client_id', value: 'a:b', raw: 'a%3Ab' },
      ],
    });
  });

  test('a refusal is a response, too', () => {
    const callback = callbackUrl({ error: 'access_denied' });
    expect(kindsAt(redirect(authorizeUrl(), callback), pageHop(callback)).at(-1)).toBe(
      'f/1.2 oidc-authorize-response',
    );
  });

  test.each([
    ['another path', `${APPLICATION}/other?code=c`],
    ['another host', 'https://other.gov/auth/result?code=c'],
    ['another scheme', 'http://app.example.gov/auth/result?code=c'],
    ['neither code nor error, not from Login.gov', `${CALLBACK}?state=s`],
  ])('a return with %s is no response', (_, url) => {
    const elsewhere = pageHop(`${APPLICATION}/elsewhere`);
    expect(kindsAt(hop(authorizeUrl()), elsewhere, pageHop(url))).toEqual(['f/1.1 oidc-authorize-request']);
  });

  test('a return straight from Login.gov is a response, whatever it holds', () => {
    const callback = `${CALLBACK}?state=s`;
    expect(kindsAt(redirect(authorizeUrl(), callback), pageHop(callback)).at(-1)).toBe(
      'f/1.2 oidc-authorize-response',
    );
  });

  test('a response names its request and what its description says', () => {
    const callback = callbackUrl({
      error: 'invalid_request',
      error_description: 'Client Please fill in this field. State is too short (minimum is 22 characters)',
    });
    expect(carriedBy(redirect(authorizeUrl(), callback), pageHop(callback)).at(-1)).toMatchObject({
      kind: 'oidc-authorize-response',
      request: 'f/1.1',
      problems: [{ id: 'authorize-blank-client-id' }, { id: 'too-short-state' }],
    });
  });

  test('a token request is read from its form; a preflight is none', () => {
    const url = `${LOGIN_GOV}/api/openid_connect/token`;
    expect(carriedBy(hop(url, { method: 'OPTIONS' }), posting(url, { code: 'c' }))).toEqual([
      {
        kind: 'oidc-token-request',
        hop: 'f/1.2',
        parameters: [{ name: 'code', value: 'c', raw: 'c' }],
      },
    ]);
  });

  test('a user info request has its header, or says that nobody saw the headers', () => {
    const url = `${LOGIN_GOV}/api/openid_connect/userinfo`;
    const headers = [{ name: 'authorization', value: 'Bearer t' }];
    expect(carriedBy(hop(url, { request: { headers } }), hop(`${url}?x`))).toMatchObject([
      { kind: 'oidc-userinfo-request', authorization: 'Bearer t', headersSeen: true },
      { kind: 'oidc-userinfo-request', headersSeen: false },
    ]);
  });

  test('a token or user info request that is sent twice is two requests', () => {
    const token = posting(`${LOGIN_GOV}/api/openid_connect/token`, { code: 'c' });
    const userinfo = hop(`${LOGIN_GOV}/api/openid_connect/userinfo`);
    expect(carriedBy(token, token, userinfo, userinfo)).toHaveLength(4);
  });

  test('a redirect_uri that is no URL has no response', () => {
    const asked = authorizeUrl({ redirect_uri: 'auth/result' });
    expect(kindsAt(hop(asked), pageHop(`${APPLICATION}/auth/result?code=c`))).toEqual([
      'f/1.1 oidc-authorize-request',
    ]);
  });

  test('of two requests the last says where the response goes', () => {
    const first = hop(authorizeUrl({ redirect_uri: 'https://first.gov/cb' }));
    expect(kindsAt(first, hop(authorizeUrl()), pageHop(callbackUrl())).at(-1)).toBe(
      'f/1.3 oidc-authorize-response',
    );
    expect(kindsAt(first, hop(authorizeUrl()), pageHop('https://first.gov/cb?code=c'))).toHaveLength(2);
  });

  test('a logout is read from the query, or from the form', () => {
    expect(kindsAt(hop(logoutUrl()))).toEqual(['f/1.1 oidc-logout-request']);
    const [posted] = carriedBy(posting(`${LOGIN_GOV}/openid_connect/logout`, { client_id: CLIENT_ID }));
    expect(posted).toMatchObject({
      kind: 'oidc-logout-request',
      parameters: [{ name: 'client_id', value: CLIENT_ID, raw: CLIENT_ID }],
    });
  });

  test('of a logout with both, the query counts', () => {
    const [posted] = carriedBy(
      posting(`${LOGIN_GOV}/openid_connect/logout?client_id=q`, { client_id: 'f', state: 's' }),
    );
    expect(posted?.kind === 'oidc-logout-request' && parameter(posted.parameters, 'client_id')).toBe('q');
    expect(posted?.kind === 'oidc-logout-request' && parameter(posted.parameters, 'state')).toBe('s');
  });
});

describe('SAML', () => {
  test('a request by the redirect binding', () => {
    expect(carriedBy(hop(samlRedirectUrl(authnRequest())))).toMatchObject([
      {
        kind: 'saml-authn-request',
        binding: 'HTTP-Redirect',
        samlRequest: { name: 'SAMLRequest' },
        parameters: [{ name: 'RelayState' }, { name: 'SigAlg' }, { name: 'Signature' }],
        document: { root: 'AuthnRequest' },
      },
    ]);
  });

  test('a request by the POST binding', () => {
    const fields = { SAMLRequest: base64(authnRequest()), RelayState: 'r' };
    expect(carriedBy(posting(`${LOGIN_GOV}/api/saml/auth2026`, fields))).toMatchObject([
      {
        kind: 'saml-authn-request',
        binding: 'HTTP-POST',
        parameters: [{ name: 'RelayState', value: 'r' }],
        document: { root: 'AuthnRequest' },
      },
    ]);
  });

  test('a logout', () => {
    expect(kindsAt(hop(samlRedirectUrl(logoutRequest())))).toEqual(['f/1.1 saml-logout-request']);
  });

  test('Login.gov posting to itself is no request of its own', () => {
    const own = ['authpost2026', 'finalauthpost2026', 'complete'].map((path) =>
      posting(`${LOGIN_GOV}/api/saml/${path}`, { SAMLRequest: base64(authnRequest()) }),
    );
    expect(kindsAt(...own)).toEqual([]);
  });

  test('the endpoint without a request has a request that is missing', () => {
    expect(carriedBy(hop(`${LOGIN_GOV}/api/saml/auth2026`))).toMatchObject([
      { kind: 'saml-authn-request', binding: 'HTTP-Redirect', decoding: { problem: { code: 'missing' } } },
    ]);
    expect(carriedBy(posting(`${LOGIN_GOV}/api/saml/auth2026`, { RelayState: 'r' }))).toMatchObject([
      { kind: 'saml-authn-request', binding: 'HTTP-POST', decoding: { problem: { code: 'missing' } } },
    ]);
  });

  test.each([
    ['not-seen', undefined],
    ['too-large', { body: { kind: 'too-large', bytes: 5_000_000 } as const }],
  ])(
    'a form that was %s is a request of which just that is known, not one that is missing',
    (code, request) => {
      const posted = hop(`${LOGIN_GOV}/api/saml/auth2026`, { method: 'POST', ...(request && { request }) });
      expect(carriedBy(posted)).toMatchObject([
        { kind: 'saml-authn-request', decoding: { steps: [], problem: { code, step: 'parameter' } } },
      ]);
    },
  );

  test('a visit to the logout endpoint without a request is none where a page of Login.gov leads there', () => {
    const url = `${LOGIN_GOV}/api/saml/logout2026`;
    const document = { url: `${LOGIN_GOV}/` };
    expect(messagesOf(navigation([hop(url)], { cause: { kind: 'link', document } }))).toEqual([]);
    expect(kindsAt(hop(url, { method: 'DELETE' }))).toEqual([]);
    expect(carriedBy(hop(url))).toMatchObject([
      { kind: 'saml-logout-request', decoding: { problem: { code: 'missing' } } },
    ]);
  });

  test('the response posted to the application, and the one in a query', () => {
    const SAMLResponse = base64('<Response/>');
    expect(carriedBy(posting(`${APPLICATION}/acs`, { SAMLResponse }))).toMatchObject([
      { kind: 'saml-response', binding: 'HTTP-POST' },
    ]);
    expect(
      carriedBy(hop(`${APPLICATION}/acs?SAMLResponse=${encodeURIComponent(SAMLResponse)}`)),
    ).toMatchObject([{ kind: 'saml-response', binding: 'HTTP-Redirect' }]);
  });

  test('a SAMLResponse at a page of Login.gov is none to the application', () => {
    expect(kindsAt(posting(`${LOGIN_GOV}/somewhere`, { SAMLResponse: base64('<Response/>') }))).toEqual([]);
  });
});

describe('a page of Login.gov', () => {
  function shown(url: string, title: string): Message[] {
    const page = { title, messages: ['Bad client_id.'], policies: [] };
    return messagesOf(navigation([hop(`${APPLICATION}/login`), pageHop(url)], { page })).filter(
      ({ kind }) => kind === 'error-page',
    );
  }

  test.each([
    [authorizeUrl(), 'OpenID Connect Authorization | Login.gov'],
    [authorizeUrl(), 'Autorización de OpenID Connect | Login.gov'],
    [authorizeUrl(), 'Autorisation OpenID Connect | Login.gov'],
    [authorizeUrl(), 'OpenID Connect 授权 | Login.gov'],
    [logoutUrl(), 'OpenID Connect Logout | Login.gov'],
    [samlRedirectUrl(authnRequest()), 'Error | Login.gov'],
    [`${LOGIN_GOV}/api/saml/authpost2026`, '错误 | Login.gov'],
  ])('at %.60s titled %j lists errors', (url, title) => {
    expect(shown(url, title)).toEqual([
      {
        kind: 'error-page',
        hop: 'f/1.2',
        title,
        messages: ['Bad client_id.'],
        problems: [],
        ...(!url.includes('authpost') && { request: 'f/1.2' }),
      },
    ]);
  });

  test.each([
    ['its sign-in page', `${LOGIN_GOV}/`, 'Sign in | Login.gov'],
    ['the logout confirmation', logoutUrl(), 'Log out | Login.gov'],
    ['a page elsewhere with such a title', `${LOGIN_GOV}/help`, 'Error | Login.gov'],
    ['a page of another site', `${APPLICATION}/openid_connect/authorize`, 'OpenID Connect Authorization'],
  ])('is none when it is %s', (_, url, title) => {
    expect(shown(url, title)).toEqual([]);
  });
});

test('an error page has the messages that are known texts, in whichever language', () => {
  const page = {
    title: 'OpenID Connect 授权 | Login.gov',
    messages: ['State 请填写这一字段。', 'Etwas anderes'],
    policies: [],
  };
  expect(messagesOf(navigation([pageHop(authorizeUrl())], { page })).at(-1)).toMatchObject({
    problems: [{ id: 'authorize-blank-state', rules: ['oidc-state-missing'] }],
  });
});

test('messages come in the order of the hops, through all navigations', () => {
  const page = { title: 'OpenID Connect Authorization | Login.gov', messages: [], policies: [] };
  const messages = messagesOf(
    navigation([pageHop(authorizeUrl())], { page }),
    navigation([redirect(authorizeUrl({ state: 'second' }), callbackUrl()), pageHop(callbackUrl())]),
  );
  expect(messages.map(({ hop: id, kind }) => `${id} ${kind}`)).toEqual([
    'f/1.1 oidc-authorize-request',
    'f/1.1 error-page',
    'f/2.1 oidc-authorize-request',
    'f/2.2 oidc-authorize-response',
  ]);
});

describe('a request that Login.gov leads through once more', () => {
  const again = (document: string, url: string) =>
    navigation([hop(url)], { cause: { kind: 'link', document: { url: document } } });

  test('is the same when it says the same', () => {
    const messages = messagesOf(
      navigation([redirect(authorizeUrl(), LOGIN_GOV)]),
      navigation([hop(authorizeUrl())]),
    );
    expect(messages.map(({ hop: id }) => id)).toEqual(['f/1.1']);
  });

  test('is the same when a page of Login.gov led there, whatever it says', () => {
    const messages = messagesOf(
      navigation([pageHop(logoutUrl())]),
      again(logoutUrl(), `${LOGIN_GOV}/openid_connect/logout?confirmed=true`),
    );
    expect(messages.map(({ hop: id }) => id)).toEqual(['f/1.1']);
  });

  test('is the same when a query repeats what a form held', () => {
    const query = logoutUrl();
    const fields = Object.fromEntries(queryParameters(query).map(({ name, value }) => [name, value]));
    expect(kindsAt(posting(`${LOGIN_GOV}/openid_connect/logout`, fields), pageHop(query))).toEqual([
      'f/1.1 oidc-logout-request',
    ]);
  });

  test('is another when the application led there and it says something else', () => {
    const messages = messagesOf(
      navigation([pageHop(authorizeUrl())]),
      again(APPLICATION, authorizeUrl({ state: 'another' })),
    );
    expect(messages.map(({ hop: id }) => id)).toEqual(['f/1.1', 'f/2.1']);
  });

  test('is another when it is of another kind', () => {
    const messages = messagesOf(navigation([pageHop(authorizeUrl())]), again(LOGIN_GOV, logoutUrl()));
    expect(messages.map(({ kind }) => kind)).toEqual(['oidc-authorize-request', 'oidc-logout-request']);
  });
});
