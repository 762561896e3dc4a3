import { beforeAll, describe, expect, test } from 'vitest';
import { verifySamlSignature } from '../../../src/core/signature/index.ts';
import { authnRequest, REQUEST_ID } from '../../support/builders.ts';
import { ENVELOPED, type KeyPair, makeKey, posted, signedRequest } from './signers.ts';

/** Signatures in the XML that are built otherwise than SAML 2.0 core, section 5.4, has it. */

let key: KeyPair;
let other: KeyPair;
let signed: string;

beforeAll(async () => {
  [key, other] = await Promise.all([makeKey('app'), makeKey('other')]);
  signed = signedRequest(key);
});

function verify(xml: string, registered: readonly KeyPair[] = [key]) {
  const certificates = registered.map(({ certificate }) => certificate);
  return verifySamlSignature({ hop: 'h', xml, parameters: posted(xml), registered: certificates });
}

const VERIFIED = { outcome: 'verified', certificateFrom: 'portal' };
const NAMESPACE = 'http://www.w3.org/2000/09/xmldsig#';

describe('a signature of another structure', () => {
  const malformed = (detail: string) => ({ outcome: 'malformed', detail });

  test.each([
    [
      'SignedInfo',
      /<ds:SignedInfo>[\s\S]*<\/ds:SignedInfo>/,
      'The signature has 0 SignedInfo elements; one is expected.',
    ],
    [
      'SignatureValue',
      /<ds:SignatureValue>[\s\S]*<\/ds:SignatureValue>/,
      'The signature has no SignatureValue.',
    ],
    ['DigestValue', /<ds:DigestValue>[\s\S]*<\/ds:DigestValue>/, 'The reference has no DigestValue.'],
    ['URI', / URI="[^"]*"/, 'The reference has no URI.'],
  ])('without %s is invalid', async (_, part, detail) => {
    expect(await verify(signed.replace(part, ''))).toMatchObject({
      bySpecification: malformed(detail),
      atLoginGov: { outcome: 'structure_invalid' },
    });
  });

  test.each([
    ['', 'The reference is to ""; "#" and the ID of the request is expected.'],
    ['#', 'The reference is to "#"; "#" and the ID of the request is expected.'],
    ['#unknown', 'The reference is to the ID "unknown", which no element has.'],
  ])('with URI=%j is invalid', async (uri, detail) => {
    const verification = await verify(signed.replace(`URI="#${REQUEST_ID}"`, `URI="${uri}"`));
    expect(verification).toMatchObject({
      bySpecification: malformed(detail),
      atLoginGov: { outcome: 'structure_invalid' },
    });
    expect(verification).not.toHaveProperty('digestMatches');
  });

  test('stops at nothing when the certificate is another: Login.gov does not come to it', async () => {
    const xml = signed.replace(/<ds:SignatureValue>[\s\S]*<\/ds:SignatureValue>/, '');
    expect((await verify(xml, [other]))?.atLoginGov?.outcome).toBe('request_cert_not_registered');
  });

  test('without namespace is one for Login.gov, where it verifies nothing', async () => {
    const xml = authnRequest().replace('</saml:Issuer>', '</saml:Issuer><Signature/>');
    expect(await verify(xml)).toMatchObject({
      bySpecification: malformed('The Signature element is not in the namespace of XML Signature.'),
      atLoginGov: { outcome: 'structure_invalid' },
    });
  });

  test('in another namespace is none', async () => {
    expect(await verify(signed.replaceAll(NAMESPACE, 'urn:other'))).toBeUndefined();
    expect(await verify(authnRequest())).toBeUndefined();
  });

  test('twice is judged by its first, and not at all by the specification', async () => {
    const second = signed.replace('</samlp:AuthnRequest>', `<x:Signature xmlns:x="${NAMESPACE}"/>$&`);
    expect(await verify(second)).toMatchObject({
      bySpecification: malformed('The document has 2 signatures; one is expected.'),
      atLoginGov: { outcome: 'digest_mismatch' },
    });
  });

  test('over another element than the request is no signature of the request', async () => {
    const inner = signed.replace(/<\?xml.*?\?>/, '');
    const wrapped = authnRequest({ attributes: { ID: '_evil' } }).replace(
      '</saml:Issuer>',
      `</saml:Issuer><samlp:Extensions>${inner}</samlp:Extensions>`,
    );
    expect(await verify(wrapped)).toMatchObject({
      bySpecification: malformed(
        'The signature covers another element than the request, samlp:AuthnRequest.',
      ),
      atLoginGov: { outcome: 'verified' },
    });
    const twice = wrapped.replace('_evil', REQUEST_ID);
    expect((await verify(twice))?.bySpecification).toEqual(
      malformed(`The reference is to the ID "${REQUEST_ID}", which 2 elements have.`),
    );
  });

  test('with an unknown transform is not verified', async () => {
    const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
    const transforms = `<ds:Transform Algorithm="${ENVELOPED}"/><ds:Transform Algorithm="${xpath}"><ds:XPath>true()</ds:XPath></ds:Transform>`;
    expect((await verify(signedRequest(key, { transforms })))?.bySpecification).toEqual({
      outcome: 'unsupported',
      detail: `The transform is "${xpath}", which is not verified here.`,
    });
  });

  test('that cannot be read says why, and nothing of Login.gov', async () => {
    expect(await verify(signed.replace('<saml:', '<x:y/><saml:'))).toEqual({
      hop: 'h',
      by: 'element',
      algorithm: '',
      bySpecification: { outcome: 'malformed', detail: 'The XML is not well-formed.' },
    });
  });

  test.each([
    [
      'cut inside its last tag',
      (xml: string) => xml.slice(0, -3),
      'malformed',
      'The XML is not well-formed.',
    ],
    ['with something behind its end', (xml: string) => `${xml}x`, 'malformed', 'The XML is not well-formed.'],
    [
      'with a document type',
      (xml: string) => xml.replace('?>', '?><!DOCTYPE x>'),
      'unsupported',
      'The XML has a document type declaration.',
    ],
  ])('that Login.gov mends is verified there: %s', async (_, change, outcome, detail) => {
    expect(await verify(change(signed))).toMatchObject({
      bySpecification: { outcome, detail },
      atLoginGov: { outcome: 'verified', matchingCertificate: 0 },
    });
  });

  test('that Login.gov mends to something else than was signed is not', async () => {
    expect(await verify(signed.replace('</saml:Issuer>', ''))).toMatchObject({
      atLoginGov: { outcome: 'digest_mismatch' },
    });
  });
});

test('a document in another encoding is verified where that makes no difference', async () => {
  const declared = signed.replace('?>', ' encoding="utf-16"?>');
  expect((await verify(declared))?.bySpecification).toEqual(VERIFIED);
  const accented = signed.replace('?>', ' encoding="ISO-8859-1"?>');
  expect((await verify(accented.replace('<saml:', '<!-- é --><saml:')))?.bySpecification).toEqual({
    outcome: 'unsupported',
    detail: 'The XML declares the encoding "ISO-8859-1"; UTF-8 is expected.',
  });
});
