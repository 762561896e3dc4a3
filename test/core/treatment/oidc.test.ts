import { describe, expect, test } from 'vitest';
import { type InspectOptions, inspect } from '../../../src/core/index.ts';
import { AAL1, AUTH_ONLY, DUO, IALMAX, VERIFIED } from '../../../src/core/login-gov/acr-values.ts';
import type { PortalConfiguration, TreatmentItem, TreatmentTopic } from '../../../src/core/model/index.ts';
import { authorizeUrl, CALLBACK, CLIENT_ID, requestCapture, type Values } from '../../support/builders.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const AAL2_PHISHING_RESISTANT = `${AAL2}?phishing_resistant=true`;
const AAL3 = 'http://idmanagement.gov/ns/assurance/aal/3';
const IAL1 = 'http://idmanagement.gov/ns/assurance/ial/1';
const FACIAL_MATCH = 'urn:acr.login.gov:verified-facial-match-required';

async function treatment(
  parameters: Values,
  options: InspectOptions = {},
): Promise<readonly TreatmentItem[]> {
  const [treated] =
    (await inspect(requestCapture(authorizeUrl(parameters)), options)).flows[0]?.treatments ?? [];
  if (treated === undefined) throw new Error('The request is not treated.');
  return treated.items;
}

type Facts = Omit<TreatmentItem, 'because' | 'topic'>;

/** The items of that topic, without their sentences. */
async function treated(
  topic: TreatmentTopic,
  parameters: Values,
  portal?: PortalConfiguration,
): Promise<Facts[]> {
  const options = portal === undefined ? {} : { portal: { issuer: CLIENT_ID, ...portal } };
  const items = await treatment(parameters, options);
  return items.filter((item) => item.topic === topic).map(({ because: _, topic: __, ...facts }) => facts);
}

test('the items come in the order of a reader', async () => {
  const items = await treatment({
    acr_values: `${AUTH_ONLY} nonsense`,
    scope: 'openid email adress',
    max_age: '60',
  });
  expect(items.map(({ topic }) => topic)).toEqual([
    'service-level',
    'authentication-level',
    'ignored-contexts',
    'attributes',
    'ignored-attributes',
    'ignored-parameters',
    'prompt',
    'response-url',
  ]);
});

describe('service level', () => {
  test.each([
    ['the one that is asked for', VERIFIED, VERIFIED],
    ['an older name stays what it is', IAL1, IAL1],
    ['proofing before sign-in alone', `${AUTH_ONLY} ${VERIFIED}`, VERIFIED],
    ['a facial match before proofing without one', `${VERIFIED} ${FACIAL_MATCH}`, FACIAL_MATCH],
    ['IALMAX', IALMAX, IALMAX],
  ])('%s', async (_, acr_values, level) => {
    expect(await treated('service-level', { acr_values })).toEqual([{ values: [level] }]);
  });

  test.each([
    ['no acr_values', undefined],
    ['an authentication level alone', AAL2],
    ['another case', AUTH_ONLY.toUpperCase()],
    ['a no-break space between two values', `${AUTH_ONLY}\u00a0${VERIFIED}`],
  ])('none: %s', async (_, acr_values) => {
    expect(await treated('service-level', { acr_values })).toEqual([{ values: [] }]);
  });
});

describe('authentication level', () => {
  test.each([
    ['named', `${AUTH_ONLY} ${AAL3}`, AAL3],
    [
      'the strictest of several, not the first',
      `${AUTH_ONLY} ${AAL2} ${AAL2_PHISHING_RESISTANT}`,
      AAL2_PHISHING_RESISTANT,
    ],
  ])('%s', async (_, acr_values, level) => {
    expect(await treated('authentication-level', { acr_values }, { default_aal: 3 })).toEqual([
      { values: [level] },
    ]);
  });

  test.each([
    ['AAL2 of the portal', 2, AAL2],
    ['3 of the portal stands for phishing-resistant AAL2', 3, AAL2_PHISHING_RESISTANT],
    ['AAL1 of the portal does not count', 1, DUO],
    ['none in the portal', null, DUO],
  ] as const)('not named: %s', async (_, default_aal, level) => {
    expect(await treated('authentication-level', {}, { default_aal })).toEqual([{ values: [level] }]);
  });

  test('not named and the portal unknown: it depends', async () => {
    expect(await treated('authentication-level', {})).toEqual([{ values: [], dependsOnPortal: true }]);
  });

  test('AAL1 in acr_values is none that Login.gov knows', async () => {
    const acr_values = `${AUTH_ONLY} ${AAL1}`;
    expect(await treated('authentication-level', { acr_values }, { default_aal: 2 })).toEqual([
      { values: [AAL2] },
    ]);
  });
});

describe('ignored acr values', () => {
  test('none where each has its use', async () => {
    expect(await treated('ignored-contexts', { acr_values: `${AUTH_ONLY} ${AAL2}` })).toEqual([]);
  });

  test('a misspelt one with the value that is probably meant, a strange one without', async () => {
    const acr_values = `${AUTH_ONLY} urn:acr.login.gov:verifed nonsense`;
    expect(await treated('ignored-contexts', { acr_values })).toEqual([
      { values: ['urn:acr.login.gov:verifed', 'nonsense'], meant: [VERIFIED, null] },
    ]);
  });

  test('known ones that another goes before', async () => {
    const acr_values = `${AUTH_ONLY} ${VERIFIED} ${AAL2} ${AAL3}`;
    expect(await treated('ignored-contexts', { acr_values })).toEqual([{ values: [AUTH_ONLY, AAL2] }]);
  });

  test('at most 20 unknown ones', async () => {
    const acr_values = [AUTH_ONLY, ...Array.from({ length: 50 }, (_, at) => `x${at}`)].join(' ');
    const [item] = await treated('ignored-contexts', { acr_values });
    expect(item?.values).toHaveLength(20);
  });
});

describe('claims', () => {
  test.each([
    ['each once', 'openid email email', AUTH_ONLY, ['email', 'email_verified']],
    ['openid gives none of its own', 'openid', AUTH_ONLY, []],
    ['of proofing only with proofing', 'openid profile:name', VERIFIED, ['given_name', 'family_name']],
    ['of proofing with IALMAX', 'openid address', IALMAX, ['address']],
    ['not of proofing without it', 'openid email profile:name', AUTH_ONLY, ['email', 'email_verified']],
    ['none without a scope', undefined, AUTH_ONLY, []],
  ])('%s', async (_, scope, acr_values, claims) => {
    expect(await treated('attributes', { scope, acr_values })).toEqual([{ values: claims }]);
  });

  test('without a service level the registered one decides', async () => {
    const parameters = { acr_values: AAL2, scope: 'openid phone' };
    expect(await treated('attributes', parameters)).toEqual([{ values: [], dependsOnPortal: true }]);
    expect(await treated('attributes', parameters, { ial: 2 })).toEqual([
      { values: ['phone', 'phone_verified'] },
    ]);
    expect(await treated('attributes', parameters, { ial: 1 })).toEqual([{ values: [] }]);
  });

  test('without a service level, scopes that need no proofing do not depend on anything', async () => {
    expect(await treated('attributes', { acr_values: AAL2, scope: 'openid locale' })).toEqual([
      { values: ['locale'] },
    ]);
  });
});

describe('ignored scopes', () => {
  test('none where all are granted', async () => {
    expect(await treated('ignored-attributes', { scope: 'openid email' })).toEqual([]);
  });

  test.each([
    ['another case', 'Email', 'email'],
    ['the name of a claim', 'given_name', 'profile:name'],
    ['one of another provider', 'offline_access', null],
  ])('unknown: %s', async (_, scope, meant) => {
    expect(await treated('ignored-attributes', { scope: `openid ${scope}` })).toEqual([
      { values: [scope], meant: [meant] },
    ]);
  });

  test('of proofing without it', async () => {
    expect(await treated('ignored-attributes', { scope: 'openid address phone' })).toEqual([
      { values: ['address', 'phone'] },
    ]);
    expect(await treated('ignored-attributes', { scope: 'openid address', acr_values: VERIFIED })).toEqual(
      [],
    );
  });

  test('verified_at comes back empty to an application that is not registered for proofing', async () => {
    const scope = 'openid profile:verified_at';
    expect(await treated('ignored-attributes', { scope }, { ial: 1 })).toEqual([
      { values: ['profile:verified_at'] },
    ]);
    expect(await treated('ignored-attributes', { scope }, { ial: 2 })).toEqual([]);
    expect(await treated('ignored-attributes', { scope })).toEqual([]);
  });

  test('at most 20 unknown ones', async () => {
    const scope = ['openid', ...Array.from({ length: 50 }, (_, at) => `x${at}`)].join(' ');
    const [item] = await treated('ignored-attributes', { scope });
    expect(item?.values).toHaveLength(20);
  });

  test('a deployment that refuses such requests is named', async () => {
    const scope = 'openid address';
    const sentences = async (unauthorized_scope_enabled: boolean) =>
      (await treatment({ scope }, { deployment: { unauthorized_scope_enabled } }))
        .filter(({ topic }) => topic === 'ignored-attributes')
        .map(({ because }) => because);
    expect((await sentences(true)).join()).toContain('refuses the request');
    expect((await sentences(false)).join()).not.toContain('refuses the request');
  });
});

describe('ignored parameters', () => {
  test('none in a plain request', async () => {
    expect(await treated('ignored-parameters', {})).toEqual([]);
  });

  test('those of the standard, and others', async () => {
    expect(await treated('ignored-parameters', { max_age: '60', foo: 'bar' })).toEqual([
      { values: ['max_age', 'foo'] },
    ]);
  });

  test('code_challenge_method counts only beside a code_challenge', async () => {
    expect(await treated('ignored-parameters', { code_challenge_method: 'S256' })).toEqual([
      { values: ['code_challenge_method'] },
    ]);
    expect(
      await treated('ignored-parameters', { code_challenge_method: 'S256', code_challenge: 'a'.repeat(43) }),
    ).toEqual([]);
  });

  test('verified_within counts for those on the list', async () => {
    const parameters = { verified_within: '60d' };
    const values = ['verified_within'];
    expect(await treated('ignored-parameters', parameters)).toEqual([{ values, dependsOnPortal: true }]);
    expect(await treated('ignored-parameters', parameters, {})).toEqual([{ values }]);
    expect(await treated('ignored-parameters', parameters, { verified_within_allowed: true })).toEqual([]);
  });
});

describe('prompt', () => {
  test.each<[string, string | undefined, PortalConfiguration | undefined, Facts]>([
    ['absent', undefined, undefined, { values: ['select_account'] }],
    ['select_account', 'select_account', undefined, { values: ['select_account'] }],
    ['login, portal unknown', 'login', undefined, { values: ['login'], dependsOnPortal: true }],
    ['login, registered', 'login', { allow_prompt_login: true }, { values: ['login'] }],
    ['login, not registered', 'login', { allow_prompt_login: false }, { values: [] }],
    ['create, portal unknown', 'create', undefined, { values: ['create'], dependsOnPortal: true }],
    ['create, on the list', 'create', { create_prompt_allowed: true }, { values: ['create'] }],
    ['create, not on the list', 'create', {}, { values: [] }],
    ['none', 'none', undefined, { values: [] }],
    ['several', 'login select_account', undefined, { values: [] }],
  ])('%s', async (_, prompt, portal, facts) => {
    expect(await treated('prompt', { prompt }, portal)).toEqual([facts]);
  });
});

describe('where the response goes', () => {
  test('to the redirect_uri, if it is registered', async () => {
    expect(await treated('response-url', {})).toEqual([{ values: [CALLBACK], dependsOnPortal: true }]);
    expect(await treated('response-url', {}, { redirect_uris: [CALLBACK] })).toEqual([
      { values: [CALLBACK] },
    ]);
    expect(await treated('response-url', {}, { redirect_uris: ['https://other.example.gov/'] })).toEqual([
      { values: [] },
    ]);
  });

  test.each([
    ['absent', undefined],
    ['blank', ' '],
  ])('nowhere: redirect_uri is %s', async (_, redirect_uri) => {
    expect(await treated('response-url', { redirect_uri })).toEqual([{ values: [] }]);
  });
});
