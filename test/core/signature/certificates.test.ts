import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  MAX_CERTIFICATE_TEXT,
  MAX_CERTIFICATES,
  readCertificates,
} from '../../../src/core/signature/certificates.ts';
import { certificateBody, type KeyPair, makeKey } from './signers.ts';

let rsa: KeyPair;
let small: KeyPair;
let ec: KeyPair;

beforeAll(async () => {
  rsa = await makeKey('app.example.gov');
  small = await makeKey('small', { bits: 1024 });
  ec = await makeKey('ec', { type: 'ec' });
});

async function factsOf(text: string) {
  const result = await readCertificates(text);
  if (!result.ok) throw new Error(result.detail);
  return result.certificates.map(({ facts }) => facts);
}

async function refusalOf(text: string) {
  const result = await readCertificates(text);
  return result.ok ? 'no refusal' : result.detail;
}

describe('a certificate', () => {
  test('has the facts that Node reads from it', async () => {
    const node = new X509Certificate(rsa.certificate);
    expect(await factsOf(rsa.certificate)).toEqual([
      {
        subject: 'CN=app.example.gov',
        issuer: 'CN=app.example.gov',
        serialNumber: node.serialNumber.match(/../g)?.join(':'),
        notBefore: Date.parse(node.validFrom),
        notAfter: Date.parse(node.validTo),
        keyType: 'RSA',
        keyBits: 2048,
        signatureAlgorithm: 'RSA with SHA-256',
        sha256: node.fingerprint256,
      },
    ]);
  });

  test('of another key says so', async () => {
    expect(await factsOf(small.certificate)).toMatchObject([{ keyType: 'RSA', keyBits: 1024 }]);
    expect(await factsOf(ec.certificate)).toMatchObject([
      { keyType: 'EC', keyBits: 256, signatureAlgorithm: 'ECDSA with SHA-256' },
    ]);
  });

  test('has the name of each kind of attribute, the most specific first', async () => {
    const [facts] = await factsOf(
      openssl('rsa:2048', '/C=US/DC=gov/O=Example, Agency/OU=#x/emailAddress=a@b.gov/CN=ä'),
    );
    expect(facts?.subject).toBe('CN=ä, emailAddress=a@b.gov, OU=\\#x, O=Example\\, Agency, DC=gov, C=US');
  });

  test.each([
    ['ed25519', { keyType: 'Ed25519', keyBits: 256, signatureAlgorithm: 'Ed25519' }],
    ['rsa-pss:2048', { keyType: 'RSA-PSS', keyBits: 2048, signatureAlgorithm: 'RSA-PSS' }],
  ])('with a key of type %s is read', async (type, facts) => {
    expect(await factsOf(openssl(type, '/CN=x'))).toMatchObject([facts]);
  });
});

/** A certificate that selfsigned cannot make. */
function openssl(type: string, subject: string): string {
  return execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', type, '-nodes', '-keyout', '/dev/null', '-utf8', '-subj', subject],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
}

describe('the text of a certificate', () => {
  test('may be PEM, bare base64, or base64 with white space', async () => {
    const expected = await factsOf(rsa.certificate);
    const body = certificateBody(rsa);
    for (const text of [body, body.replace(/.{64}/g, '\n  $&\r\n'), `  ${body.replace(/=*$/, '')}`]) {
      expect(await factsOf(text)).toEqual(expected);
    }
  });

  test('may be followed by more bytes in the base64, as with OpenSSL', async () => {
    const der = Buffer.from(certificateBody(rsa), 'base64');
    const longer = Buffer.concat([der, Buffer.from('more')]).toString('base64');
    expect(await factsOf(longer)).toEqual(await factsOf(rsa.certificate));
  });

  test('may hold a chain, and other things', async () => {
    const chain = `Bag Attributes\n${rsa.certificate}${rsa.privateKey}\n${ec.certificate}`;
    const subjects = (await factsOf(chain)).map(({ subject }) => subject);
    expect(subjects).toEqual(['CN=app.example.gov', 'CN=ec']);
  });
});

describe('what is no certificate is refused with a sentence', () => {
  const expected = 'a certificate in PEM, or the base64 text of one, is expected.';

  test('for a key', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await refusalOf(rsa.privateKey)).toBe(`The text holds a PRIVATE KEY; ${expected}`);
    expect(await refusalOf(pem)).toBe(`The text holds a PUBLIC KEY; ${expected}`);
  });

  test.each([
    ['', `The text is empty; ${expected}`],
    ['hello', `The text cannot be read as an X.509 certificate; ${expected}`],
    ['MIIC6DCCAdCg', `The text cannot be read as an X.509 certificate; ${expected}`],
    ['-----BEGIN CERTIFICATE', 'A line that starts with "-----BEGIN" does not end in "-----".'],
    [
      '-----BEGIN CERTIFICATE-----\nMIIC',
      'The text has the line "-----BEGIN CERTIFICATE-----" but not the END line that belongs to it.',
    ],
  ])('for %j', async (text, detail) => {
    expect(await refusalOf(text)).toBe(detail);
  });

  test('for a broken certificate of a chain', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(await refusalOf(rsa.certificate + broken)).toBe(
      `Certificate 2 of 2 cannot be read as an X.509 certificate; ${expected}`,
    );
  });

  test('for too much', async () => {
    expect(await refusalOf('x'.repeat(MAX_CERTIFICATE_TEXT + 1))).toMatch(/^The text has 262145 characters;/);
    const many = '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.repeat(MAX_CERTIFICATES + 1);
    expect(await refusalOf(many)).toBe('The text holds 101 certificates; at most 100 are read.');
  });

  test.each(['-----BEGIN A-----'.repeat(14_000), '-----BEGIN '.repeat(20_000), '-'.repeat(200_000)])(
    'in little time, case %#',
    async (text) => {
      expect((await readCertificates(text)).ok).toBe(false);
    },
  );
});
