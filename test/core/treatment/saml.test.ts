import { describe, expect, test } from 'vitest';
import { decodeMessages } from '../../../src/core/decode/messages.ts';
import { CaptureHistory } from '../../../src/core/history.ts';
import { inspect } from '../../../src/core/index.ts';
import { AAL1, AUTH_ONLY, DUO, IALMAX, VERIFIED } from '../../../src/core/login-gov/acr-values.ts';
import {
  NAME_ID_EMAIL,
  NAME_ID_EMAIL_2_0,
  NAME_ID_PERSISTENT,
  NAME_ID_UNSPECIFIED,
} from '../../../src/core/login-gov/name-id-formats.ts';
import { REQUESTED_ATTRIBUTES_URI } from '../../../src/core/login-gov/saml-attributes.ts';
import type { PortalConfiguration, TreatmentItem, TreatmentTopic } from '../../../src/core/model/index.ts';
import { DEFAULT_DEPLOYMENT, type RuleContext } from '../../../src/core/rules/rule.ts';
import { treatSamlRequest } from '../../../src/core/treatment/saml.ts';
import {
  ACS,
  type AuthnRequestParts,
  authnRequest,
  logoutRequest,
  requestCapture,
  SAML_ISSUER,
  samlPost,
  samlRedirectUrl,
  type Values,
} from '../../support/builders.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const AAL2_PHISHING_RESISTANT = `${AAL2}?phishing_resistant=true`;
const IAL1 = 'http://idmanagement.gov/ns/assurance/ial/1';
const IAL2 = 'http://idmanagement.gov/ns/assurance/ial/2';

async function treatment(parts: AuthnRequestParts, portal?: PortalConfiguration, fields: Values = {}) {
  const capture = requestCapture(samlPost(authnRequest(parts), fields));
  const options = portal === undefined ? {} : { portal: { issuer: SAML_ISSUER, ...portal } };
  const [treated] = (await inspect(capture, options)).flows[0]?.treatments ?? [];
  if (treated === undefined) throw new Error('The request is not treated.');
  return treated.items;
}

/** The items of that topic, without their sentences. */
async function treated(
  topic: TreatmentTopic,
  parts: AuthnRequestParts,
  portal?: PortalConfiguration,
  fields?: Values,
): Promise<Omit<TreatmentItem, 'because' | 'topic'>[]> {
  const items = await treatment(parts, portal, fields);
  return items.filter((item) => item.topic === topic).map(({ because: _, topic: __, ...rest }) => rest);
}

const asking = (names: string, level = AUTH_ONLY): AuthnRequestParts => ({
  classRefs: [level, REQUESTED_ATTRIBUTES_URI + names],
});

describe('which requests are treated', () => {
  test('an AuthnRequest, with its items in the order of a reader', async () => {
    const items = await treatment({});
    expect(items.map(({ topic }) => topic)).toEqual([
      'service-level',
      'authentication-level',
      'attributes',
      'name-id-format',
      'response-url',
      'encryption',
    ]);
    for (const { because } of items) expect(because).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    ['a LogoutRequest', samlPost(logoutRequest())],
    ['what is no XML', { ...samlPost(authnRequest()), body: [{ name: 'SAMLRequest', value: 'AAAA' }] }],
    ['another document', samlPost('<x/>')],
  ])('not %s', async (_, request) => {
    expect((await inspect(requestCapture(request))).flows[0]?.treatments).toEqual([]);
  });
});

describe('the service level', () => {
  test.each<[string, AuthnRequestParts, PortalConfiguration | undefined, object]>([
    ['is the one requested', {}, undefined, { values: [AUTH_ONLY] }],
    [
      'is the first in the order of Login.gov, not of the document',
      { classRefs: [IAL1, AUTH_ONLY, VERIFIED] },
      undefined,
      { values: [VERIFIED] },
    ],
    [
      'depends on the portal without one',
      { classRefs: [AAL2] },
      undefined,
      { values: [], dependsOnPortal: true },
    ],
    ['is that of the portal without one', { classRefs: [AAL2] }, { ial: 2 }, { values: [IAL2] }],
    ['is sign-in alone where the portal has none', { classRefs: [] }, { ial: null }, { values: [IAL1] }],
    ['is raised by minimum', { comparison: 'minimum' }, { ial: 2 }, { values: [IALMAX] }],
    ['is not raised by better', { comparison: 'better' }, { ial: 2 }, { values: [AUTH_ONLY] }],
    ['is not raised without proofing', { comparison: 'minimum' }, { ial: 1 }, { values: [AUTH_ONLY] }],
    [
      'is likely the requested one with minimum',
      { comparison: 'minimum' },
      undefined,
      { values: [AUTH_ONLY], dependsOnPortal: true },
    ],
    [
      'is proofing with minimum, whatever the portal',
      { comparison: 'minimum', classRefs: [VERIFIED] },
      undefined,
      { values: [VERIFIED] },
    ],
  ])('%s', async (_, parts, portal, item) => {
    expect(await treated('service-level', parts, portal)).toEqual([item]);
  });
});

describe('the authentication level', () => {
  test.each<[string, readonly string[], PortalConfiguration | undefined, object]>([
    [
      'is the first in the document',
      [AUTH_ONLY, AAL2, AAL2_PHISHING_RESISTANT],
      undefined,
      { values: [AAL2] },
    ],
    ['may be AAL1 beside a valid value', [AAL1, AAL2], { default_aal: 3 }, { values: [AAL1] }],
    ['depends on the portal without one', [AUTH_ONLY], undefined, { values: [], dependsOnPortal: true }],
    ['is that of the portal without one', [AUTH_ONLY], { default_aal: 2 }, { values: [AAL2] }],
    [
      'is resistant to phishing for 3',
      [AUTH_ONLY],
      { default_aal: 3 },
      { values: [AAL2_PHISHING_RESISTANT] },
    ],
    ['is the default where the portal has none', [AUTH_ONLY], { default_aal: null }, { values: [DUO] }],
    ['is that of the portal for an unknown one', [`${AAL2}x`, AAL2], { default_aal: 2 }, { values: [AAL2] }],
    ['is read out of white space', [AUTH_ONLY, `${AAL2}\n`], undefined, { values: [AAL2] }],
  ])('%s', async (_, classRefs, portal, item) => {
    expect(await treated('authentication-level', { classRefs }, portal)).toEqual([item]);
  });
});

describe('ignored class references', () => {
  test('are none where each counts', async () => {
    expect(await treated('ignored-contexts', asking('email', VERIFIED))).toEqual([]);
  });

  test('are the unknown, with what they most likely mean, and the outranked', async () => {
    const classRefs = [
      'urn:acr.login.gov:verifed',
      'nonsense',
      IAL1,
      VERIFIED,
      AAL2,
      AAL2_PHISHING_RESISTANT,
    ];
    expect(await treated('ignored-contexts', { classRefs })).toEqual([
      { values: ['urn:acr.login.gov:verifed', 'nonsense'], meant: [VERIFIED, null] },
      { values: [IAL1, AAL2_PHISHING_RESISTANT] },
    ]);
  });

  test('are listed as long as somebody may read them', async () => {
    const classRefs = [AUTH_ONLY, ...Array.from({ length: 500 }, (_, index) => `x${index}`)];
    const [unknown] = await treated('ignored-contexts', { classRefs });
    expect(unknown?.values).toHaveLength(20);
  });
});

describe('attributes', () => {
  test('are those of the request', async () => {
    expect(await treated('attributes', asking('email,ascii'))).toEqual([
      { values: ['uuid', 'email', 'aal', 'ial'] },
    ]);
    expect(await treated('ignored-attributes', asking('email,ascii'))).toEqual([]);
  });

  test('of a proofed person have verified_at', async () => {
    expect(await treated('attributes', asking('first_name', VERIFIED))).toEqual([
      { values: ['uuid', 'first_name', 'verified_at', 'aal', 'ial'] },
    ]);
  });

  test('of x509 come together', async () => {
    expect(await treated('attributes', asking('x509_presented'))).toEqual([
      { values: ['uuid', 'aal', 'ial', 'x509_subject', 'x509_issuer', 'x509_presented'] },
    ]);
  });

  test('are those of the portal where the request names none', async () => {
    expect(await treated('attributes', {}, { attribute_bundle: ['email'] })).toEqual([
      { values: ['uuid', 'email', 'aal', 'ial'] },
    ]);
    expect(await treated('attributes', {})).toEqual([
      { values: ['uuid', 'aal', 'ial'], dependsOnPortal: true },
    ]);
  });

  test('are none but the usual for an empty list', async () => {
    expect(await treated('attributes', asking(''), { attribute_bundle: ['email'] })).toEqual([
      { values: ['uuid', 'aal', 'ial'] },
    ]);
  });

  test('are likely as requested where the level depends on the portal', async () => {
    const parts = { classRefs: [`${REQUESTED_ATTRIBUTES_URI}ssn`] };
    expect(await treated('attributes', parts)).toEqual([
      { values: ['uuid', 'ssn', 'verified_at', 'aal', 'ial'], dependsOnPortal: true },
    ]);
    expect(await treated('attributes', parts, { ial: 1 })).toEqual([{ values: ['uuid', 'aal', 'ial'] }]);
  });

  test('are ignored each for its reason, with the names that were likely meant', async () => {
    const names = 'ssn,verified_at,x509_issuer,SSN,GivenName,address,nonsense';
    expect(await treated('ignored-attributes', asking(names), { ial: 1 })).toEqual([
      { values: ['ssn'] },
      { values: ['verified_at'] },
      { values: ['x509_issuer'] },
      {
        values: ['SSN', 'GivenName', 'address', 'nonsense'],
        meant: ['ssn', 'first_name', 'address1,address2,city,state,zipcode', null],
      },
    ]);
  });
});

describe('the NameID format', () => {
  const allowed = { email_nameid_format_allowed: true, use_legacy_name_id_behavior: false };
  const refused = { email_nameid_format_allowed: false, use_legacy_name_id_behavior: false };
  const legacy = { email_nameid_format_allowed: false, use_legacy_name_id_behavior: true };

  test.each<[string | undefined, PortalConfiguration | undefined, object]>([
    [NAME_ID_PERSISTENT, undefined, { values: [NAME_ID_PERSISTENT] }],
    [NAME_ID_EMAIL, allowed, { values: [NAME_ID_EMAIL] }],
    [NAME_ID_EMAIL, refused, { values: [] }],
    [NAME_ID_EMAIL, undefined, { values: [NAME_ID_EMAIL], dependsOnPortal: true }],
    [NAME_ID_EMAIL_2_0, refused, { values: [NAME_ID_PERSISTENT] }],
    [NAME_ID_EMAIL_2_0, legacy, { values: [] }],
    [NAME_ID_UNSPECIFIED, allowed, { values: [NAME_ID_EMAIL] }],
    [NAME_ID_UNSPECIFIED, legacy, { values: [NAME_ID_PERSISTENT] }],
    [NAME_ID_UNSPECIFIED, undefined, { values: [NAME_ID_PERSISTENT], dependsOnPortal: true }],
    [undefined, allowed, { values: [NAME_ID_EMAIL] }],
    [undefined, { email_nameid_format_allowed: false }, { values: [NAME_ID_PERSISTENT] }],
  ])('for %s with %j', async (nameIdFormat, portal, item) => {
    const parts = nameIdFormat === undefined ? {} : { nameIdFormat };
    expect(await treated('name-id-format', parts, portal)).toEqual([item]);
  });
});

describe('the response goes', () => {
  const parts = { attributes: { AssertionConsumerServiceURL: 'https://app.example.gov/other' } };

  test.each<[string, AuthnRequestParts, PortalConfiguration | undefined, object]>([
    ['to the registered URL', parts, { acs_url: ACS }, { values: [ACS] }],
    [
      'to the one requested where none is registered',
      parts,
      { acs_url: null },
      { values: [parts.attributes.AssertionConsumerServiceURL] },
    ],
    ['nowhere where the registered one is blank', parts, { acs_url: ' ' }, { values: [] }],
    ['nowhere where there is none', {}, { acs_url: null }, { values: [] }],
    ['where the portal says', {}, undefined, { values: [], dependsOnPortal: true }],
  ])('%s', async (_, request, portal, item) => {
    expect(await treated('response-url', request, portal)).toEqual([item]);
  });
});

describe('the response is encrypted', () => {
  const certs = ['first', 'second'];

  test.each<[string, PortalConfiguration | undefined, object]>([
    ['not where the portal says so', { block_encryption: 'none', certs }, { values: [] }],
    ['for nobody without a certificate', { block_encryption: 'aes256-cbc', certs: [] }, { values: [] }],
    [
      'for the first certificate where the request is not signed',
      { block_encryption: 'aes256-cbc', certs },
      { values: ['certificate 1 of 2'] },
    ],
    [
      'perhaps, where the portal does not say how',
      { certs },
      { values: ['certificate 1 of 2'], dependsOnPortal: true },
    ],
    ['for a certificate of the portal', undefined, { values: [], dependsOnPortal: true }],
  ])('%s', async (_, portal, item) => {
    expect(await treated('encryption', {}, portal)).toEqual([item]);
  });

  test('for the certificate that verifies the signature', () => {
    const [flow] = requestCapture(samlRedirectUrl(authnRequest())).flows;
    const [request] = flow === undefined ? [] : decodeMessages(flow);
    if (flow === undefined || request?.kind !== 'saml-authn-request') throw new Error('No AuthnRequest.');
    const attempts = [
      { certificate: 'CN=first', outcome: 'key_validation_error' },
      { certificate: 'CN=second', outcome: 'verified' },
    ] as const;
    const context: RuleContext = {
      flow,
      messages: [request],
      formActions: [],
      portal: { certs, block_encryption: 'aes256-cbc' },
      portalGiven: true,
      signatures: new Map([
        [
          request.hop,
          {
            hop: request.hop,
            by: 'parameter',
            algorithm: '',
            atLoginGov: { outcome: 'verified', matchingCertificate: 1, attempts },
            bySpecification: { outcome: 'verified', certificateFrom: 'portal' },
          },
        ],
      ]),
      codeVerifiers: new Map(),
      clientAssertions: new Map(),
      history: new CaptureHistory(),
      hop: () => undefined,
      deployment: DEFAULT_DEPLOYMENT,
    };
    const items = treatSamlRequest(request, context)?.items;
    expect(items?.find(({ topic }) => topic === 'encryption')).toEqual({
      topic: 'encryption',
      values: ['CN=second'],
      because: 'Registered certificate 2 of 2: it verifies the signature of the request.',
    });
  });
});

describe('prompt', () => {
  test.each<[string, PortalConfiguration | undefined, object]>([
    ['create', { create_prompt_allowed: true }, { values: ['create'] }],
    ['create', {}, { values: [] }],
    ['create', undefined, { values: [], dependsOnPortal: true }],
    ['login', undefined, { values: [] }],
  ])('%s with %j', async (prompt, portal, item) => {
    expect(await treated('prompt', {}, portal, { prompt })).toEqual([item]);
  });
});
