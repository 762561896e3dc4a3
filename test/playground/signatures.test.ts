import { execFileSync } from 'node:child_process';
import { verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeKeyPair } from '../../playground/keys.ts';
import { createEnvironment } from '../../playground/login-gov/environment.ts';
import { registrations, SAML_ACS, SAML_CLIENT } from '../../playground/login-gov/registrations.ts';
import { samlMetadata } from '../../playground/login-gov/saml-metadata.ts';
import { readSamlRequest } from '../../playground/login-gov/saml-request.ts';
import { samlResponse } from '../../playground/login-gov/saml-response.ts';
import { verifiesWith } from '../../playground/login-gov/saml-signature.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import type { Visit } from './test-browser.ts';
import { formFields, openTestBrowser } from './test-browser.ts';

/** Signatures judged by others than the code that makes or checks them: xmlsec1 and plain crypto. */

const XMLSEC = '/usr/bin/xmlsec1';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;
let folder: string;

beforeAll(async () => {
  playground = await startPlayground();
  folder = mkdtempSync(join(tmpdir(), 'playground-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await playground.close();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function xmlsec(...parameters: readonly string[]): string {
  return execFileSync(XMLSEC, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function verifyXml(xml: string, root: string, certificate: string): void {
  xmlsec(
    '--verify',
    '--id-attr:ID',
    root,
    '--pubkey-cert-pem',
    file('certificate.pem', certificate),
    file('signed.xml', xml),
  );
}

function samlCertificate(): string {
  return playground.registrations.find(({ issuer }) => issuer === SAML_CLIENT)?.certs[0] ?? '';
}

async function startOf(name: string): Promise<Visit> {
  playground.clearLog();
  return openTestBrowser(playground, { immediate: false }).goto(
    `https://saml-sp.example.gov/sign-in/${name}`,
  );
}

async function postedRequest(name: string): Promise<URLSearchParams> {
  const fields = formFields((await startOf(name)).html);
  return new URLSearchParams(fields.map(([field, value]) => [field, value]));
}

describe('a request over the redirect binding', () => {
  it.each([
    ['redirect', 'sha256', true],
    ['sha1', 'sha1', false],
  ] as const)('%s is signed over the query string as sent, with %s', async (name, hash, accepted) => {
    await startOf(name);
    const [, authorize] = playground.log;
    const [signed = '', signature = ''] = (authorize?.url ?? '').split('?')[1]?.split('&Signature=') ?? [];
    expect(signed).toMatch(/^SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=[^&]+$/);
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify(hash, Buffer.from(signed), samlCertificate(), bytes)).toBe(true);
    const message = readSamlRequest(new URL(authorize?.url ?? '').searchParams);
    expect(verifiesWith(message, [samlCertificate()])).toBe(accepted);
  });
});

describe('a request over the POST binding', () => {
  it('verifies with xmlsec1', async () => {
    const xml = Buffer.from((await postedRequest('post')).get('SAMLRequest') ?? '', 'base64').toString();
    expect(xml).toContain('<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>');
    expect(xml).toContain('<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>');
    verifyXml(xml, `${PROTOCOL}:AuthnRequest`, samlCertificate());
    const changed = xml.replace('auth-only', 'verified');
    expect(() => verifyXml(changed, `${PROTOCOL}:AuthnRequest`, samlCertificate())).toThrow();
  });

  it('verifies here, unless a word of it was changed or another certificate is asked', async () => {
    const parameters = await postedRequest('post');
    expect(verifiesWith(readSamlRequest(parameters), [samlCertificate()])).toBe(true);
    expect(verifiesWith(readSamlRequest(parameters), [playground.certificate])).toBe(false);
    const xml = Buffer.from(parameters.get('SAMLRequest') ?? '', 'base64').toString();
    parameters.set('SAMLRequest', Buffer.from(xml.replace('auth-only', 'verified')).toString('base64'));
    expect(verifiesWith(readSamlRequest(parameters), [samlCertificate()])).toBe(false);
  });

  it('does not count when it is SHA-1', async () => {
    const message = readSamlRequest(await postedRequest('sha1-post'));
    expect(message.document?.signature).toBeDefined();
    expect(verifiesWith(message, [samlCertificate()])).toBe(false);
  });
});

describe('what the identity provider signs', () => {
  it('decrypts and verifies with xmlsec1', async () => {
    const [idp, sp] = await Promise.all([makeKeyPair('idp'), makeKeyPair('sp')]);
    const registered = registrations({ oidc: sp.certificate, saml: sp.certificate });
    const environment = createEnvironment('idp.int.identitysandbox.gov', 'server_side', idp, registered);
    const client = registered.find(({ issuer }) => issuer === SAML_CLIENT);
    const request = readSamlRequest(await postedRequest('post')).document;
    if (!client || !request) throw new Error('The sample request and its client are missing');

    const response = samlResponse({ environment, client, request, url: SAML_ACS });
    const decrypted = xmlsec(
      '--decrypt',
      '--privkey-pem',
      file('sp.pem', sp.privateKey),
      file('response.xml', response),
    );
    const assertion = /<Assertion [\s\S]*<\/Assertion>/.exec(decrypted)?.[0] ?? '';
    expect(assertion).toContain('<AttributeValue>user@example.gov</AttributeValue>');
    verifyXml(assertion, `${ASSERTION}:Assertion`, idp.certificate);

    const metadata = samlMetadata(environment, '2026');
    verifyXml(metadata, 'urn:oasis:names:tc:SAML:2.0:metadata:EntityDescriptor', idp.certificate);
    expect(metadata).toContain('Location="https://idp.int.identitysandbox.gov/api/saml/auth2026"');
  });
});
