import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessages } from '../../src/core/decode/messages.ts';
import { captureFromRequest, type InspectOptions, inspect } from '../../src/core/index.ts';
import { LIMITS } from '../../src/core/limits.ts';
import type { Capture, Message, PortalConfiguration } from '../../src/core/model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  LOGIN_GOV,
  logoutRequest,
  samlPost,
} from '../../src/core/rules/example-support/index.ts';
import { HarError } from '../../src/formats/har/har-error.ts';
import { importHar } from '../../src/formats/har/import-har.ts';

/** For any input: nothing throws, no rule crashes, no bound is exceeded, no text is changed. */

/** The same cases each time; `SEED=7 npx vitest run test/core/properties.test.ts` tries others. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });

const RUNS = { numRuns: 300 };

const PATHS = [
  '/openid_connect/authorize',
  '/openid_connect/logout',
  '/api/openid_connect/token',
  '/api/openid_connect/userinfo',
  '/api/saml/auth2026',
  '/api/saml/logout2026',
  '/api/saml/remotelogout2026',
  '/api/saml/authpost2026',
  '/api/saml/auth',
  '/fr/openid_connect/authorize',
  '/nowhere',
];

const NAMES = [
  'acr_values',
  'client_id',
  'client_assertion',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'id_token_hint',
  'locale',
  'nonce',
  'post_logout_redirect_uri',
  'prompt',
  'redirect_uri',
  'RelayState',
  'response_type',
  'SAMLRequest',
  'SAMLResponse',
  'scope',
  'scope[]',
  'SigAlg',
  'Signature',
  'state',
  'verified_within',
];

/** Text with what decoders stumble over: escapes, separators, white space, markup, lone surrogates. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      ...'%+&=[];<>"\'\\ \t\n\0/?#:.,*@!-_~',
      'a',
      'Z',
      '0',
      'é',
      '\ud800',
      '🔑',
      '%C3',
      '%00',
    ),
    maxLength: 40,
  }),
  fc.constantFrom(
    '',
    ' ',
    'urn:acr.login.gov:auth-only',
    'urn:acr.login.gov:verified',
    'http://idmanagement.gov/ns/assurance/ial/2',
    'openid email profile',
    'code',
    'login',
    'S256',
    'https://app.example.gov/auth/result',
    'app://x',
    'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4IiwiaWF0IjoxfQ.AAAA',
    '1m',
  ),
);

const xml = fc.oneof(
  fc.constantFrom(authnRequest(), logoutRequest(), authnRequest({ classRefs: ['', ' '] })),
  fc
    .tuple(fc.constantFrom(authnRequest(), logoutRequest()), fc.nat(2000), fc.nat(60), text)
    .map(([request, at, length, put]) => request.slice(0, at) + put + request.slice(at + length)),
  text,
);

const samlRequest = fc.oneof(
  xml.map((message) => deflateRawSync(message).toString('base64')),
  xml.map((message) => Buffer.from(message).toString('base64')),
  fc
    .tuple(xml, fc.nat(800))
    .map(([message, end]) => deflateRawSync(message).subarray(0, end).toString('base64')),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  xml,
);

const parameterPair = fc.oneof(
  fc.tuple(fc.constantFrom(...NAMES), text),
  fc.tuple(fc.constant('SAMLRequest'), samlRequest),
  fc.tuple(text, text),
);

const encoded = fc.oneof(
  fc
    .array(parameterPair, { maxLength: 14 })
    .map((pairs) => pairs.map(([name, value]) => `${escapeWell(name)}=${escapeWell(value)}`).join('&')),
  fc.array(parameterPair, { maxLength: 6 }).map((pairs) => pairs.map((pair) => pair.join('=')).join('&')),
);

const request = fc
  .record({
    path: fc.constantFrom(...PATHS),
    query: encoded,
    method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'),
    body: fc.option(encoded, { nil: undefined }),
    time: fc.option(fc.nat(), { nil: undefined }),
    headers: fc.dictionary(fc.constantFrom('Authorization', 'Sec-Fetch-Dest', 'Sec-Fetch-Mode'), text),
  })
  .map(({ path, query, method, body, time, headers }) =>
    captureFromRequest({
      url: `${LOGIN_GOV}${path}?${query}`,
      method,
      headers,
      ...(body !== undefined && { body }),
      ...(time !== undefined && { time }),
    }),
  );

const portal: fc.Arbitrary<PortalConfiguration> = fc.record(
  {
    issuer: fc.constantFrom('urn:gov:gsa:openidconnect.profiles:sp:sso:example_agency:app', 'other'),
    redirect_uris: fc.array(text, { maxLength: 3 }),
    acs_url: fc.option(text),
    assertion_consumer_logout_service_url: fc.option(text),
    certs: fc.array(text, { maxLength: 2 }),
    ial: fc.constantFrom(1, 2, null),
    default_aal: fc.constantFrom(1, 2, 3, null),
    active: fc.boolean(),
    pkce: fc.option(fc.boolean()),
    allow_prompt_login: fc.boolean(),
    block_encryption: text,
    email_nameid_format_allowed: fc.boolean(),
    use_legacy_name_id_behavior: fc.boolean(),
    attribute_bundle: fc.array(text, { maxLength: 3 }),
    ialmax_allowed: fc.boolean(),
    create_prompt_allowed: fc.boolean(),
    verified_within_allowed: fc.boolean(),
  },
  { requiredKeys: [] },
);

const options: fc.Arbitrary<InspectOptions> = fc.record(
  { portal, now: fc.nat(), certificates: fc.array(text, { maxLength: 2 }) },
  { requiredKeys: [] },
);

function escapeWell(value: string): string {
  return encodeURIComponent(wellFormed(value));
}

/** Lone surrogates become U+FFFD, as in every encoding to UTF-8. */
function wellFormed(value: string): string {
  return Buffer.from(value).toString();
}

async function crashes(capture: Capture, given: InspectOptions): Promise<readonly string[]> {
  const { flows } = await inspect(capture, given);
  return flows.flatMap(({ skipped }) =>
    skipped.filter(({ reason }) => reason === 'crashed').map(({ rule, detail }) => `${rule}: ${detail}`),
  );
}

function withinBounds(message: Message): void {
  if ('parameters' in message) expect(message.parameters.length).toBeLessThanOrEqual(2 * LIMITS.parameters);
  if (!('decoding' in message)) return;
  expect(message.decoding.xml?.length ?? 0).toBeLessThanOrEqual(LIMITS.encodedLength);
  const document = message.document;
  if (document !== undefined && 'classRefs' in document) {
    expect(document.classRefs.length).toBeLessThanOrEqual(LIMITS.classRefs);
  }
}

describe('any request', () => {
  test('is decoded within bounds, and crashes no rule', async () => {
    await fc.assert(
      fc.asyncProperty(request, options, async (capture, given) => {
        for (const flow of capture.flows) for (const message of decodeMessages(flow)) withinBounds(message);
        expect(await crashes(capture, given)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('to the authorize endpoint, one parameter changed at will', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), text, options, async (name, value, given) => {
        const url = authorizeUrl({ [name]: wellFormed(value) });
        expect(await crashes(captureFromRequest({ url }), given)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('gives plain JSON', async () => {
    await fc.assert(
      fc.asyncProperty(request, options, async (capture, given) => {
        const inspection = await inspect(capture, given);
        expect(JSON.parse(JSON.stringify(inspection))).toEqual(inspection);
      }),
      { numRuns: 60 },
    );
  });
});

describe('XML', () => {
  const shown = (capture: Capture) => {
    const [message] = capture.flows.flatMap(decodeMessages);
    return message !== undefined && 'decoding' in message ? message.decoding.xml : undefined;
  };
  const wellFormedText = fc.string({ unit: 'grapheme', maxLength: 50 }).map(wellFormed);
  const sent = wellFormedText.map((value) => authnRequest({ issuer: value, classRefs: [value] }));

  test('posted is shown as it was sent, character by character', () => {
    fc.assert(
      fc.property(sent, (message) => {
        expect(shown(captureFromRequest(samlPost(message)))).toBe(message);
      }),
      RUNS,
    );
  });

  test('deflated is shown as it was before', () => {
    fc.assert(
      fc.property(sent, (message) => {
        const value = encodeURIComponent(deflateRawSync(message).toString('base64'));
        const url = `${LOGIN_GOV}/api/saml/auth2026?SAMLRequest=${value}`;
        expect(shown(captureFromRequest({ url }))).toBe(message);
      }),
      RUNS,
    );
  });

  test('gives the texts that were put in', () => {
    fc.assert(
      fc.property(wellFormedText, (value) => {
        const [message] = captureFromRequest(
          samlPost(authnRequest({ issuer: value, classRefs: [value] })),
        ).flows.flatMap(decodeMessages);
        if (message?.kind !== 'saml-authn-request') throw new Error('No AuthnRequest was decoded.');
        expect([message.document?.issuer, message.document?.classRefs]).toEqual([value, [value]]);
      }),
      RUNS,
    );
  });
});

describe('any HAR', () => {
  const real = readFileSync(new URL('../fixtures/har/chromium-oidc-gap.har', import.meta.url), 'utf8');
  const mutated = fc
    .tuple(fc.nat(real.length), fc.nat(300), text)
    .map(([at, length, put]) => real.slice(0, at) + put + real.slice(at + length));

  test('is imported or refused with one clear error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, text, fc.json()), async (har) => {
        try {
          const { capture, warnings } = importHar(har);
          expect(warnings.every((warning) => !warning.includes('\n'))).toBe(true);
          expect(await crashes(capture, {})).toEqual([]);
        } catch (error) {
          if (!(error instanceof HarError)) throw error;
          expect(error.message).toMatch(/^[^\n]+$/);
        }
      }),
      { numRuns: 120 },
    );
  });
});
