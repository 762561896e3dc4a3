import { expect, test } from 'vitest';
import { recordedAuthorization, recordedHeaders } from '../../../src/core/flow/recorded-headers.ts';

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
