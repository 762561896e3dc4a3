import { describe, expect, test } from 'vitest';
import { captureFromRequest, inspect } from '../../src/core/index.ts';
import type { Capture, PortalConfiguration } from '../../src/core/model/index.ts';
import {
  authnRequest,
  authorizeUrl,
  base64,
  callbackUrl,
  deflatedBase64,
  flow,
  formNavigation,
  hop,
  LOGIN_GOV,
  navigation,
  pageHop,
  redirect,
  requestCapture,
  samlPost,
  samlRedirectUrl,
} from '../support/builders.ts';
import { type Random, seeded } from '../support/seeded.ts';

/** Whatever a capture holds, `inspect` answers with plain JSON and no rule crashes. */

const PORTAL: PortalConfiguration = {
  issuer: '',
  ial: null,
  redirect_uris: ['', 'not a url', 'x://', 'https://['],
};

async function expectAnswer(capture: Capture): Promise<void> {
  for (const options of [{}, { portal: PORTAL }]) {
    const inspection = await inspect(capture, options);
    expect(inspection.flows).toHaveLength(capture.flows.length);
    expect(JSON.parse(JSON.stringify(inspection))).toStrictEqual(inspection);
    const crashed = inspection.flows.flatMap(({ skipped }) =>
      skipped.filter(({ reason }) => reason === 'crashed'),
    );
    expect(crashed).toEqual([]);
  }
}

const NASTY = [
  '',
  ' ',
  '\0',
  '%',
  '%00',
  '%zz',
  '&',
  '=',
  '+',
  '#',
  '?',
  '/',
  '\\',
  '..',
  ':',
  '@',
  '[',
  '"',
  "'",
  '<',
  '&lt;',
  ']]>',
  '<!DOCTYPE',
  '__proto__',
  'constructor',
  'toString',
  '\ud800',
  '\udfff',
  '\u202e',
  '\ufeff',
  '😀',
  'İ',
  'ß',
  'https://',
  'javascript:alert(1)',
  'data:text/html,x',
  LOGIN_GOV,
  'acr_values',
  'SAMLRequest',
  'form-action',
  '*',
  ';',
  ',',
  '\r\n',
  'x'.repeat(10_000),
];

function nastyText(random: Random): string {
  return Array.from({ length: random.below(6) }, () => random.pick(NASTY)).join('');
}

/** The same without halves of characters, which the builders cannot percent-encode. */
function encodable(random: Random): string {
  return nastyText(random).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** An address that is none, or one of an endpoint with anything behind it. */
function nastyUrl(random: Random): string {
  return random.pick([
    () => nastyText(random),
    () => `https://${nastyText(random)}`,
    () => `${LOGIN_GOV}/openid_connect/authorize?${nastyText(random)}`,
    () =>
      authorizeUrl({
        acr_values: encodable(random),
        redirect_uri: encodable(random),
      }),
    () => `${LOGIN_GOV}/api/saml/auth2026?SAMLRequest=${nastyText(random)}&SigAlg=${nastyText(random)}`,
    () => samlRedirectUrl(nastyXml(random)),
    () => callbackUrl({ error: encodable(random) }),
  ])();
}

function nastyXml(random: Random): string {
  const xml = authnRequest({
    classRefs: [encodable(random)],
    comparison: encodable(random),
  });
  const at = random.below(xml.length);
  return xml.slice(0, at) + encodable(random) + xml.slice(at + random.below(40));
}

function nastyCapture(random: Random): Capture {
  const several = <T>(make: () => T) => Array.from({ length: random.below(4) }, make);
  const header = () => ({
    name: random.pick(['Content-Security-Policy', nastyText(random)]),
    value: nastyText(random),
  });
  const oneHop = () =>
    hop(nastyUrl(random), {
      method: random.pick(['GET', 'POST', '', nastyText(random)]),
      time: random.pick([0, -1, Number.MAX_SAFE_INTEGER]),
      request: random.pick([
        {},
        { headers: several(header) },
        { body: { kind: 'too-large', bytes: -1 } },
        {
          body: {
            kind: 'form',
            fields: [{ name: 'SAMLRequest', value: nastyText(random) }, ...several(header)],
            omitted: 0,
          },
        },
      ]),
      ...random.pick([
        {},
        { error: nastyText(random) },
        { response: { status: random.pick([0, 200, 302, 400, 999]), headers: several(header) } },
        { response: { status: 302, headers: [], redirectUrl: nastyText(random) } },
      ]),
    });
  const page = { title: nastyText(random), messages: several(() => nastyText(random)), policies: [] };
  const navigations = several(() =>
    random.pick([
      () => navigation(several(oneHop), { page, committed: random.below(2) === 0 }),
      () =>
        formNavigation({
          hops: several(oneHop),
          policies: several(() => nastyText(random)),
          document: nastyUrl(random),
        }),
    ])(),
  );
  return { version: 1, flows: [flow(navigations, { engine: random.pick(['chromium', 'firefox']) })] };
}

describe('captures of random nonsense', () => {
  test.each(Array.from({ length: 12 }, (_, series) => series))('series %i', async (series) => {
    const random = seeded(series);
    for (let round = 0; round < 20; round++) await expectAnswer(nastyCapture(random));
  });

  test('make single requests that can be inspected, too', async () => {
    const random = seeded(99);
    for (let round = 0; round < 200; round++) {
      await expectAnswer(captureFromRequest({ url: nastyUrl(random), body: nastyText(random) }));
    }
  });
});

describe('captures that are too much', () => {
  const many = (count: number, make: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => make(index));

  test.each([
    ['parameters', () => `${authorizeUrl()}&${many(50_000, (index) => `p${index}=v`).join('&')}`],
    ['acr values', () => authorizeUrl({ acr_values: many(50_000, (index) => `urn:x:${index}`).join(' ') })],
    [
      'acr values of one length',
      () =>
        authorizeUrl({
          acr_values: `urn:acr.login.gov:auth-only ${many(5000, (index) => 'x'.repeat(200) + index).join(' ')}`,
        }),
    ],
    [
      'class references',
      () => samlRedirectUrl(authnRequest({ classRefs: many(20_000, (index) => `r${index}`) })),
    ],
    ['percent signs', () => `${LOGIN_GOV}/openid_connect/authorize?acr_values=${'%'.repeat(300_000)}`],
    ['one value', () => authorizeUrl({ acr_values: 'x'.repeat(1_000_000) })],
    ['one path', () => `${LOGIN_GOV}/${'a/'.repeat(200_000)}`],
  ])('%s', async (_, url) => {
    await expectAnswer(requestCapture(url()));
  });

  test.each([
    ['a nested document', '<a>'.repeat(100_000)],
    ['a document of references', `<a>${'&amp;'.repeat(100_000)}</a>`],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'],
  ])('%s', async (_, xml) => {
    await expectAnswer(requestCapture(samlRedirectUrl(xml)));
    await expectAnswer(requestCapture(samlPost(xml)));
  });

  test('encodings within encodings', async () => {
    const value = many(5, (index) => String(index)).reduce((text) => base64(text), authnRequest());
    await expectAnswer(requestCapture(samlPost('', { SAMLRequest: value })));
    await expectAnswer(requestCapture(samlPost('', { SAMLRequest: deflatedBase64(value) })));
  });

  test('hops and flows', async () => {
    const chain = many(300, (index) => `${LOGIN_GOV}/openid_connect/authorize?n=${index}`);
    const hops = chain.map((url, index) => redirect(url, chain[index + 1] ?? LOGIN_GOV));
    const flows = many(50, String).map((id) =>
      flow([navigation(hops.slice(0, 20)), navigation([pageHop(LOGIN_GOV)])], { id }),
    );
    await expectAnswer({ version: 1, flows: [flow([navigation(hops)]), ...flows] });
  });
});
