import { createSign } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { makeKeyPair } from '../../playground/keys.ts';
import { decodeMessages } from '../../src/core/decode/messages.ts';
import { inspect } from '../../src/core/index.ts';
import { verifyClientAssertions } from '../../src/core/verify-client-assertions.ts';
import { afterSignIn, assertionClaims, CLIENT_ID, tokenRequest } from '../support/builders.ts';

const RULE = 'oidc-token-assertion-signature';
const [own, other] = await Promise.all([makeKeyPair('app.example.gov'), makeKeyPair('app.example.gov')]);

async function signed(privateKey: string): Promise<string> {
  const key = await importPKCS8(privateKey, 'RS256');
  return new SignJWT(assertionClaims()).setProtectedHeader({ alg: 'RS256' }).sign(key);
}

async function sent(privateKey: string, change = (token: string) => token) {
  return afterSignIn([tokenRequest({ client_assertion: change(await signed(privateKey)) })]);
}

async function verified(privateKey: string, certs: readonly string[], change?: (token: string) => string) {
  const { flows } = await sent(privateKey, change);
  const checks = await verifyClientAssertions(flows.flatMap(decodeMessages), { portal: { certs } });
  return [...checks.values()];
}

describe('a client_assertion', () => {
  test('is verified by the certificate of its key, whichever of the list that is', async () => {
    expect(await verified(own.privateKey, [own.certificate])).toEqual([true]);
    expect(await verified(own.privateKey, [other.certificate, own.certificate])).toEqual([true]);
  });

  test('is not by another one, nor when it was changed', async () => {
    expect(await verified(own.privateKey, [other.certificate])).toEqual([false]);
    const changed = (token: string) => token.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`);
    expect(await verified(own.privateKey, [own.certificate], changed)).toEqual([false]);
  });

  test('is left alone without a certificate that can be read', async () => {
    expect(await verified(own.privateKey, [])).toEqual([]);
    expect(await verified(own.privateKey, ['nonsense'])).toEqual([]);
  });
});

test('the rule tells a registered key from another', async () => {
  const portal = (certificate: string) => ({ portal: { issuer: CLIENT_ID, certs: [certificate] } });
  const [good] = (await inspect(await sent(own.privateKey), portal(own.certificate))).flows;
  const [bad] = (await inspect(await sent(own.privateKey), portal(other.certificate))).flows;
  const about = (rules: readonly { readonly rule: string }[] = []) =>
    rules.filter(({ rule }) => rule === RULE);
  expect([about(good?.findings), about(good?.skipped)]).toEqual([[], []]);
  expect(about(bad?.findings)).toMatchObject([
    { summary: expect.stringContaining('None of the registered certificates verifies the signature') },
  ]);
});

describe('an assertion by the registered key, read as Login.gov reads it', () => {
  const soon = `${assertionClaims().exp}`;

  test.each([
    ['as the documentation has it', {}, 'RS256', 0],
    ['the name of the algorithm in lower case', {}, 'rs256', 0],
    ['another algorithm', {}, 'RS512', 1],
    ['times as text', { exp: soon, nbf: '1' }, 'RS256', 0],
    ['an nbf of null', { nbf: null }, 'RS256', 0],
    ['an nbf to come', { nbf: Number(soon) }, 'RS256', 1],
    ['an exp of null', { exp: null }, 'RS256', 1],
  ])('%s', async (_, claims, alg, findings) => {
    const parts = [{ alg }, { ...assertionClaims(), ...claims }];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = createSign('RSA-SHA256').update(text).sign(own.privateKey, 'base64url');
    const capture = afterSignIn([tokenRequest({ client_assertion: `${text}.${signature}` })]);
    const portal = { issuer: CLIENT_ID, certs: [own.certificate] };
    const [inspected] = (await inspect(capture, { portal })).flows;
    expect(inspected?.findings.filter(({ rule }) => rule === RULE)).toHaveLength(findings);
  });
});
