import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/core/index.ts';
import type { Engine, Outcome } from '../../src/core/model/index.ts';
import {
  APPLICATION,
  authnRequest,
  authorizeUrl,
  base64,
  CALLBACK,
  callbackUrl,
  flow,
  formNavigation,
  hop,
  LOGIN_GOV,
  logoutUrl,
  type NavigationParts,
  navigation,
  pageHop,
  redirect,
  requestCapture,
  samlRedirectUrl,
  tokenRequest,
} from '../support/builders.ts';

const CONSENT = `${LOGIN_GOV}/sign_up/completed`;
const HOME = `${APPLICATION}/home`;
const OTHER_APP = 'https://benefits.other.gov/home?token=secret#fragment';
const ALLOWS_APPLICATION = `form-action 'self' ${APPLICATION}`;
const SELF_ONLY = "form-action 'self'";

async function outcome(
  navigations: readonly NavigationParts[],
  engine: Engine = 'chromium',
): Promise<Outcome> {
  const { flows } = await inspect({ version: 1, flows: [flow(navigations, { engine })] });
  if (flows[0] === undefined) throw new Error('There is no flow.');
  return flows[0].outcome;
}

const arriving = navigation([redirect(authorizeUrl(), `${LOGIN_GOV}/`), pageHop(`${LOGIN_GOV}/`)]);
const arrivingBySaml = navigation([
  redirect(samlRedirectUrl(authnRequest()), `${LOGIN_GOV}/`),
  pageHop(`${LOGIN_GOV}/`),
]);

/** The consent form leads to the callback and on to another site, which gave no answer. */
function onward(policy: string): NavigationParts {
  return formNavigation({
    policies: [policy],
    hops: [
      redirect(CONSENT, callbackUrl(), { method: 'POST' }),
      redirect(callbackUrl(), OTHER_APP),
      hop(OTHER_APP, { error: 'net::ERR_ABORTED' }),
    ],
  });
}

describe('refused by the browser', () => {
  test('names the hop, its address without query, and the directive', async () => {
    expect(await outcome([arriving, onward(ALLOWS_APPLICATION)])).toEqual({
      kind: 'refused-by-browser',
      hop: 'f/2.3',
      summary: `Chromium refused hop 5, https://benefits.other.gov/home, because the page at idp.int.identitysandbox.gov does not allow its forms to lead there (${ALLOWS_APPLICATION}).`,
    });
  });

  test('in Firefox is a refusal of the form itself', async () => {
    const elsewhere = formNavigation({ policies: [SELF_ONLY], hops: [hop(CALLBACK, { method: 'POST' })] });
    expect(await outcome([arriving, elsewhere], 'firefox')).toMatchObject({
      kind: 'refused-by-browser',
      hop: 'f/2.1',
      summary: expect.stringContaining('Firefox refused hop 3, https://app.example.gov/auth/result,'),
    });
  });

  test('is no redirect that Firefox could not reach', async () => {
    expect(await outcome([arriving, onward(ALLOWS_APPLICATION)], 'firefox')).toMatchObject({
      kind: 'network-error',
      hop: 'f/2.3',
    });
  });

  test('is none where the policy allows the hop', async () => {
    const policy = `${ALLOWS_APPLICATION} https://benefits.other.gov`;
    expect(await outcome([arriving, onward(policy)])).toMatchObject({ kind: 'network-error' });
  });

  test('is none where the hop was answered after all', async () => {
    const answered = formNavigation({
      policies: [SELF_ONLY],
      hops: [redirect(CONSENT, callbackUrl(), { method: 'POST' }), pageHop(callbackUrl())],
    });
    expect(await outcome([arriving, answered])).toMatchObject({ kind: 'signed-in' });
  });
});

describe('refused by Login.gov', () => {
  test('with a page: its messages are the reason', async () => {
    const page = {
      title: 'OpenID Connect Authorization | Login.gov',
      messages: ['Bad client_id.', 'redirect_uri is invalid.'],
      policies: [],
    };
    expect(await outcome([navigation([pageHop(authorizeUrl())], { page })])).toEqual({
      kind: 'refused-by-login-gov',
      hop: 'f/1.1',
      summary: 'Login.gov refused the request at hop 1: "Bad client_id. redirect_uri is invalid."',
    });
  });

  test('with a page that lists nothing: its title is all there is', async () => {
    const page = { title: 'Error | Login.gov', messages: [], policies: [] };
    const { summary } = await outcome([
      navigation([pageHop(samlRedirectUrl(authnRequest()), {}, 400)], { page }),
    ]);
    expect(summary).toBe('Login.gov refused the request at hop 1: its page "Error | Login.gov"');
  });

  test.each([
    [
      { error: 'invalid_request', error_description: 'Acr values missing' },
      'Login.gov refused the request and sent the user back with invalid_request: "Acr values missing"',
    ],
    [
      { error: 'invalid_request' },
      'Login.gov refused the request and sent the user back with invalid_request.',
    ],
  ])('with a return: %o', async (parameters, summary) => {
    const back = callbackUrl(parameters);
    expect(await outcome([navigation([redirect(authorizeUrl(), back), pageHop(back)])])).toEqual({
      kind: 'refused-by-login-gov',
      hop: 'f/1.2',
      summary,
    });
  });

  test('with a status, where no page was read', async () => {
    expect(await outcome([navigation([pageHop(samlRedirectUrl(authnRequest()), {}, 400)])])).toEqual({
      kind: 'refused-by-login-gov',
      hop: 'f/1.1',
      summary: `Login.gov refused the request: hop 1, ${LOGIN_GOV}/api/saml/auth2026, was answered with HTTP 400.`,
    });
  });

  test('with 404 where the address of an endpoint is mistaken', async () => {
    const mistaken = `${LOGIN_GOV}/openid_connect/authorise`;
    expect(await outcome([navigation([pageHop(mistaken, {}, 404)])])).toMatchObject({
      kind: 'refused-by-login-gov',
      summary: `Login.gov refused the request: hop 1, ${mistaken}, was answered with HTTP 404.`,
    });
  });

  test('is none where another page of Login.gov was not found', async () => {
    const missing = navigation([pageHop(`${LOGIN_GOV}/missing`, {}, 404)]);
    expect(await outcome([arriving, missing])).toMatchObject({ kind: 'unfinished' });
  });
});

describe('signed in', () => {
  test('by OIDC: where the browser ended', async () => {
    const back = navigation([redirect(CONSENT, callbackUrl()), redirect(callbackUrl(), HOME), pageHop(HOME)]);
    expect(await outcome([arriving, back])).toEqual({
      kind: 'signed-in',
      hop: 'f/2.3',
      summary: `Login.gov signed the user in and sent an authorization code to the application; the browser ended at ${HOME}.`,
    });
  });

  test('by SAML: the response was seen', async () => {
    const fields = [{ name: 'SAMLResponse', value: base64('<Response/>') }];
    const posted = hop(`${APPLICATION}/acs`, {
      method: 'POST',
      request: { body: { kind: 'form', fields, omitted: 0 } },
    });
    expect(await outcome([arrivingBySaml, formNavigation({ hops: [posted], committed: true })])).toEqual({
      kind: 'signed-in',
      hop: 'f/2.1',
      summary: `Login.gov signed the user in and sent a SAML response to the application; the browser ended at ${APPLICATION}/acs.`,
    });
  });

  test('by SAML: a form of Login.gov led to a site that we may not see into', async () => {
    const posted = formNavigation({ hops: [hop(`${APPLICATION}/acs`)], committed: true });
    expect(await outcome([arrivingBySaml, posted])).toMatchObject({ kind: 'signed-in', hop: 'f/2.1' });
  });

  test('is not to be told of a SAML flow that another site goes on with', async () => {
    const elsewhere = formNavigation({ document: APPLICATION, hops: [hop(HOME)], committed: true });
    expect(await outcome([arrivingBySaml, elsewhere])).toMatchObject({ kind: 'unfinished' });
  });

  test('is not to be told of an OIDC flow that ends at a site that we may not see into', async () => {
    const left = formNavigation({ hops: [hop(HOME)], committed: true });
    expect(await outcome([arriving, left])).toMatchObject({ kind: 'unfinished' });
  });
});

test('signed out', async () => {
  const back = `${APPLICATION}/logout`;
  expect(await outcome([navigation([redirect(logoutUrl(), back), pageHop(back)])])).toEqual({
    kind: 'signed-out',
    hop: 'f/1.2',
    summary: `Login.gov ended its session and sent the user back to ${back}.`,
  });
});

test('cancelled', async () => {
  const back = callbackUrl({ error: 'access_denied', state: 's' });
  expect(
    await outcome([arriving, navigation([redirect(`${LOGIN_GOV}/cancel`, back), pageHop(back)])]),
  ).toEqual({
    kind: 'cancelled',
    hop: 'f/2.2',
    summary: `The user cancelled at Login.gov and was sent back to ${CALLBACK}.`,
  });
});

test('a network error names the hop and what the browser says of it', async () => {
  const failed = navigation([
    hop(`${LOGIN_GOV}/sign_up?email=a@b.gov`, { error: 'net::ERR_CONNECTION_RESET' }),
  ]);
  expect(await outcome([arriving, failed])).toEqual({
    kind: 'network-error',
    hop: 'f/2.1',
    summary: `Hop 3, ${LOGIN_GOV}/sign_up, failed: net::ERR_CONNECTION_RESET.`,
  });
});

describe('unfinished', () => {
  test('at a page of Login.gov', async () => {
    expect(await outcome([arriving])).toEqual({
      kind: 'unfinished',
      hop: 'f/1.2',
      summary: `The user has not come back from Login.gov. The last address was ${LOGIN_GOV}/.`,
    });
  });

  test('at a sign-out that was not confirmed', async () => {
    expect(await outcome([navigation([pageHop(logoutUrl())])])).toMatchObject({ kind: 'unfinished' });
  });

  test.each([
    [authorizeUrl(), 'Only the sign-in request is known, not what came of it.'],
    [logoutUrl(), 'Only the sign-out request is known, not what came of it.'],
  ])('with a request alone: %.70s', async (url, summary) => {
    const { flows } = await inspect(requestCapture(url));
    expect(flows[0]?.outcome).toEqual({ kind: 'unfinished', hop: '1.1', summary });
  });

  test('without any hop', async () => {
    expect(await outcome([])).toEqual({
      kind: 'unfinished',
      summary: 'The user has not come back from Login.gov.',
    });
  });
});

test('no outcome shows a query or fragment, which hold codes and tokens', async () => {
  const outcomes = await Promise.all([
    outcome([arriving, onward(ALLOWS_APPLICATION)]),
    outcome([arriving, navigation([redirect(CONSENT, callbackUrl()), pageHop(callbackUrl())])]),
    outcome([arriving, navigation([hop(OTHER_APP, { error: 'x' })])]),
    outcome([navigation([pageHop(OTHER_APP)])]),
  ]);
  for (const { summary } of outcomes) expect(summary).not.toMatch(/secret|fragment|code=|\?/);
});

describe('of several signs the latest counts', () => {
  test('an attempt that was refused and then repeated with success is a success', async () => {
    const followed = formNavigation({
      policies: [`form-action 'self' ${APPLICATION} https://benefits.other.gov`],
      hops: [redirect(CONSENT, callbackUrl(), { method: 'POST' }), pageHop(callbackUrl())],
    });
    expect(await outcome([arriving, onward(ALLOWS_APPLICATION), followed])).toMatchObject({
      kind: 'signed-in',
    });
  });

  test('an error of Login.gov that was followed by a page is none of the flow', async () => {
    const failing = navigation([hop(authorizeUrl(), { response: { status: 503, headers: [] } })]);
    expect(await outcome([failing, arriving])).toMatchObject({ kind: 'unfinished' });
  });

  test('a SAML response that is no success is no sign-in', async () => {
    const response =
      '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/></samlp:Status></samlp:Response>';
    const fields = [{ name: 'SAMLResponse', value: base64(response) }];
    const posted = hop(`${APPLICATION}/acs`, {
      method: 'POST',
      request: { body: { kind: 'form', fields, omitted: 0 } },
      response: { status: 200, headers: [] },
    });
    const delivered = formNavigation({ policies: [ALLOWS_APPLICATION], hops: [posted] });
    expect(await outcome([arrivingBySaml, delivered])).toMatchObject({
      kind: 'refused-by-login-gov',
      summary:
        'Login.gov refused the request and sent a SAML response with status urn:oasis:names:tc:SAML:2.0:status:Responder.',
    });
  });
});

describe('calls of the API', () => {
  const call = (status: number) => navigation([tokenRequest({}, { answer: { status } })]);
  const signedIn = navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())]);

  test('do not change where the browser ended', async () => {
    expect(await outcome([signedIn, call(200)])).toMatchObject({
      kind: 'signed-in',
      summary: expect.stringContaining(`the browser ended at ${CALLBACK}`),
    });
  });

  test('are the end when Login.gov refuses them', async () => {
    expect(await outcome([signedIn, call(400)])).toEqual({
      kind: 'refused-by-login-gov',
      hop: 'f/2.1',
      summary: 'Login.gov refused the token request at hop 3 with HTTP 400.',
    });
  });

  test('alone say only how they were answered', async () => {
    expect((await outcome([call(200)])).summary).toBe(
      'Only the token request is known; Login.gov answered it with HTTP 200.',
    );
  });
});
