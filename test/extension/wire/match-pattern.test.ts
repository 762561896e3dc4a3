import { describe, expect, test } from 'vitest';
import {
  covers,
  hostIn,
  isAllSites,
  isWholeHost,
  patternFor,
} from '../../../src/extension/wire/match-pattern.ts';

test.each([
  ['https://sp.example.gov/a?b=c#d', 'https://sp.example.gov/*'],
  ['http://localhost:3001/', 'http://localhost/*'],
  ['https://user:secret@sp.example.gov:8443/', 'https://sp.example.gov/*'],
  ['http://[::1]:4000/', 'http://[::1]/*'],
  ['myapp://callback', undefined],
  ['about:blank', undefined],
  ['', undefined],
])('for %j the extension asks for %s', (url, pattern) => {
  expect(patternFor(url)).toBe(pattern);
});

describe('access', () => {
  test.each([
    ['<all_urls>', 'https://sp.example.gov/*'],
    ['*://*/*', 'http://sp.example.gov/*'],
    ['https://*/*', 'https://sp.example.gov/*'],
    ['https://sp.example.gov/*', 'https://sp.example.gov/*'],
    ['https://*.example.gov/*', 'https://sp.example.gov/*'],
    ['https://*.example.gov/*', 'https://example.gov/*'],
    ['https://*.example.gov/*', 'https://*.sp.example.gov/*'],
    ['http://localhost:3000/*', 'http://localhost/*'],
    ['http://localhost/*', 'http://localhost/api/saml/*'],
  ])('to %s is access to %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
  });

  test.each([
    ['https://*/*', 'http://sp.example.gov/*'],
    ['https://sp.example.gov/*', 'https://*.example.gov/*'],
    ['https://*.example.gov/*', 'https://notexample.gov/*'],
    ['https://sp.example.gov/*', 'https://sp.example.gov.example.com/*'],
    ['https://sp.example.gov/*', 'https://sp.example.gov@example.com/'],
    ['file:///*', 'https://sp.example.gov/*'],
    ['', 'https://sp.example.gov/*'],
  ])('to %j is none to %s', (wide, narrow) => {
    expect(covers(wide, narrow)).toBe(false);
  });
});

test('is said as a person says it', () => {
  expect(['https://sp.example.gov/*', 'http://localhost/*', '<all_urls>', '*://*/*'].map(hostIn)).toEqual([
    'sp.example.gov',
    'http://localhost',
    'all sites',
    'all sites',
  ]);
});

test('all sites and whole hosts are told from parts', () => {
  expect(['<all_urls>', 'https://*/*', 'https://*.login.gov/*'].map(isAllSites)).toEqual([true, true, false]);
  expect(['<all_urls>', 'https://*.login.gov/*', 'https://*.login.gov/api/saml/*'].map(isWholeHost)).toEqual([
    true,
    true,
    false,
  ]);
});
