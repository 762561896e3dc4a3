import { SAML } from '@node-saml/node-saml';
import { IdentityProvider, ServiceProvider } from 'samlify';
import { beforeAll, describe, expect, test } from 'vitest';
import { cgiEscape } from '../../../src/core/decode/cgi-escape.ts';
import { parseParameters } from '../../../src/core/decode/parameters.ts';
import { verifySamlSignature } from '../../../src/core/signature/index.ts';
import { authnRequest, RSA_SHA1, RSA_SHA256 } from '../../support/builders.ts';
import { type KeyPair, makeKey, signedQuery, signedQueryText } from './signers.ts';

/** Signatures by parameters, made by Node's crypto module, node-saml and samlify. */

let key: KeyPair;

beforeAll(async () => {
  key = await makeKey('app');
});

function verify(
  parameters: ReturnType<typeof signedQuery>,
  registered: readonly KeyPair[] = [key],
  xml = authnRequest(),
) {
  const certificates = registered.map(({ certificate }) => certificate);
  return verifySamlSignature({ hop: 'h', xml, parameters, registered: certificates });
}

const VERIFIED = { outcome: 'verified', certificateFrom: 'portal' };

function loginGov(outcome: string, attempts: readonly string[] = [outcome]) {
  return { outcome, attempts: attempts.map((each) => expect.objectContaining({ outcome: each })) };
}

describe('a signed query', () => {
  test.each([undefined, '', 'c0ffee', "a b~*é/'()!&=+"])(
    'with RelayState %j verifies',
    async (relayState) => {
      const parameters = signedQuery(key, relayState === undefined ? {} : { relayState });
      expect(await verify(parameters)).toEqual({
        hop: 'h',
        by: 'parameter',
        algorithm: RSA_SHA256,
        bySpecification: VERIFIED,
        atLoginGov: {
          outcome: 'verified',
          matchingCertificate: 0,
          attempts: [{ certificate: 'CN=app', outcome: 'verified' }],
        },
      });
    },
  );

  test('verifies whatever the order of its parameters, for the binding has one', async () => {
    const reversed = signedQueryText(key, { relayState: 'x' }).split('&').reverse().join('&');
    expect(await verify(parseParameters(reversed))).toMatchObject({ bySpecification: VERIFIED });
  });

  test('of node-saml verifies', async () => {
    const saml = new SAML({
      issuer: 'sp',
      callbackUrl: 'https://app.example.gov/acs',
      entryPoint: 'https://idp.int.identitysandbox.gov/api/saml/auth2026',
      idpCert: key.certificate,
      privateKey: key.privateKey,
      signatureAlgorithm: 'sha256',
    });
    const url = await saml.getAuthorizeUrlAsync('c0ffee', undefined, {});
    const verification = await verify(parseParameters(new URL(url).search));
    expect(verification).toMatchObject({ bySpecification: VERIFIED, atLoginGov: { outcome: 'verified' } });
  });

  test('of samlify, which writes a space as %20, verifies as sent and not at Login.gov', async () => {
    const location = { Location: 'https://idp.int.identitysandbox.gov/api/saml/auth2026' };
    const acs = { Location: 'https://app.example.gov/acs' };
    const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
    const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
    const provider = IdentityProvider({
      entityID: 'idp',
      wantAuthnRequestsSigned: true,
      singleSignOnService: [{ Binding: redirect, ...location }],
      singleLogoutService: [{ Binding: redirect, ...location }],
    });
    const application = ServiceProvider({
      entityID: 'sp',
      authnRequestsSigned: true,
      privateKey: key.privateKey,
      requestSignatureAlgorithm: RSA_SHA256,
      assertionConsumerService: [{ Binding: post, ...acs }],
    });
    const { context } = application.createLoginRequest(provider, 'redirect', { relayState: 'a b' });
    expect(await verify(parseParameters(new URL(context).search))).toMatchObject({
      bySpecification: VERIFIED,
      atLoginGov: loginGov('key_validation_error'),
      rebuiltDiffers: {
        reason: 'other-escapes',
        asSent: '%20b&SigAlg=',
        rebuilt: '+b&SigAlg=ht',
      },
    });
  });
});

describe('a query that is percent-encoded otherwise than by Login.gov', () => {
  test.each([
    [
      'lower-case escapes',
      (value: string) => cgiEscape(value).replace(/%../g, (code) => code.toLowerCase()),
      { reason: 'lower-case-escapes', asSent: expect.stringMatching(/^%[0-9a-f]{2}/) },
    ],
    [
      'bare ":" and "/"',
      (value: string) => encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2F', '/'),
      { reason: 'other-escapes' },
    ],
  ])('with %s verifies as sent and not at Login.gov', async (_, encode, rebuiltDiffers) => {
    expect(await verify(signedQuery(key, { encode }))).toMatchObject({
      bySpecification: VERIFIED,
      atLoginGov: loginGov('key_validation_error'),
      rebuiltDiffers,
    });
  });

  test('but signed over the text that Login.gov rebuilds verifies there alone', async () => {
    const sent = signedQueryText(key).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    expect(await verify(parseParameters(sent))).toMatchObject({
      bySpecification: { outcome: 'key_mismatch' },
      atLoginGov: { outcome: 'verified' },
      rebuiltDiffers: { reason: 'lower-case-escapes' },
    });
  });

  test('is not known of form fields that the browser decoded', async () => {
    const decoded = signedQuery(key).map(({ name, value }) => ({ name, value, raw: value }));
    const verification = await verify(decoded);
    expect(verification).toMatchObject({ bySpecification: VERIFIED, atLoginGov: { outcome: 'verified' } });
    expect(verification).not.toHaveProperty('rebuiltDiffers');
  });
});

describe('a query that was changed', () => {
  test.each([
    ['RelayState added', (query: string) => `${query}&RelayState=x`],
    ['RelayState taken out', (query: string) => query.replace('&RelayState=c0ffee', '')],
    ['another RelayState', (query: string) => query.replace('c0ffee', 'coffee')],
    ['another signature', (query: string) => query.replace('Signature=', 'Signature=AAAA')],
    ['an empty signature', (query: string) => query.replace(/Signature=.*/, 'Signature=')],
  ])('with %s does not verify', async (_, change) => {
    const query = change(signedQueryText(key, { relayState: 'c0ffee' }));
    expect(await verify(parseParameters(query))).toMatchObject({
      bySpecification: { outcome: 'key_mismatch' },
      atLoginGov: loginGov('key_validation_error'),
    });
  });

  test('with line breaks in the signature verifies, for they are ignored', async () => {
    const parameters = signedQuery(key).map(({ name, value, raw }) =>
      name === 'Signature' ? { name, value: value.replace(/.{60}/g, '$&\r\n'), raw } : { name, value, raw },
    );
    expect(await verify(parameters)).toMatchObject({ bySpecification: VERIFIED });
  });
});

describe('the algorithm of a query', () => {
  const more = 'http://www.w3.org/2001/04/xmldsig-more#';

  test.each([
    [RSA_SHA1, 'sha1'],
    [`${more}rsa-sha384`, 'sha384'],
    [`${more}rsa-sha512`, 'sha512'],
  ])('%s is right by the specification and wrong at Login.gov', async (algorithm, hash) => {
    expect(await verify(signedQuery(key, { algorithm, hash }))).toMatchObject({
      algorithm,
      bySpecification: VERIFIED,
      atLoginGov: loginGov('wrong_sig_algorithm'),
    });
  });

  test('is read by Login.gov as the number behind "sha"', async () => {
    expect(await verify(signedQuery(key, { algorithm: 'SHA256' }))).toMatchObject({
      bySpecification: { outcome: 'unsupported', detail: 'SigAlg is "SHA256", which is not verified here.' },
      atLoginGov: { outcome: 'verified' },
    });
  });

  test('is missing', async () => {
    const query = signedQueryText(key).replace(/&SigAlg=[^&]*/, '');
    for (const text of [query, `${query}&SigAlg`]) {
      expect(await verify(parseParameters(text))).toMatchObject({
        algorithm: '',
        bySpecification: { outcome: 'malformed', detail: 'There is no SigAlg beside Signature.' },
        atLoginGov: loginGov('sig_alg_missing'),
      });
    }
  });
});

describe('a request without signature parameter', () => {
  test.each(['SAMLRequest=x&SigAlg=y', 'SAMLRequest=x&SigAlg=y&Signature', ''])(
    'is unsigned: %j',
    async (query) => {
      expect(await verify(parseParameters(query))).toBeUndefined();
    },
  );
});
