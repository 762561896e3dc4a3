import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cgiEscape } from '../../../src/core/decode/cgi-escape.ts';

test.each([
  ['abcXYZ09_.-~', 'abcXYZ09_.-~'],
  ['a b', 'a+b'],
  ["!*'()", '%21%2A%27%28%29'],
  ['+/=', '%2B%2F%3D'],
  ['é🔑', '%C3%A9%F0%9F%94%91'],
])('%j becomes %j', (text, escaped) => {
  expect(cgiEscape(text)).toBe(escaped);
});

test('the bytes of UTF-8 are escaped one by one, but for those that stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ud800', '\udc00'), (text, half) => {
      const bytes = [...new TextEncoder().encode(text + half)];
      const escaped = bytes.map((byte) => {
        const character = String.fromCharCode(byte);
        if (/^[A-Za-z0-9_.~-]$/.test(character)) return character;
        return byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      });
      expect(cgiEscape(text + half)).toBe(escaped.join(''));
    }),
  );
});
