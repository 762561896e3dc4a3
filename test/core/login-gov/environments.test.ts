import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../../src/core/login-gov/environments.ts';

test.each([
  ['https://secure.login.gov/', 'production'],
  ['https://SECURE.login.gov/x', 'production'],
  ['http://secure.login.gov/', 'production'],
  ['https://idp.int.identitysandbox.gov/', 'sandbox'],
  ['https://idp.staging.login.gov/', 'other-deployment'],
  ['https://idp.dev.identitysandbox.gov/', 'other-deployment'],
  ['https://app.reviewapps.identitysandbox.gov/', 'other-deployment'],
  ['http://localhost:3000/openid_connect/authorize', 'local'],
  ['http://127.0.0.1:3000/', 'local'],
])('%s is %s', (url, environment) => {
  expect(environmentOf(url)).toBe(environment);
});

test.each([
  'https://login.gov/',
  'https://www.login.gov/help/',
  'https://portal.int.identitysandbox.gov/',
  'https://developers.login.gov/oidc/',
  'https://notlogin.gov/',
  'https://not-idp.login.gov/',
  'https://login.gov.example.com/',
  'https://example.com/?secure.login.gov',
  'https://secure.login.gov@example.com/',
  'http://localhost:3001/',
  'https://localhost:3000/',
  'about:blank',
  'secure.login.gov',
  '',
])('%j is no identity provider', (url) => {
  expect(environmentOf(url)).toBeUndefined();
});

describe('a deployment that the user named', () => {
  const deployments = ['https://idp.review.example.gov', 'http://localhost:3001', 'http://[::1]:4000'];

  test.each([
    ['https://idp.review.example.gov/openid_connect/authorize?x=1', 'other-deployment'],
    ['http://localhost:3001/', 'local'],
    ['http://[::1]:4000/', 'local'],
    ['https://secure.login.gov/', 'production'],
    ['https://idp.review.example.gov:8443/', undefined],
    ['http://idp.review.example.gov/', undefined],
    ['https://localhost.example.gov/', undefined],
    ['not an address', undefined],
  ])('%s is %s', (url, environment) => {
    expect(environmentOf(url, deployments)).toBe(environment);
  });

  test('is none to who was not told of it, asked before or after', () => {
    const url = 'https://idp.review.example.gov/';
    expect([environmentOf(url), environmentOf(url, deployments), environmentOf(url)]).toEqual([
      undefined,
      'other-deployment',
      undefined,
    ]);
  });
});
