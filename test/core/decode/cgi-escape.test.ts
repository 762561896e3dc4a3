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
