import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { percentDecode } from '../../../src/core/decode/parameters.ts';
import { decodeSamlMessage } from '../../../src/core/decode/saml-encoding.ts';
import { LIMITS } from '../../../src/core/limits.ts';
import type { SamlBinding } from '../../../src/core/model/index.ts';
import { authnRequest, base64, deflatedBase64 } from '../../support/builders.ts';

const XML = authnRequest();
const GOOD = deflatedBase64(XML);

/** Decodes a parameter as it stands in a query string. */
function inQuery(raw: string) {
  return decodeSamlMessage(percentDecode(raw), raw, 'HTTP-Redirect');
}

/** Decodes a form field. */
function inForm(value: string, binding: SamlBinding = 'HTTP-POST') {
  return decodeSamlMessage(value, value, binding);
}

describe('a message that nothing is wrong with', () => {
  test('of the redirect binding is inflated', () => {
    const { decoding, root } = inQuery(encodeURIComponent(GOOD));
    expect(decoding.steps).toEqual(['base64', 'inflate', 'xml']);
    expect(decoding.problem).toBeUndefined();
    expect(decoding.xml).toBe(XML);
    expect(root?.local).toBe('AuthnRequest');
  });

  test('of the POST binding is not', () => {
    const { decoding, root } = inForm(base64(XML));
    expect(decoding.steps).toEqual(['base64', 'xml']);
    expect(decoding.problem).toBeUndefined();
    expect(root?.local).toBe('AuthnRequest');
  });

  test.each([
    ['uncompressed in a query', () => inQuery(encodeURIComponent(base64(XML)))],
    ['deflated in a form', () => inForm(GOOD)],
    ['with a byte order mark', () => inForm(base64(`\ufeff${XML}`))],
    ['with an XML declaration', () => inForm(base64(`<?xml version="1.0" encoding="UTF-8"?>\n${XML}`))],
    ['with line breaks in its base64', () => inForm(base64(XML).replace(/.{76}/g, '$&\r\n'))],
    [
      'with a stray character, which Login.gov passes over',
      () => inForm(`${base64(XML).slice(0, 8)}*${base64(XML).slice(8)}`),
    ],
    ['without padding', () => inForm(base64(XML).replaceAll('=', ''))],
  ])('may be %s', (_, decode) => {
    const { decoding, root } = decode();
    expect(decoding.problem).toBeUndefined();
    expect(root?.local).toBe('AuthnRequest');
  });
});

describe('a mistake that can be mended is named, and the message is read all the same', () => {
  const urlSafe = GOOD.replaceAll('+', '-').replaceAll('/', '_');

  test.each([
    [
      'raw-xml',
      'parameter',
      () => inForm(` ${XML}`),
      'The value starts with "<": it is XML itself, where base64 is expected.',
    ],
    [
      'double-encoded',
      'parameter',
      () => inQuery(encodeURIComponent(encodeURIComponent(GOOD))),
      `After percent-decoding once, the value still holds "${/%../.exec(encodeURIComponent(GOOD))?.[0]}": it was encoded twice.`,
    ],
    [
      'double-encoded',
      'parameter',
      () => inForm(GOOD.replaceAll('/', '%2F')),
      'After percent-decoding once, the value still holds "%2F": it was encoded twice.',
    ],
    [
      'plus-not-encoded',
      'parameter',
      () => inQuery(GOOD),
      'The query holds a literal "+", which means a space there; base64 needs it sent as "%2B".',
    ],
    [
      'base64url',
      'parameter',
      () => inQuery(urlSafe),
      `The value holds "${/[-_]/.exec(urlSafe)?.[0]}", of the base64url alphabet; plain base64 is expected.`,
    ],
    [
      'zlib-or-gzip',
      'inflate',
      () => inForm(base64(deflateSync(XML))),
      'The compressed data starts with a zlib header; raw DEFLATE is expected.',
    ],
    [
      'zlib-or-gzip',
      'inflate',
      () => inForm(base64(gzipSync(XML))),
      'The compressed data starts with a gzip header; raw DEFLATE is expected.',
    ],
  ] as const)('%s at step %s', (code, step, decode, detail) => {
    const { decoding, root } = decode();
    expect(decoding.problem).toEqual({ code, step, detail });
    expect(decoding.steps.at(-1)).toBe('xml');
    expect(root?.local).toBe('AuthnRequest');
  });

  test('not-xml at step xml, where a root element can be read', () => {
    const { decoding, root } = inForm(base64(XML.replace('</samlp:AuthnRequest>', '')));
    expect(decoding.problem).toMatchObject({ code: 'not-xml', step: 'xml' });
    expect(root?.local).toBe('AuthnRequest');
  });
});

describe('a mistake that ends the reading', () => {
  test.each([
    ['missing', 'parameter', () => inForm(''), 'The parameter is absent or empty.'],
    ['missing', 'parameter', () => inForm(' \n'), 'The parameter is absent or empty.'],
    [
      'too-large',
      'parameter',
      () => inForm('A'.repeat(LIMITS.encodedLength + 1)),
      `The value has ${LIMITS.encodedLength + 1} characters; at most ${LIMITS.encodedLength} are read.`,
    ],
    ['not-base64', 'base64', () => inForm('{"a":1}'), 'Character 1 is "{", which is not base64.'],
    ['not-base64', 'base64', () => inForm('===='), 'The value holds no base64 characters.'],
    [
      'not-deflate',
      'inflate',
      () => inForm(base64('not a request')),
      'The decoded bytes are neither XML nor raw DEFLATE data.',
    ],
    [
      'too-large',
      'inflate',
      () => inForm(base64(deflateRawSync(Buffer.alloc(LIMITS.inflatedBytes + 1)))),
      `The message inflates to more than ${LIMITS.inflatedBytes} bytes and was not read further.`,
    ],
  ] as const)('%s at step %s', (code, step, decode, detail) => {
    const { decoding, root } = decode();
    expect(decoding.problem).toEqual({ code, step, detail });
    expect(decoding.xml).toBeUndefined();
    expect(root).toBeUndefined();
  });

  test('truncated at step inflate; what came out is kept to be shown', () => {
    const { decoding, root } = inForm(base64(deflateRawSync(XML).subarray(0, -20)));
    expect(decoding.problem).toMatchObject({ code: 'truncated', step: 'inflate' });
    expect(decoding.problem?.detail).toMatch(
      /^The compressed data ends too early: \d+ bytes came out before the end\.$/,
    );
    expect(decoding.xml).toMatch(/^<samlp:AuthnRequest /);
    expect(root).toBeUndefined();
  });

  test('not-xml at step xml; the text is kept to be shown', () => {
    const { decoding, root } = inForm(deflatedBase64('not a request'));
    expect(decoding).toEqual({
      steps: ['base64', 'inflate'],
      xml: 'not a request',
      problem: { code: 'not-xml', step: 'xml', detail: "Line 1: char 'n' is not expected." },
    });
    expect(root).toBeUndefined();
  });

  test('too-deep at step xml; what came before is read', () => {
    const { decoding, root } = inForm(deflatedBase64('<a>'.repeat(300)));
    expect(decoding.steps).toEqual(['base64', 'inflate', 'xml']);
    expect(decoding.problem).toEqual({
      code: 'too-deep',
      step: 'xml',
      detail: 'Elements are nested deeper than 257.',
    });
    expect(root).toMatchObject({ local: 'a' });
  });
});

test('of several mistakes the first is named', () => {
  const twice = encodeURIComponent(encodeURIComponent(base64(deflateSync(XML))));
  expect(inQuery(twice).decoding.problem?.code).toBe('double-encoded');
});
