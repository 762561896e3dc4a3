import { beforeAll, describe, expect, test } from 'vitest';
import { signXml } from '../../../playground/login-gov/saml-signature.ts';
import { verifyResponseSignatures } from '../../../src/core/signature/index.ts';
import { type KeyPair, makeKey } from './signers.ts';

/** Responses signed by xml-crypto, as the playground's Login.gov signs its assertions. */

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const ISSUER = `<Issuer xmlns="${ASSERTION}">https://idp.int.identitysandbox.gov/api/saml</Issuer>`;

let loginGov: KeyPair;
let other: KeyPair;

beforeAll(async () => {
  [loginGov, other] = await Promise.all([makeKey('login.gov'), makeKey('other')]);
});

const assertion = (id = '_assertion', user = 'one') =>
  `<Assertion xmlns="${ASSERTION}" ID="${id}" Version="2.0"><Issuer>login.gov</Issuer><Subject><NameID>${user}</NameID></Subject></Assertion>`;
const response = (content: string) =>
  `<samlp:Response xmlns:samlp="${PROTOCOL}" ID="_response" Version="2.0">${ISSUER}<samlp:Status/>${content}</samlp:Response>`;
const sign = (xml: string) => signXml(xml, keyOf(loginGov), { after: 'Issuer' });
const keyOf = ({ privateKey, certificate }: KeyPair) => ({ privateKey, certificate });
const encrypted = `<EncryptedAssertion xmlns="${ASSERTION}"/>`;

async function verdicts(xml: string, given: readonly KeyPair[] = []) {
  const found = await verifyResponseSignatures(
    xml,
    given.map(({ certificate }) => certificate),
  );
  return 'unread' in found
    ? found.unread
    : found.signatures.map(({ where, verdict }) => ({ where, ...verdict }));
}

describe('what is signed in a response', () => {
  test('is the assertion, by the certificate in the message', async () => {
    const found = await verifyResponseSignatures(response(sign(assertion())));
    expect(found).toMatchObject({
      encrypted: false,
      signatures: [
        {
          where: 'Assertion',
          algorithm: RSA_SHA256,
          certificate: { facts: { subject: 'CN=login.gov' } },
          verdict: { outcome: 'verified', certificateFrom: 'key-info' },
        },
      ],
    });
  });

  test('is the response, by a certificate that the user has', async () => {
    expect(await verdicts(sign(response(encrypted)), [other, loginGov])).toEqual([
      { where: 'Response', outcome: 'verified', certificateFrom: 'given' },
    ]);
    expect(await verifyResponseSignatures(sign(response(encrypted)))).toMatchObject({ encrypted: true });
  });

  test('is both', async () => {
    expect(await verdicts(sign(response(sign(assertion()))))).toEqual([
      { where: 'Response', outcome: 'verified', certificateFrom: 'key-info' },
      { where: 'Assertion', outcome: 'verified', certificateFrom: 'key-info' },
    ]);
  });

  test('is nothing', async () => {
    expect(await verifyResponseSignatures(response(encrypted))).toEqual({ signatures: [], encrypted: true });
    expect(await verifyResponseSignatures(response(assertion()))).toEqual({
      signatures: [],
      encrypted: false,
    });
  });
});

describe('a signature that proves nothing', () => {
  test('over an assertion that was changed', async () => {
    expect(await verdicts(response(sign(assertion()).replace('>one<', '>two<')))).toEqual([
      { where: 'Assertion', outcome: 'digest_mismatch' },
    ]);
  });

  test('over another assertion, which stands elsewhere', async () => {
    const moved = `<samlp:Extensions>${sign(assertion())}</samlp:Extensions>`;
    expect(await verdicts(response(moved + assertion('_evil', 'two')))).toMatchObject([
      { where: 'Response', outcome: 'malformed' },
    ]);
  });

  test('moved from one assertion into another', async () => {
    const signed = sign(assertion());
    const signature = /<(\w+:)?Signature [\s\S]*<\/(\w+:)?Signature>/.exec(signed)?.[0] ?? '';
    const evil = assertion('_evil', 'two').replace('</Issuer>', `</Issuer>${signature}`);
    expect(signature).not.toBe('');
    expect(await verdicts(response(evil + assertion()))).toMatchObject([
      {
        where: 'Assertion',
        outcome: 'malformed',
        detail: 'The signature covers another element than the Assertion, Assertion.',
      },
    ]);
  });

  test('over an ID that two elements have', async () => {
    expect(await verdicts(response(sign(assertion()) + assertion()))).toMatchObject([
      { where: 'Assertion', outcome: 'malformed', detail: expect.stringContaining('2 elements have') },
    ]);
  });

  test('twice in one assertion', async () => {
    const twice = sign(sign(assertion()));
    expect(await verdicts(response(twice))).toMatchObject([
      { where: 'Assertion', detail: 'The Assertion has 2 signatures; one is expected.' },
    ]);
  });

  test('in a document that is no response, or none at all', async () => {
    expect(await verdicts(sign(assertion()))).toBe('The document is no Response of the SAML protocol.');
    expect(await verdicts('<samlp:Response')).toEqual(expect.any(String));
  });
});
