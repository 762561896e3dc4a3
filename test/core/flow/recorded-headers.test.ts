import { expect, test } from 'vitest';
import {
  recordedAuthorization,
  recordedHeaders,
  withoutCredentials,
} from '../../../src/core/flow/recorded-headers.ts';

test('headers that rules and reports need are recorded; cookies are not', () => {
  const headers = ['Content-Length', 'Set-Cookie', 'content-security-policy', 'X-Other'];
  const recorded = recordedHeaders(headers.map((name) => ({ name, value: '1' })));
  expect(recorded.map(({ name }) => name)).toEqual(['Content-Length', 'content-security-policy']);
});

test.each([
  ['Bearer abc.def', 'Bearer ∗∗∗∗∗∗∗'],
  ['bearer abc', 'bearer ∗∗∗'],
  ['  Bearer  a\tb ', '  Bearer  ∗\t∗ '],
  ['Bearer', 'Bearer'],
  ['abc.def', '∗∗∗∗∗∗∗'],
  ['Bearer Bearer', 'Bearer ∗∗∗∗∗∗'],
  ['Bearer:abc', '∗∗∗∗∗∗∗∗∗∗'],
  ['', ''],
])('of %j only scheme and length are kept', (value, kept) => {
  expect(recordedAuthorization(value)).toBe(kept);
});

test('the mask of a long token is not as long', () => {
  expect(recordedAuthorization(`Bearer ${'x'.repeat(100_000)}`)).toHaveLength('Bearer '.length + 500);
});

test.each([
  ['Cookie', 'session=4f1c; theme=dark', 'session=∗∗∗∗; theme=∗∗∗∗'],
  ['cookie', 'a=1;b="2=3"; c', 'a=∗;b=∗∗∗∗∗; ∗'],
  ['Cookie', 'Path=secret; Secure=secret', 'Path=∗∗∗∗∗∗; Secure=∗∗∗∗∗∗'],
  [
    'Set-Cookie',
    '__Host-s=4f1c; Path=/; Secure; SameSite=Lax',
    '__Host-s=∗∗∗∗; Path=/; Secure; SameSite=Lax',
  ],
  ['set-cookie', 'token', '∗∗∗∗∗'],
  ['Set-Cookie', 's=1; note=secret', 's=∗; note=∗∗∗∗∗∗'],
  ['Proxy-Authorization', 'Basic YTpi', 'Basic ∗∗∗∗'],
  ['Content-Type', 'text/html; charset=utf-8', 'text/html; charset=utf-8'],
])('of %s: %s a file keeps %s', (name, value, kept) => {
  expect(withoutCredentials({ name, value })).toEqual({ name, value: kept });
  expect(withoutCredentials({ name, value: kept })).toEqual({ name, value: kept });
});
