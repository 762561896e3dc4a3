import { describe, expect, test } from 'vitest';
import { type InspectOptions, inspect } from '../../../src/core/index.ts';
import { AAL1, AUTH_ONLY, DUO, IALMAX, VERIFIED } from '../../../src/core/login-gov/acr-values.ts';
import type { PortalConfiguration, TreatmentItem, TreatmentTopic } from '../../../src/core/model/index.ts';
import {
  authorizeUrl,
  CALLBACK,
  CLIENT_ID,
  logoutUrl,
  requestCapture,
  type Values,
} from '../../support/builders.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const AAL2_PHISHING_RESISTANT = `${AAL2}?phishing_resistant=true`;
const AAL3 = 'http://idmanagement.gov/ns/assurance/aal/3';
const IAL1 = 'http://idmanagement.gov/ns/assurance/ial/1';
const IAL2 = 'http://idmanagement.gov/ns/assurance/ial/2';
const LOA3 = 'http://idmanagement.gov/ns/assurance/loa/3';
const FACIAL_MATCH = 'urn:acr.login.gov:verified-facial-match-required';
const FACIAL_MATCH_PREFERRED = 'urn:acr.login.gov:verified-facial-match-preferred';

/** The configuration of another application: nothing in it is about the request. */
const OTHERS: PortalConfiguration = {
  issuer: 'urn:gov:gsa:openidconnect.profiles:sp:sso:other_agency:app',
  redirect_uris: ['https://other.example.gov/'],
  allow_prompt_login: true,
  create_prompt_allowed: true,
  verified_within_allowed: true,
  default_aal: 3,
  ial: 2,
};

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

/** The sentences of that topic. */
async function sentences(topic: TreatmentTopic, parameters: Values, options?: InspectOptions) {
  const items = await treatment(parameters, options);
  return items.filter((item) => item.topic === topic).map(({ because }) => because);
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
  for (const { because } of items) expect(because).toMatch(/^[A-Za-z].*\.$/);
});

test('a logout request is not treated', async () => {
  expect((await inspect(requestCapture(logoutUrl()))).flows[0]?.treatments).toEqual([]);
});

describe('service level', () => {
  test.each([
    ['the one that is asked for', VERIFIED, VERIFIED],
    ['an older name stays what it is', IAL1, IAL1],
    ['proofing before sign-in alone', `${AUTH_ONLY} ${VERIFIED}`, VERIFIED],
    ['a facial match before proofing without one', `${VERIFIED} ${FACIAL_MATCH}`, FACIAL_MATCH],
    ['IALMAX', IALMAX, IALMAX],
    ['IALMAX before sign-in alone, after proofing', `${AUTH_ONLY} ${IALMAX}`, IALMAX],
    ['proofing before IALMAX', `${IALMAX} ${VERIFIED}`, VERIFIED],
    [
      'a required facial match before a preferred one, by any of its names',
      `${FACIAL_MATCH_PREFERRED} ${IAL2}?bio=required`,
      `${IAL2}?bio=required`,
    ],
    ['in any ASCII white space', `\t${AUTH_ONLY}\n${VERIFIED}\f`, VERIFIED],
  ])('%s', async (_, acr_values, level) => {
    expect(await treated('service-level', { acr_values })).toEqual([{ values: [level] }]);
  });

  test.each([
    ['no acr_values', undefined],
    ['an authentication level alone', AAL2],
    ['another case', AUTH_ONLY.toUpperCase()],
    ['ial/2?strict=true alone', `${IAL2}?strict=true`],
    ['a no-break space between two values', `${AUTH_ONLY}\u00a0${VERIFIED}`],
  ])('none: %s', async (_, acr_values) => {
    expect(await treated('service-level', { acr_values })).toEqual([{ values: [] }]);
  });

  test('none, whatever is registered', async () => {
    expect(await treated('service-level', { acr_values: AAL2 }, { ial: 2 })).toEqual([{ values: [] }]);
  });

  test.each([
    [AUTH_ONLY, /sign-in alone/, /verif|facial/],
    [VERIFIED, /identity verification/, /facial/],
    [FACIAL_MATCH_PREFERRED, /facial match/, /sign-in/],
    [IALMAX, /users who have one, else sign-in alone/, /facial/],
  ])('%s: what it means', async (acr_values, meaning, other) => {
    const [because] = await sentences('service-level', { acr_values });
    expect(because).toMatch(meaning);
    expect(because).not.toMatch(other);
  });

  test('whether there was a choice', async () => {
    const [one] = await sentences('service-level', { acr_values: AUTH_ONLY });
    const [several] = await sentences('service-level', { acr_values: `${AUTH_ONLY} ${IAL1}` });
    expect(one).not.toContain('order');
    expect(several).toContain('order');
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
    [
      'HSPD-12 before resistance to phishing',
      `${AUTH_ONLY} ${AAL2_PHISHING_RESISTANT} ${AAL3}?hspd12=true`,
      `${AAL3}?hspd12=true`,
    ],
    ['Duo, although the portal has more', `${AUTH_ONLY} ${DUO}`, DUO],
    ['without a service level', AAL2, AAL2],
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
    for (const portal of [undefined, {}, OTHERS]) {
      expect(await treated('authentication-level', {}, portal)).toEqual([
        { values: [], dependsOnPortal: true },
      ]);
    }
  });

  test('AAL1 in acr_values is none that Login.gov knows', async () => {
    const acr_values = `${AUTH_ONLY} ${AAL1}`;
    expect(await treated('authentication-level', { acr_values }, { default_aal: 2 })).toEqual([
      { values: [AAL2] },
    ]);
  });

  test.each([
    [AUTH_ONLY, false],
    [AAL2, false],
    [IALMAX, true],
    [VERIFIED, true],
    [`${FACIAL_MATCH} ${DUO}`, true],
  ])('%s: whether the service level needs AAL2 in any case', async (acr_values, needed) => {
    const [because] = await sentences('authentication-level', { acr_values });
    expect(because?.includes('service level needs AAL2')).toBe(needed);
  });

  test('whether there was a choice', async () => {
    const [one] = await sentences('authentication-level', { acr_values: `${AUTH_ONLY} ${AAL2} ${AAL1}` });
    const [several] = await sentences('authentication-level', { acr_values: `${AUTH_ONLY} ${AAL2} ${DUO}` });
    expect(one).not.toContain('order');
    expect(several).toContain('order');
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

  test('unknown ones before outranked ones, each once', async () => {
    const acr_values = `${IAL1} x x ${AUTH_ONLY} ${IAL1} ${AAL1} ${IAL2}?strict=true`;
    expect(await treated('ignored-contexts', { acr_values })).toEqual([
      { values: ['x', AAL1], meant: [null, AAL2] },
      { values: [IAL1, `${IAL2}?strict=true`] },
    ]);
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
    [
      'each once, though two scopes give it',
      'profile profile:birthdate x509 x509:issuer',
      VERIFIED,
      [
        'given_name',
        'family_name',
        'birthdate',
        'verified_at',
        'x509_subject',
        'x509_presented',
        'x509_issuer',
      ],
    ],
    // Login.gov allows scopes by the value that is greatest in byte order, not by the one that it goes by.
    [
      'not of proofing where scopes are allowed by auth-only',
      'phone',
      `${IAL2}?bio=required ${AUTH_ONLY}`,
      [],
    ],
    ['not of proofing where scopes are allowed by ial/1', 'phone', `${IALMAX} ${IAL1}`, []],
    ['of proofing where scopes are allowed by loa/3', 'address', `${LOA3} ${IAL1}`, ['address']],
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
    expect(await treated('ignored-attributes', parameters)).toEqual([]);
    expect(await treated('ignored-attributes', parameters, { ial: null })).toEqual([{ values: ['phone'] }]);
  });

  test('without a service level, scopes that need no proofing are granted in any case', async () => {
    expect(await treated('attributes', { acr_values: AAL2, scope: 'openid locale' })).toEqual([
      { values: ['locale'] },
    ]);
    expect(await treated('attributes', { acr_values: AAL2, scope: 'locale phone' })).toEqual([
      { values: ['locale'], dependsOnPortal: true },
    ]);
  });
});

describe('granted scopes', () => {
  test.each([
    ['several', 'openid email', 'The scopes openid, email count;'],
    ['several times the same', 'email email', 'The scope email counts;'],
    ['one', 'email', 'The scope email counts;'],
    ['none: refused', 'adress', 'refused'],
  ])('%s', async (_, scope, part) => {
    expect(await sentences('attributes', { scope })).toEqual([expect.stringContaining(part)]);
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
    ['twice the same', 'roles roles', null],
  ])('unknown: %s', async (_, scope, meant) => {
    expect(await treated('ignored-attributes', { scope: `openid ${scope}` })).toEqual([
      { values: [scope.split(' ')[0]], meant: [meant] },
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
    expect(await treated('ignored-attributes', { scope }, { ial: null })).toEqual([
      { values: ['profile:verified_at'] },
    ]);
    expect(await treated('ignored-attributes', { scope }, { ial: 2 })).toEqual([]);
    expect(await treated('ignored-attributes', { scope })).toEqual([]);
    expect(await treated('ignored-attributes', { scope: 'openid profile' }, { ial: 2 })).toEqual([
      { values: ['profile'] },
    ]);
  });

  test('verified_at comes back empty with IALMAX, too; with proofing the request is refused', async () => {
    const scope = 'openid profile:verified_at';
    expect(await treated('ignored-attributes', { scope, acr_values: IALMAX }, { ial: 1 })).toEqual([
      { values: ['profile:verified_at'] },
    ]);
    expect(await treated('ignored-attributes', { scope, acr_values: IALMAX }, { ial: 2 })).toEqual([]);
    // Of profile it is one claim of several.
    expect(await treated('ignored-attributes', { scope: 'profile', acr_values: IALMAX }, { ial: 1 })).toEqual(
      [],
    );
    expect(await treated('ignored-attributes', { scope, acr_values: VERIFIED }, { ial: 1 })).toEqual([]);
  });

  test('each for its reason', async () => {
    const scope = 'profile:verified_at ssn phone';
    expect(await treated('ignored-attributes', { scope }, { ial: 1 })).toEqual([
      { values: ['ssn'], meant: ['social_security_number'] },
      { values: ['phone'] },
      { values: ['profile:verified_at'] },
    ]);
  });

  test('at most 20 unknown ones', async () => {
    const scope = ['openid', ...Array.from({ length: 50 }, (_, at) => `x${at}`)].join(' ');
    const [item] = await treated('ignored-attributes', { scope });
    expect(item?.values).toHaveLength(20);
  });

  test.each([
    ['an unknown scope', { scope: 'openid adress' }, true],
    ['a scope of proofing', { scope: 'openid address' }, true],
    ['verified_at', { scope: 'profile:verified_at' }, true],
    ['with proofing', { scope: 'openid adress', acr_values: VERIFIED }, false],
    ['with IALMAX', { scope: 'profile:verified_at', acr_values: IALMAX }, false],
  ])('a deployment that refuses such requests is named: %s', async (_, parameters, refuses) => {
    const deployed = (unauthorized_scope_enabled: boolean) =>
      sentences('ignored-attributes', parameters, {
        portal: { issuer: CLIENT_ID, ial: 1 },
        deployment: { unauthorized_scope_enabled },
      });
    const named = expect.stringContaining('refuses the request');
    expect(await deployed(true)).toEqual([refuses ? named : expect.not.stringContaining('refuses')]);
    expect(await deployed(false)).toEqual([expect.not.stringContaining('refuses')]);
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

  test('each once, however often it is sent', async () => {
    const capture = requestCapture(`${authorizeUrl()}&max_age=1&max_age=2`);
    const items = (await inspect(capture)).flows[0]?.treatments[0]?.items ?? [];
    expect(items.find(({ topic }) => topic === 'ignored-parameters')?.values).toEqual(['max_age']);
  });

  test('at most 20', async () => {
    const parameters = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`x${at}`, '']));
    const [item] = await treated('ignored-parameters', parameters);
    expect(item?.values).toHaveLength(20);
  });

  test('each for its reason', async () => {
    const parameters = { max_age: '60', verified_within: '60d', code_challenge_method: 'S256' };
    expect(await treated('ignored-parameters', parameters, {})).toEqual([
      { values: ['max_age'] },
      { values: ['code_challenge_method'] },
      { values: ['verified_within'] },
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
    expect(await treated('ignored-parameters', parameters, OTHERS)).toEqual([
      { values, dependsOnPortal: true },
    ]);
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
    ['create, not on the list by its field', 'create', { create_prompt_allowed: false }, { values: [] }],
    ["create, another's portal", 'create', OTHERS, { values: ['create'], dependsOnPortal: true }],
    ['login, the field missing', 'login', {}, { values: ['login'], dependsOnPortal: true }],
    ["login, another's portal", 'login', OTHERS, { values: ['login'], dependsOnPortal: true }],
    ['empty', '', undefined, { values: [] }],
    ['another case', 'Login', { allow_prompt_login: true }, { values: [] }],
    ['none', 'none', undefined, { values: [] }],
    ['several', 'login select_account', undefined, { values: [] }],
  ])('%s', async (_, prompt, portal, facts) => {
    expect(await treated('prompt', { prompt }, portal)).toEqual([facts]);
  });
});

test('which prompt is taken where the request names none', async () => {
  const [absent] = await sentences('prompt', { prompt: undefined });
  const [named] = await sentences('prompt', { prompt: 'select_account' });
  expect(absent).toContain('names none');
  expect(named).not.toContain('names none');
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

  test('not where the URI is registered for another application', async () => {
    expect(await treated('response-url', {}, OTHERS)).toEqual([
      { values: [CALLBACK], dependsOnPortal: true },
    ]);
  });

  test.each([
    ['a host in another case', CALLBACK.replace('app.', 'APP.'), true],
    ['the port of the scheme', CALLBACK.replace('.gov/', '.gov:443/'), true],
    ['another path', `${CALLBACK}/`, false],
    ['what is no URI', 'https://app .example.gov/', false],
  ])('registered or not: %s', async (_, redirect_uri, isRegistered) => {
    expect(await treated('response-url', { redirect_uri }, { redirect_uris: [CALLBACK] })).toEqual([
      { values: isRegistered ? [redirect_uri] : [] },
    ]);
  });

  test.each([
    ['registered', { redirect_uris: [`${CALLBACK}#tab`] }],
    ['portal unknown', {}],
  ])('before the fragment, if there is one: %s', async (_, fields) => {
    const portal = { issuer: CLIENT_ID, ...fields };
    const [because] = await sentences('response-url', { redirect_uri: `${CALLBACK}#tab` }, { portal });
    const [plain] = await sentences('response-url', {}, { portal: { issuer: CLIENT_ID } });
    expect(because).toContain('before the fragment');
    expect(plain).not.toContain('fragment');
  });

  test.each([
    ['absent', undefined],
    ['blank', ' '],
  ])('nowhere: redirect_uri is %s', async (_, redirect_uri) => {
    expect(await treated('response-url', { redirect_uri })).toEqual([{ values: [] }]);
  });
});
