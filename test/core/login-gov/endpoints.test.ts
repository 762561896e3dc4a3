import { describe, expect, test } from 'vitest';
import {
  type Endpoint,
  endpointOf,
  startsFlow,
  unnamedDeployment,
} from '../../../src/core/login-gov/endpoints.ts';

const HOST = 'https://secure.login.gov';

describe('endpointOf', () => {
  test.each<[string, Endpoint]>([
    ['/openid_connect/authorize', { kind: 'oidc-authorize' }],
    ['/openid_connect/authorize/', { kind: 'oidc-authorize' }],
    ['/openid_connect/authorize?a=1#b', { kind: 'oidc-authorize' }],
    ['/es/openid_connect/authorize', { kind: 'oidc-authorize' }],
    ['/zh/openid_connect/logout', { kind: 'oidc-logout' }],
    ['/openid_connect/logout', { kind: 'oidc-logout' }],
    ['/api/openid_connect/token', { kind: 'oidc-token' }],
    ['/api/openid_connect/userinfo', { kind: 'oidc-userinfo' }],
    ['/api/saml/auth2026', { kind: 'saml-auth', year: '2026' }],
    ['/api/saml/auth', { kind: 'saml-auth' }],
    ['/api/saml/auth2026/', { kind: 'saml-auth', year: '2026' }],
    ['/api/saml/logout2025', { kind: 'saml-logout', year: '2025' }],
    ['/api/saml/remotelogout2026', { kind: 'saml-remote-logout', year: '2026' }],
    ['/api/saml/authpost2026', { kind: 'saml-internal', path: 'authpost' }],
    ['/api/saml/finalauthpost2026', { kind: 'saml-internal', path: 'finalauthpost' }],
    ['/api/saml/complete', { kind: 'saml-internal', path: 'complete' }],
  ])('%s', (path, endpoint) => {
    expect(endpointOf(HOST + path)).toEqual(endpoint);
  });

  test.each([
    '/',
    '/openid_connect/authorize2',
    '/openid_connect/authorize/x',
    '/x/openid_connect/authorize',
    '/de/openid_connect/authorize',
    '/OpenID_Connect/authorize',
    '/api/saml/auth26',
    '/api/saml/auth20260',
    '/es/api/saml/auth2026',
    '/api/saml/metadata2026',
    '/api/openid_connect/certs',
  ])('%s is none', (path) => {
    expect(endpointOf(HOST + path)).toBeUndefined();
  });

  test.each([
    'https://secure.login.gov.evil.example/openid_connect/authorize',
    'openid_connect/authorize',
    '',
  ])('%j is none of Login.gov', (url) => {
    expect(endpointOf(url)).toBeUndefined();
  });
});

describe('startsFlow', () => {
  test.each([
    '/openid_connect/authorize',
    '/openid_connect/logout',
    '/api/saml/auth2026',
    '/api/saml/logout2026',
    '/openid_connect/authorise',
    '/en/api/saml/auth2026',
    '/oauth2/v1/authorize',
  ])('%s begins an attempt', (path) => {
    expect(startsFlow(HOST + path)).toBe(true);
  });

  test.each([
    '/',
    '/sign_up/completed',
    '/.well-known/openid-configuration',
    '/api/openid_connect/certs',
    '/api/openid_connect/token',
    '/api/saml/metadata2026',
    '/api/saml/authpost2026',
    '/api/saml/remotelogout2026',
  ])('%s does not', (path) => {
    expect(startsFlow(HOST + path)).toBe(false);
  });

  test('of another site, none does', () => {
    expect(startsFlow('https://app.example.gov/openid_connect/authorise')).toBe(false);
  });
});

describe('unnamedDeployment', () => {
  test.each([
    ['http://localhost:3001/openid_connect/authorize?client_id=x', 'http://localhost:3001'],
    ['https://idp.review.example.gov/api/saml/auth2026', 'https://idp.review.example.gov'],
    ['http://localhost:3001/api/openid_connect/token', undefined],
    ['http://localhost:3001/oauth2/authorize', undefined],
    ['https://idp.int.identitysandbox.gov/openid_connect/authorize', undefined],
    ['ftp://localhost/openid_connect/authorize', undefined],
    ['no address', undefined],
  ])('%s', (url, origin) => {
    expect(unnamedDeployment(url)).toBe(origin);
  });

  test('is none that was named', () => {
    const named = 'http://localhost:3001';
    expect(unnamedDeployment(`${named}/openid_connect/authorize`, [named])).toBeUndefined();
  });
});
