import { beforeAll, describe, expect, test } from 'vitest';
import { verifySamlSignature } from '../../../src/core/signature/index.ts';
import { authnRequest } from '../../support/builders.ts';
import { certificateBody, type KeyPair, makeKey, signedQuery } from './signers.ts';

/** Which certificate verifies a signed query. */

let key: KeyPair;
let other: KeyPair;
let ec: KeyPair;

beforeAll(async () => {
  [key, other, ec] = await Promise.all([makeKey('app'), makeKey('other'), makeKey('ec', { type: 'ec' })]);
});

function verify(
  parameters: ReturnType<typeof signedQuery>,
  registered: readonly KeyPair[] = [key],
  xml = authnRequest(),
) {
  const certificates = registered.map(({ certificate }) => certificate);
  return verifySamlSignature({ hop: 'h', xml, parameters, registered: certificates });
}

describe('the certificates for a query', () => {
  test('are tried in their order', async () => {
    expect((await verify(signedQuery(key), [other, key]))?.atLoginGov).toEqual({
      outcome: 'verified',
      matchingCertificate: 1,
      attempts: [
        { certificate: 'CN=other', outcome: 'key_validation_error' },
        { certificate: 'CN=app', outcome: 'verified' },
      ],
    });
  });

  test('keep their index where others cannot be read', async () => {
    const registered = ['', 'rubbish', key.certificate];
    const request = { hop: 'h', xml: authnRequest(), parameters: signedQuery(key), registered };
    expect((await verifySamlSignature(request))?.atLoginGov).toMatchObject({
      outcome: 'verified',
      matchingCertificate: 2,
    });
  });

  test('may be none', async () => {
    expect(await verify(signedQuery(key), [])).toMatchObject({
      bySpecification: { outcome: 'no_certificate' },
      atLoginGov: { outcome: 'no_registered_certs', attempts: [] },
    });
    const unknown = await verifySamlSignature({
      hop: 'h',
      xml: authnRequest(),
      parameters: signedQuery(key),
    });
    expect(unknown).not.toHaveProperty('atLoginGov');
  });

  test('may be given beside those of the portal', async () => {
    const request = { hop: 'h', xml: authnRequest(), parameters: signedQuery(key) };
    const registered = [other.certificate];
    const verification = await verifySamlSignature({ ...request, registered, given: [key.certificate] });
    expect(verification).toMatchObject({
      bySpecification: { outcome: 'verified', certificateFrom: 'given' },
      atLoginGov: { outcome: 'key_validation_error' },
    });
  });

  test('may have ended: Login.gov does not look', async () => {
    const expired = await makeKey('expired', { endsInDays: -10 });
    expect(await verify(signedQuery(expired), [expired])).toMatchObject({
      atLoginGov: { outcome: 'verified' },
    });
  });

  test('with an EC key verify at Login.gov, by the DER form of the signature', async () => {
    const algorithm = 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256';
    for (const each of [ec, await makeKey('p521', { type: 'ec', curve: 'P-521' })]) {
      expect(await verify(signedQuery(each, { algorithm }), [each])).toMatchObject({
        bySpecification: { outcome: 'unsupported' },
        atLoginGov: { outcome: 'verified' },
      });
    }
    expect(await verify(signedQuery(ec, { algorithm, relayState: 'x' }).slice(1), [ec])).toMatchObject({
      bySpecification: { outcome: 'malformed', detail: 'There is no SAMLRequest beside Signature.' },
    });
    const changed = signedQuery(ec, { algorithm }).concat({ name: 'RelayState', value: 'x', raw: 'x' });
    expect((await verify(changed, [ec]))?.atLoginGov?.outcome).toBe('key_validation_error');
  });

  test('with an EC key stop everything where the signature is that of an RSA key', async () => {
    expect((await verify(signedQuery(key), [ec, key]))?.atLoginGov).toEqual({
      outcome: 'structure_invalid',
      attempts: [{ certificate: 'CN=ec', outcome: 'structure_invalid' }],
    });
  });
});

test('the certificate in the XML is compared first, also for a signed query', async () => {
  const withCertificate = (text: string) =>
    authnRequest().replace('<saml:Issuer>', `<X509Certificate>${text}</X509Certificate><saml:Issuer>`);
  const outcome = async (text: string) =>
    (await verify(signedQuery(key), [key], withCertificate(text)))?.atLoginGov?.outcome;
  expect(await outcome(certificateBody(key))).toBe('verified');
  expect(await outcome(certificateBody(other))).toBe('request_cert_not_registered');
  expect(await outcome(' \u00a0\n')).toBe('no_certificate_in_request');
});
