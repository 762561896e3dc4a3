import { SAML } from '@node-saml/node-saml';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifySamlSignature } from '../../../src/core/signature/index.ts';
import { authnRequest, logoutRequest, RSA_SHA1, RSA_SHA256 } from '../../support/builders.ts';
import {
  certificateBody,
  EXCLUSIVE,
  INCLUSIVE,
  INCLUSIVE_11,
  type KeyPair,
  makeKey,
  posted,
  signedRequest,
  type TemplateParts,
} from './signers.ts';

/** Signatures in the XML, made by xmlsec1 and node-saml. */

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
const CERTIFICATE = /<ds:X509Certificate>[\s\S]*?<\/ds:X509Certificate>/;

describe('a signed request', () => {
  test('verifies, and its certificate is read', async () => {
    expect(await verify(signed)).toEqual({
      hop: 'h',
      by: 'element',
      algorithm: RSA_SHA256,
      requestCertificate: { facts: expect.objectContaining({ subject: 'CN=app', keyBits: 2048 }) },
      bySpecification: VERIFIED,
      digestMatches: true,
      atLoginGov: {
        outcome: 'verified',
        matchingCertificate: 0,
        attempts: [{ certificate: 'CN=app', outcome: 'verified' }],
      },
    });
  });

  const more = 'http://www.w3.org/2001/04/xmldsig-more#';
  const enc = 'http://www.w3.org/2001/04/xmlenc#';
  const parts: readonly TemplateParts[] = [
    { keyInfo: false },
    { c14n: INCLUSIVE },
    { c14n: INCLUSIVE_11 },
    { transformPrefixes: '#default samlp saml ds xs' },
    { digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' },
    { digestMethod: `${more}sha384` },
    { digestMethod: `${enc}sha512` },
    { transform: `${EXCLUSIVE}WithComments` },
  ];

  test.each(parts)('with %j verifies', async (each) => {
    expect(await verify(signedRequest(key, each))).toMatchObject({
      bySpecification: VERIFIED,
      digestMatches: true,
      atLoginGov: { outcome: 'verified' },
    });
  });

  test.each([RSA_SHA1, `${more}rsa-sha384`, `${more}rsa-sha512`])(
    'by %s is right by the specification and wrong at Login.gov',
    async (signatureMethod) => {
      expect(await verify(signedRequest(key, { signatureMethod }))).toMatchObject({
        algorithm: signatureMethod,
        bySpecification: VERIFIED,
        atLoginGov: { outcome: 'wrong_sig_algorithm' },
      });
    },
  );

  test.each<TemplateParts>([{ c14nPrefixes: 'samlp saml' }, { transform: INCLUSIVE }])(
    'with %j is right by the specification; Login.gov computes another digest',
    async (each) => {
      expect(await verify(signedRequest(key, each))).toMatchObject({
        bySpecification: VERIFIED,
        digestMatches: false,
        atLoginGov: { outcome: 'digest_mismatch' },
      });
    },
  );

  test('of node-saml verifies', async () => {
    const saml = new SAML({
      issuer: 'sp',
      callbackUrl: 'https://app.example.gov/acs',
      entryPoint: 'https://idp.int.identitysandbox.gov/api/saml/auth2026',
      idpCert: key.certificate,
      privateKey: key.privateKey,
      publicCert: key.certificate,
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
      skipRequestCompression: true,
      authnRequestBinding: 'HTTP-POST',
    });
    const { SAMLRequest } = await saml.getAuthorizeMessageAsync('c0ffee');
    const xml = Buffer.from(String(SAMLRequest), 'base64').toString();
    expect(await verify(xml)).toMatchObject({
      bySpecification: VERIFIED,
      atLoginGov: { outcome: 'verified' },
    });
  });

  test('for logout verifies, also inside an envelope', async () => {
    const request = signedRequest(key, {}, logoutRequest());
    const enveloped = `<s:Envelope xmlns:s="urn:soap">${request.replace(/<\?xml.*?\?>/, '')}</s:Envelope>`;
    for (const xml of [request, enveloped]) {
      expect(await verify(xml)).toMatchObject({
        bySpecification: VERIFIED,
        atLoginGov: { outcome: 'verified' },
      });
    }
  });
});

describe('a request that was changed after signing', () => {
  test.each([
    ['an attribute', (xml: string) => xml.replace('Version="2.0"', 'Version="2.1"')],
    ['a text', (xml: string) => xml.replace('example_agency', 'other_agency')],
    ['white space', (xml: string) => xml.replaceAll('><saml', '>\n  <saml')],
    ['a processing instruction', (xml: string) => xml.replace('<saml:Issuer', '<?x y?><saml:Issuer')],
  ])('in %s does not match its digest', async (_, change) => {
    expect(await verify(change(signed))).toMatchObject({
      bySpecification: { outcome: 'digest_mismatch' },
      digestMatches: false,
      atLoginGov: { outcome: 'digest_mismatch' },
    });
  });

  test.each([
    ['comments', (xml: string) => xml.replaceAll('<saml:', '<!-- c --><saml:')],
    [
      'the order and quotes of attributes',
      (xml: string) => xml.replace(/ (ID)="(.*?)"( Version="2.0")/, "$3 $1='$2'"),
    ],
    ['line ends', (xml: string) => xml.replaceAll('\n', '\r\n')],
    [
      'an unused namespace',
      (xml: string) => xml.replace('<samlp:AuthnRequest', '$& xmlns:unused="urn:unused"'),
    ],
    ['text behind the root', (xml: string) => `${xml}\n<!-- end -->\n`],
  ])('only in %s still verifies', async (_, change) => {
    expect(change(signed)).not.toBe(signed);
    expect(await verify(change(signed))).toMatchObject({
      bySpecification: VERIFIED,
      atLoginGov: { outcome: 'verified' },
    });
  });

  test('in SignedInfo does not verify with the key', async () => {
    const transform = signed.replace('<ds:SignedInfo>', '<ds:SignedInfo> ');
    expect(await verify(transform)).toMatchObject({
      bySpecification: { outcome: 'key_mismatch' },
      digestMatches: true,
      atLoginGov: { outcome: 'key_validation_error' },
    });
  });
});

describe('the certificate of a request', () => {
  test('need not be the first that is registered', async () => {
    expect((await verify(signed, [other, key]))?.atLoginGov).toMatchObject({
      outcome: 'verified',
      matchingCertificate: 1,
      attempts: [{ outcome: 'request_cert_not_registered' }, { outcome: 'verified' }],
    });
  });

  test('that is not registered proves integrity only', async () => {
    expect(await verify(signed, [other])).toMatchObject({
      bySpecification: { outcome: 'verified', certificateFrom: 'key-info' },
      digestMatches: true,
      atLoginGov: { outcome: 'request_cert_not_registered' },
    });
  });

  test('may be left out; then the key decides', async () => {
    const xml = signedRequest(key, { keyInfo: false });
    expect((await verify(xml, [other, key]))?.atLoginGov).toMatchObject({ matchingCertificate: 1 });
    expect(await verify(xml, [other])).toMatchObject({
      bySpecification: { outcome: 'key_mismatch' },
      atLoginGov: { outcome: 'key_validation_error' },
    });
    expect(await verify(xml, [])).toMatchObject({
      bySpecification: { outcome: 'no_certificate' },
      digestMatches: true,
      atLoginGov: { outcome: 'no_registered_certs' },
    });
  });

  const withText = (text: string) =>
    signed.replace(CERTIFICATE, `<ds:X509Certificate>${text}</ds:X509Certificate>`);

  test('may be empty, which ends the check', async () => {
    expect(await verify(withText('\n \u00a0'), [other, key])).toMatchObject({
      requestCertificate: { problem: 'empty' },
      bySpecification: VERIFIED,
      atLoginGov: {
        outcome: 'no_certificate_in_request',
        attempts: [{ certificate: 'CN=other', outcome: 'no_certificate_in_request' }],
      },
    });
    expect((await verify(withText(''), []))?.atLoginGov?.outcome).toBe('no_registered_certs');
  });

  test('may hold PEM lines, which equals none', async () => {
    expect(await verify(withText(key.certificate))).toMatchObject({
      requestCertificate: { problem: 'pem-armor' },
      atLoginGov: { outcome: 'request_cert_not_registered' },
    });
  });

  test('may be unreadable', async () => {
    expect(await verify(withText('MIIC'))).toMatchObject({
      requestCertificate: {
        problem: 'unreadable',
        detail: expect.stringMatching(/^The text cannot be read/),
      },
      atLoginGov: { outcome: 'request_cert_not_registered' },
    });
  });

  test('is the first X509Certificate anywhere, of the namespace or of none', async () => {
    const first = `<X509Certificate>${certificateBody(other)}</X509Certificate>`;
    const verification = await verify(
      signedRequest(key, {}, authnRequest().replace('<saml:', `${first}<saml:`)),
    );
    expect(verification).toMatchObject({
      requestCertificate: { facts: { subject: 'CN=other' } },
      atLoginGov: { outcome: 'request_cert_not_registered' },
    });
  });
});
