import { expect, test } from 'vitest';
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
