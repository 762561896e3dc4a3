import { describe, expect, test } from 'vitest';
import { captureFromRequest, inspect } from '../../src/core/index.ts';
import { createInspector } from '../../src/core/inspect.ts';
import {
  CERTIFICATE,
  SIGNED_AUTHN_REQUEST,
  SIGNED_URL,
} from '../../src/core/rules/example-support/signed.ts';
import {
  APPLICATION,
  authnRequest,
  authorizeUrl,
  CALLBACK,
  CLIENT_ID,
  callbackUrl,
  flow,
  flowCapture,
  hop,
  LOGIN_GOV,
  logoutRequest,
  logoutUrl,
  type NavigationParts,
  navigation,
  pageHop,
  redirect,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
} from '../support/builders.ts';

async function only(capture: Parameters<typeof inspect>[0], options?: Parameters<typeof inspect>[1]) {
  const [shown] = (await inspect(capture, options)).flows;
  if (shown === undefined) throw new Error('There is no flow.');
  return shown;
}

describe('an inspection', () => {
  test.each([
    ['an authorize request', authorizeUrl(), 'oidc', CLIENT_ID],
    ['an OIDC logout', logoutUrl(), 'oidc', CLIENT_ID],
    ['an AuthnRequest', samlRedirectUrl(authnRequest()), 'saml', SAML_ISSUER],
    ['a LogoutRequest', samlRedirectUrl(logoutRequest()), 'saml', SAML_ISSUER],
    [
      'a posted AuthnRequest',
      samlPost(authnRequest({ issuer: `\n  ${SAML_ISSUER}\n` })),
      'saml',
      SAML_ISSUER,
    ],
    ['a request without client', authorizeUrl({ client_id: undefined }), 'oidc', undefined],
    ['an empty client', authorizeUrl({ client_id: '' }), 'oidc', undefined],
    ['a request that cannot be read', samlRedirectUrl('x', { SAMLRequest: '!' }), 'saml', undefined],
    ['nothing of a protocol', `${LOGIN_GOV}/`, 'unknown', undefined],
  ] as const)('of %s says the protocol and the client', async (_, request, protocol, client) => {
    const shown = await only(requestCapture(request));
    expect([shown.protocol, shown.client]).toEqual([protocol, client]);
  });

  test('begins at the time of the first hop', async () => {
    expect(await only(captureFromRequest({ url: authorizeUrl(), time: 1_772_552_467_000 }))).toMatchObject({
      startedAt: 1_772_552_467_000,
    });
    expect((await only(requestCapture(authorizeUrl()))).startedAt).toBeUndefined();
  });

  test('is the client of the request, not of a page that only lists errors', async () => {
    const page = {
      title: 'OpenID Connect Authorization | Login.gov',
      messages: ['Bad client_id.'],
      policies: [],
    };
    expect(await only(flowCapture(navigation([pageHop(authorizeUrl())], { page })))).toMatchObject({
      protocol: 'oidc',
      client: CLIENT_ID,
    });
  });

  test('has each flow of the capture, and its navigations as they were recorded', async () => {
    const flows = [
      flow([navigation([hop(authorizeUrl())])], { id: 'a' }),
      flow([navigation([hop(logoutUrl())])], { id: 'b' }),
    ];
    const inspection = await inspect({ version: 1, flows });
    expect(inspection.flows.map(({ id, navigations }) => ({ id, navigations }))).toEqual(
      flows.map(({ id, navigations }) => ({ id, navigations })),
    );
  });

  test('of no flows is empty', async () => {
    expect(await inspect({ version: 1, flows: [] })).toEqual({ flows: [] });
  });

  test('is plain JSON', async () => {
    const inspection = await inspect(requestCapture(samlPost(authnRequest({ classRefs: ['x', ''] }))), {
      portal: { ial: 1 },
    });
    expect(JSON.parse(JSON.stringify(inspection))).toStrictEqual(inspection);
  });

  test('changes nothing in the capture', async () => {
    const capture = flowCapture(
      navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())]),
    );
    const before = JSON.stringify(capture);
    await inspect(capture, { portal: { issuer: CLIENT_ID } });
    expect(JSON.stringify(capture)).toBe(before);
  });

  test('of a request that nothing is wrong with finds nothing', async () => {
    for (const request of [
      authorizeUrl(),
      logoutUrl(),
      samlRedirectUrl(authnRequest()),
      samlRedirectUrl(logoutRequest()),
    ]) {
      const { findings } = await only(requestCapture(request));
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });
});

/** First letters of the severities, in order. */
const RANKS = 'ewi';

describe('findings', () => {
  test('come errors first, then warnings, then infos', async () => {
    const cancelled = callbackUrl({ error: 'access_denied', state: '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b' });
    const deprecated = authorizeUrl({ acr_values: 'http://idmanagement.gov/ns/assurance/ial/1' });
    const { findings } = await only(
      flowCapture(
        navigation([redirect(deprecated, cancelled), pageHop(cancelled)]),
        navigation([
          pageHop(authorizeUrl({ acr_values: undefined, state: 'a'.repeat(9), nonce: 'b'.repeat(30) })),
        ]),
      ),
    );
    const shown = findings.map(({ severity, evidence }) => `${severity} ${evidence[0]?.hop}`);
    expect([...new Set(shown)]).toEqual(['error f/2.1', 'warning f/1.1', 'warning f/2.1', 'info f/1.2']);
    expect(shown).toEqual(shown.toSorted((a, b) => RANKS.indexOf(a[0] ?? '') - RANKS.indexOf(b[0] ?? '')));
  });

  test('come in the order of the hops within a severity', async () => {
    const first = navigation([pageHop(samlRedirectUrl(authnRequest({ classRefs: ['x'] })))]);
    const second = navigation([pageHop(authorizeUrl({ acr_values: undefined }))]);
    for (const navigations of [
      [first, second],
      [second, first],
    ]) {
      const { findings } = await only(flowCapture(...navigations));
      const hops = findings
        .filter(({ severity }) => severity === 'error')
        .map(({ evidence }) => evidence[0]?.hop);
      expect(hops).toEqual(hops.toSorted());
      expect(new Set(hops)).toEqual(new Set(['f/1.1', 'f/2.1']));
    }
  });

  test('leave out the general rule where a special case of it was found at the same hop', async () => {
    const spaced = authnRequest({ classRefs: [' urn:acr.login.gov:verified '] });
    const { findings } = await only(requestCapture(samlRedirectUrl(spaced)));
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('saml-authn-context-whitespace');
    expect(rules).not.toContain('saml-authn-context-unrecognized');
  });

  test('keep the general rule at another hop', async () => {
    const { findings } = await only(
      flowCapture(
        navigation([hop(samlRedirectUrl(authnRequest({ classRefs: [' urn:acr.login.gov:verified '] })))]),
        navigation([hop(samlRedirectUrl(authnRequest({ classRefs: ['x'] })))]),
      ),
    );
    const at = (rule: string) =>
      findings.filter((finding) => finding.rule === rule).map(({ evidence }) => evidence[0]?.hop);
    expect(at('saml-authn-context-whitespace')).toEqual(['f/1.1']);
    expect(at('saml-authn-context-unrecognized')).toEqual(['f/2.1']);
  });
});

describe('form-action', () => {
  test('is judged for both engines, whatever the browser was', async () => {
    const consent = `${LOGIN_GOV}/sign_up/completed`;
    const policies = [
      { value: `form-action 'self' ${APPLICATION}`, disposition: 'enforce', from: 'header' },
    ] as const;
    const refused = navigation(
      [redirect(consent, callbackUrl()), redirect(callbackUrl(), 'https://x.gov/'), hop('https://x.gov/')],
      {
        cause: { kind: 'form', document: { url: consent, policies } },
      },
    );
    expect((await only(flowCapture(refused))).formActions).toEqual([
      {
        navigation: 'f/1',
        documentUrl: consent,
        chromium: {
          hop: 'f/1.3',
          url: 'https://x.gov/',
          policy: `form-action 'self' ${APPLICATION}`,
          directive: `form-action 'self' ${APPLICATION}`,
        },
        firefox: null,
      },
    ]);
  });

  test('is not judged where nobody saw the policies', async () => {
    const unseen = navigation([hop(CLIENT_ID)], { cause: { kind: 'form', document: { url: LOGIN_GOV } } });
    expect((await only(flowCapture(unseen))).formActions).toEqual([]);
  });
});

describe('what was not seen', () => {
  test('makes the rules about it skipped, not passed', async () => {
    const capture = captureFromRequest({ url: `${LOGIN_GOV}/api/saml/auth2026`, method: 'POST' });
    const [flow] = (await inspect(capture)).flows;
    expect(flow?.findings).toEqual([]);
    const skipped = flow?.skipped.filter(({ reason }) => reason === 'request-body-not-seen') ?? [];
    expect(skipped.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        'saml-signature-missing',
        'saml-request-missing',
        'saml-authn-context-missing',
      ]),
    );
  });

  test('of a form page leaves the form-action verdict open', async () => {
    const sent: NavigationParts = {
      ...navigation([redirect(`${LOGIN_GOV}/x`, CALLBACK, { method: 'POST' }), hop(CALLBACK)]),
      cause: { kind: 'form', document: { url: `${LOGIN_GOV}/sign_up/completed` } },
    };
    const [inspected] = (await inspect({ version: 1, flows: [flow([sent])] })).flows;
    expect(inspected?.skipped).toContainEqual({
      rule: 'csp-form-action-redirect-gap',
      title: 'Redirect chain leaves the form-action list',
      reason: 'policies-not-seen',
    });
  });
});

test('a signature is verified in a document of another namespace, too', async () => {
  const xml = SIGNED_AUTHN_REQUEST.replaceAll('SAML:2.0:protocol', 'SAML:1.1:protocol');
  const portal = { issuer: SAML_ISSUER, certs: [CERTIFICATE] };
  const { findings, signatures } = await only(requestCapture(samlPost(xml)), { portal });
  expect(findings.map(({ rule }) => rule)).toContain('saml-not-authn-or-logout-request');
  expect(signatures[0]?.atLoginGov?.outcome).toBe('digest_mismatch');
});

describe('a portal configuration', () => {
  test('of another application is not held against this one', async () => {
    const acr_values = 'urn:acr.login.gov:verified';
    const capture = requestCapture(authorizeUrl({ acr_values, client_id: 'urn:app:one' }));
    const portal = { issuer: 'urn:app:two', ial: 1 } as const;
    const [other] = (await inspect(capture, { portal })).flows;
    expect(other?.findings.map(({ rule }) => rule)).not.toContain('oidc-acr-values-ial-not-authorized');
    expect(other?.findings.map(({ rule }) => rule)).toContain('oidc-client-id-unregistered');
    expect(other?.skipped).toContainEqual({
      rule: 'oidc-acr-values-ial-not-authorized',
      title: 'Identity proofing requested by an auth-only SP',
      reason: 'no-portal-configuration',
      needs: ['ial'],
      detail: 'The portal configuration is that of urn:app:two.',
    });
    const [own] = (await inspect(capture, { portal: { ...portal, issuer: 'urn:app:one' } })).flows;
    expect(own?.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      'oidc-acr-values-ial-not-authorized',
    ]);
  });

  test('is another application’s where white space stands around the Issuer, which Login.gov compares to the letter', async () => {
    const portal = { issuer: SAML_ISSUER, ial: 1 } as const;
    const classRefs = ['urn:acr.login.gov:verified'];
    const padded = await only(
      requestCapture(samlRedirectUrl(authnRequest({ issuer: `${SAML_ISSUER}\n`, classRefs }))),
      { portal },
    );
    expect(padded.findings.map(({ rule }) => rule)).toContain('saml-issuer-whitespace');
    expect(padded.findings.map(({ rule }) => rule)).not.toContain('saml-authn-context-ial-not-authorized');
    expect(padded.client).toBe(SAML_ISSUER);
  });

  test('whose lists are null has nothing registered', async () => {
    const portal = { ...JSON.parse('{"redirect_uris":null,"certs":null}'), pkce: true };
    const [inspected] = (await inspect(requestCapture(authorizeUrl({})), { portal })).flows;
    expect(inspected?.findings.map(({ rule }) => rule)).toContain('oidc-redirect-uri-not-registered');
    expect(inspected?.skipped.map(({ reason }) => reason)).not.toContain('crashed');
  });

  const strange = JSON.parse(
    '{"issuer":5,"redirect_uris":"x","certs":[null],"ial":{},"acs_url":7,"active":"no","attribute_bundle":{}}',
  );

  test('loses the fields that hold what the portal never holds, and no others', async () => {
    const { findings, skipped } = await only(requestCapture(authorizeUrl()), {
      portal: { ...strange, pkce: true },
    });
    const needs = skipped.flatMap((rule) => rule.needs ?? []);
    expect(needs).toEqual(expect.arrayContaining(['redirect_uris', 'ial']));
    expect(findings.map(({ rule }) => rule)).toContain('oidc-pkce-absent-for-pkce-client');
  });

  test.each([
    ['an AuthnRequest', samlRedirectUrl(authnRequest())],
    ['a signed one', SIGNED_URL],
    ['a LogoutRequest', samlRedirectUrl(logoutRequest())],
    ['an OIDC logout', logoutUrl()],
  ])('of strange fields crashes no rule about %s', async (_, url) => {
    const { skipped } = await only(requestCapture(url), { portal: strange });
    expect(skipped.filter(({ reason }) => reason === 'crashed')).toEqual([]);
  });

  test('of another application in the capture says nothing about the others', async () => {
    const flows = ['urn:app:one', 'urn:app:two'].map((client_id) =>
      flow([navigation([hop(authorizeUrl({ client_id }))])], { id: client_id }),
    );
    const [other] = (await inspect({ version: 1, flows }, { portal: { issuer: 'urn:app:two' } })).flows;
    expect(other?.findings.map(({ rule }) => rule)).not.toContain('oidc-client-id-unregistered');
    expect(other?.skipped.find(({ rule }) => rule === 'oidc-client-id-unregistered')?.detail).toBe(
      'The portal configuration is that of urn:app:two.',
    );
  });

  test('is chosen by the client of each flow', async () => {
    const acr_values = 'urn:acr.login.gov:verified';
    const flows = ['urn:app:one', 'urn:app:two', 'urn:app:three'].map((client_id) =>
      flow([navigation([hop(authorizeUrl({ client_id, acr_values }))])], { id: client_id }),
    );
    const portals = [
      { issuer: 'urn:app:one', ial: 1 },
      { issuer: 'urn:app:two', ial: 2 },
    ] as const;
    const inspected = (await inspect({ version: 1, flows }, { portals })).flows;
    const rule = 'oidc-acr-values-ial-not-authorized';
    expect(inspected.map(({ findings }) => findings.some((found) => found.rule === rule))).toEqual([
      true,
      false,
      false,
    ]);
    expect(inspected[2]?.skipped.find((skipped) => skipped.rule === rule)?.detail).toBe(
      'None of the 2 portal configurations is that of this application.',
    );
  });

  test('that no flow uses is the one that a wrong client_id is compared with', async () => {
    const flows = ['urn:app:one', 'urn:app:tow'].map((client_id) =>
      flow([navigation([hop(authorizeUrl({ client_id }))])], { id: client_id }),
    );
    const portals = [{ issuer: 'urn:app:one' }, { issuer: 'urn:app:two' }];
    const [, misspelt] = (await inspect({ version: 1, flows }, { portals })).flows;
    expect(misspelt?.findings.map(({ rule }) => rule)).toContain('oidc-client-id-unregistered');
  });

  test('given later is used from the next inspection on', async () => {
    const inspector = createInspector();
    const request = flow([navigation([hop(authorizeUrl({ acr_values: 'urn:acr.login.gov:verified' }))])]);
    inspector.put(request);
    const rule = 'oidc-acr-values-ial-not-authorized';
    const before = await inspector.inspect(request.id);
    expect(before?.skipped.map((skipped) => skipped.rule)).toContain(rule);
    inspector.configure({ portals: [{ ial: 1 }] });
    const after = await inspector.inspect(request.id);
    expect(after?.findings.map((finding) => finding.rule)).toContain(rule);
    expect(after?.skipped.map((skipped) => skipped.rule)).not.toContain(rule);
  });

  test('without an issuer answers the rules that need no field of it in particular', async () => {
    const acr_values = 'http://idmanagement.gov/ns/assurance/ial/0';
    const capture = requestCapture(authorizeUrl({ acr_values }));
    const [flow] = (await inspect(capture, { portal: { ial: 2 } })).flows;
    const rule = 'oidc-acr-values-ialmax-not-allowed';
    expect(flow?.findings.map((finding) => finding.rule)).toContain(rule);
    expect(flow?.skipped.map((skipped) => skipped.rule)).not.toContain(rule);
    const [allowed] = (await inspect(capture, { portal: { ial: 2, ialmax_allowed: true } })).flows;
    expect(allowed?.findings.map((finding) => finding.rule)).not.toContain(rule);
  });
});
