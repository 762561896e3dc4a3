import { describe, expect, test } from 'vitest';
import {
  decodeBase64Leniently,
  fromBase64Url,
  strangeBase64Character,
} from '../../../src/core/decode/base64.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('decodeBase64Leniently', () => {
  test.each([
    ['with padding', 'PHg+PC94Pg==', '<x></x>'],
    ['without padding', 'PHg+PC94Pg', '<x></x>'],
    ['with line breaks', 'PHg+\r\nPC94\nPg==', '<x></x>'],
    ['with spaces', 'PHg+ PC94 Pg==', '<x></x>'],
    ['with characters of no alphabet', 'PHg+*PC94!Pg==', '<x></x>'],
    ['ending at an equals sign that can end a group', 'PHg+PC8=PC94Pg==', '<x></'],
    ['passing over an equals sign that can end none', 'PHg+=P=C94Pg==', '<x></x>'],
    ['with one digit too many', 'PHg+P', '<x>'],
    ['empty', '', ''],
    ['of padding alone', '====', ''],
    ['of one digit', 'A', ''],
  ])('%s', (_, encoded, decoded) => {
    expect(text(decodeBase64Leniently(encoded))).toBe(decoded);
  });

  test('gives bytes, not characters', () => {
    expect([...decodeBase64Leniently('/+8A')]).toEqual([0xff, 0xef, 0x00]);
  });

  test('takes text outside ASCII for none', () => {
    expect([...decodeBase64Leniently('é中😀')]).toEqual([]);
  });
});

describe('strangeBase64Character', () => {
  test('names the first and where it stands', () => {
    expect(strangeBase64Character('AB*C!')).toEqual({ character: '*', at: 2 });
  });

  test('names a whole character where it takes two code units', () => {
    expect(strangeBase64Character('A😀')).toEqual({ character: '😀', at: 1 });
  });

  test('finds none in base64 with padding and white space', () => {
    expect(strangeBase64Character('AB+/ \r\n\tCD==')).toBeUndefined();
  });
});

test('fromBase64Url changes both characters of the alphabet, everywhere', () => {
  expect(fromBase64Url('-_a-_')).toBe('+/a+/');
});
