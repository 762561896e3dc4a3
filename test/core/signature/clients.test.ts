import { SAML } from '@node-saml/node-saml';
import { Constants, IdentityProvider, ServiceProvider } from 'samlify';
import { beforeAll, describe, expect, test } from 'vitest';
import { captureFromRequest } from '../../../src/core/capture-from-request.ts';
import { inspect } from '../../../src/core/inspect.ts';
import { certificateBody, type KeyPair, makeKey } from './signers.ts';

/** Requests of the clients that applications use, as they send them, through the whole inspection. */

const ENDPOINT = 'https://idp.int.identitysandbox.gov/api/saml/auth2026';
const ACS = 'https://app.example.gov/acs';
const ISSUER = 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:agency:app';

type Hash = 'sha1' | 'sha256' | 'sha512';
const HASHES: readonly Hash[] = ['sha1', 'sha256', 'sha512'];

let key: KeyPair;

beforeAll(async () => {
  key = await makeKey('app');
});

async function signatureOf(request: Parameters<typeof captureFromRequest>[0]) {
  const portal = { issuer: ISSUER, certs: [key.certificate] };
  const { flows } = await inspect(captureFromRequest(request), { portal });
  return flows[0]?.signatures[0];
}

function posted(xml: string) {
  const value = Buffer.from(xml).toString('base64');
  return signatureOf({ url: ENDPOINT, method: 'POST', body: [{ name: 'SAMLRequest', value }] });
}

function nodeSaml(hash: Hash, { post, keyInfo }: { post: boolean; keyInfo: boolean }): SAML {
  return new SAML({
    issuer: ISSUER,
    callbackUrl: ACS,
    entryPoint: ENDPOINT,
    idpCert: key.certificate,
    privateKey: key.privateKey,
    signatureAlgorithm: hash,
    digestAlgorithm: hash,
    ...(keyInfo && { publicCert: key.certificate }),
    ...(post && { skipRequestCompression: true, authnRequestBinding: 'HTTP-POST' }),
  });
}

async function nodeSamlXml(hash: Hash, keyInfo: boolean): Promise<string> {
  const { SAMLRequest } = await nodeSaml(hash, { post: true, keyInfo }).getAuthorizeMessageAsync('c0ffee');
  return Buffer.from(String(SAMLRequest), 'base64').toString();
}

const SAMLIFY_HASHES = { sha1: 'RSA_SHA1', sha256: 'RSA_SHA256', sha512: 'RSA_SHA512' } as const;

function samlify(hash: Hash, binding: 'redirect' | 'post'): string {
  const at = (name: string, Location: string) => ({
    Binding: `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${name}`,
    Location,
  });
  const provider = ServiceProvider({
    entityID: ISSUER,
    privateKey: key.privateKey,
    signingCert: key.certificate,
    authnRequestsSigned: true,
    requestSignatureAlgorithm: Constants.algorithms.signature[SAMLIFY_HASHES[hash]],
    assertionConsumerService: [at('POST', ACS)],
  });
  const loginGov = IdentityProvider({
    entityID: ENDPOINT,
    wantAuthnRequestsSigned: true,
    signingCert: key.certificate,
    singleSignOnService: [at('Redirect', ENDPOINT), at('POST', ENDPOINT)],
    singleLogoutService: [at('Redirect', ENDPOINT)],
  });
  return provider.createLoginRequest(loginGov, binding).context;
}

/** Only SHA-256 verifies at Login.gov. */
function verdicts(hash: Hash) {
  const outcome = hash === 'sha256' ? 'verified' : 'wrong_sig_algorithm';
  return { bySpecification: { outcome: 'verified', certificateFrom: 'portal' }, atLoginGov: { outcome } };
}

describe.each(HASHES)('with %s', (hash) => {
  test('node-saml signs the query', async () => {
    const url = await nodeSaml(hash, { post: false, keyInfo: false }).getAuthorizeUrlAsync(
      'c0ffee',
      undefined,
      {},
    );
    expect(await signatureOf({ url })).toMatchObject({ by: 'parameter', ...verdicts(hash) });
  });

  test('the same with its escapes made lower-case on the way verifies at Login.gov alone', async () => {
    const url = await nodeSaml(hash, { post: false, keyInfo: false }).getAuthorizeUrlAsync(
      'c0ffee',
      undefined,
      {},
    );
    const lower = url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    expect(await signatureOf({ url: lower })).toMatchObject({
      rebuiltDiffers: { reason: 'lower-case-escapes' },
      bySpecification: { outcome: 'key_mismatch' },
      // Login.gov writes the escapes in upper case, as they were signed.
      atLoginGov: verdicts(hash).atLoginGov,
    });
  });

  test('and with another RelayState it does not verify', async () => {
    const url = await nodeSaml(hash, { post: false, keyInfo: false }).getAuthorizeUrlAsync(
      'c0ffee',
      undefined,
      {},
    );
    expect(await signatureOf({ url: url.replace('c0ffee', 'c0ffef') })).toMatchObject({
      bySpecification: { outcome: 'key_mismatch' },
      atLoginGov: { outcome: hash === 'sha256' ? 'key_validation_error' : 'wrong_sig_algorithm' },
    });
  });

  test('samlify signs the query', async () => {
    expect(await signatureOf({ url: samlify(hash, 'redirect') })).toMatchObject({
      by: 'parameter',
      ...verdicts(hash),
    });
  });

  test.each([true, false])('node-saml signs in the XML, with KeyInfo: %s', async (keyInfo) => {
    const xml = await nodeSamlXml(hash, keyInfo);
    expect(xml.includes(certificateBody(key))).toBe(keyInfo);
    expect(await posted(xml)).toMatchObject({ by: 'element', ...verdicts(hash) });
  });

  test('samlify signs in the XML', async () => {
    const xml = Buffer.from(samlify(hash, 'post'), 'base64').toString();
    expect(await posted(xml)).toMatchObject({
      by: 'element',
      bySpecification: verdicts(hash).bySpecification,
    });
  });

  test('what was altered afterwards does not match its digest', async () => {
    const xml = (await nodeSamlXml(hash, true)).replace(ACS, `${ACS}2`);
    expect(await posted(xml)).toMatchObject({
      digestMatches: false,
      bySpecification: { outcome: 'digest_mismatch' },
      atLoginGov: { outcome: 'digest_mismatch' },
    });
  });
});
