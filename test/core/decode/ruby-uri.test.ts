import { describe, expect, test } from 'vitest';
import { parseRubyUri, sameRubyUri } from '../../../src/core/decode/ruby-uri.ts';

describe('what Ruby reads as a URI', () => {
  test.each([
    ['https://app.gov/cb', { scheme: 'https', host: 'app.gov', port: 443, path: '/cb' }],
    [
      'HTTPS://u:p@APP.gov:8443',
      { scheme: 'https', userinfo: 'u:p', host: 'app.gov', port: 8443, path: '/' },
    ],
    [
      'https://@app.gov:/?a b#c',
      { scheme: 'https', host: 'app.gov', port: 443, path: '/', query: 'a%20b', fragment: 'c' },
    ],
    ['gov.agency.app://cb', { scheme: 'gov.agency.app', host: 'cb', path: '/' }],
    ['gov.agency.app:cb?x', { scheme: 'gov.agency.app', opaque: 'cb?x' }],
    ['/cb', { path: '/cb' }],
    ['app.gov/cb', { path: 'app.gov/cb' }],
    ['', { path: '/' }],
    ['https://[::1]:3000/', { scheme: 'https', host: '[::1]', port: 3000, path: '/' }],
    ['https://app.gov/*', { scheme: 'https', host: 'app.gov', port: 443, path: '/*' }],
    ['https://app.gov/?a[b]=ü', undefined],
    ['https://app.gov/?a[b]=c', { scheme: 'https', host: 'app.gov', port: 443, path: '/', query: 'a[b]=c' }],
    ['https://app.gov/?%zz', undefined],
    ['https://app.gov/%2', undefined],
    ['https://app.gov/a b', undefined],
    ['https://app.gov/[a]', undefined],
    ['https://app.gov/#a b', undefined],
    ['https://app.gov:x/', undefined],
    [' https://app.gov/', undefined],
    [':app.gov', undefined],
    ['1a:b', undefined],
  ])('%s', (text, uri) => {
    expect(parseRubyUri(text)).toEqual(uri);
  });

  test('is told of a long text that is nearly one', () => {
    for (const text of [
      `https://${'a:'.repeat(50_000)}`,
      `https://a${'/a'.repeat(50_000)} `,
      `${'a'.repeat(100_000)}@ `,
    ]) {
      expect(parseRubyUri(text)).toBeUndefined();
    }
  });
});

test.each([
  ['https://app.gov/cb', 'HTTPS://APP.gov:443/cb', true],
  ['https://app.gov', 'https://app.gov/', true],
  ['https://app.gov/cb', 'https://app.gov/cb/', false],
  ['https://app.gov/cb', 'https://app.gov/CB', false],
  ['https://app.gov/cb', 'http://app.gov:443/cb', false],
  ['https://app.gov/?a', 'https://app.gov/?A', false],
  ['https://app.gov/#a', 'https://app.gov/', false],
  ['https://app.gov/a%2Fb', 'https://app.gov/a%2fb', false],
  ['app:a', 'app:b', false],
  ['https:a', 'https:b', true],
])('%s and %s are the same: %s', (a, b, same) => {
  const [first, second] = [parseRubyUri(a), parseRubyUri(b)];
  expect(first !== undefined && second !== undefined && sameRubyUri(first, second)).toBe(same);
});
