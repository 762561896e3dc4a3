import { describe, expect, test } from 'vitest';
import { xmlLines } from '../../../src/core/decode/xml-lines.ts';
import { placeInXml } from '../../../src/core/decode/xml-place.ts';

const XML = `<samlp:AuthnRequest Destination="https://idp.example.gov">
  <saml:Issuer>urn:a</saml:Issuer>
  <samlp:RequestedAuthnContext>
    <saml:AuthnContextClassRef>urn:one</saml:AuthnContextClassRef>
    <saml:AuthnContextClassRef>urn:two</saml:AuthnContextClassRef>
  </samlp:RequestedAuthnContext>
</samlp:AuthnRequest>`;
const xml = xmlLines(XML);

describe('placeInXml', () => {
  test.each([
    ['AuthnRequest', undefined, { line: 0 }],
    ['AuthnRequest/Issuer', undefined, { line: 1 }],
    ['Issuer', undefined, { line: 1 }],
    ['AuthnRequest/@Destination', undefined, { line: 0, attribute: 'Destination' }],
    ['AuthnRequest/RequestedAuthnContext/AuthnContextClassRef', 'urn:two', { line: 4 }],
    ['AuthnRequest/RequestedAuthnContext/AuthnContextClassRef', 'urn:three', { line: 3 }],
    ['AuthnRequest/Signature', undefined, { line: 0, missing: 'Signature' }],
    ['AuthnRequest/Extensions/Issuer', undefined, { line: 1 }],
    ['Signature/SignedInfo', undefined, { line: 0, missing: 'Signature/SignedInfo' }],
  ])('%s (%s)', (path, text, place) => {
    expect(placeInXml(xml, path, text)).toEqual(place);
  });

  test('finds nothing in text', () => {
    expect(placeInXml(xmlLines('no xml'), 'Issuer')).toBeUndefined();
  });
});

describe('xmlLines', () => {
  test('knows where an element ends', () => {
    expect(xml.lines.map(({ depth, end }) => [depth, end])).toEqual([
      [0, 6],
      [1, undefined],
      [1, 5],
      [2, undefined],
      [2, undefined],
      [1, undefined],
      [0, undefined],
    ]);
  });

  test('keeps all text of XML with more tags than it tells apart', () => {
    const long = '<a/>'.repeat(60_000);
    const { lines } = xmlLines(long);
    expect(lines.map(({ text }) => text).join('')).toBe(long);
    expect(lines).toHaveLength(50_001);
  });
});
