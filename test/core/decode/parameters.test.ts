import { describe, expect, test } from 'vitest';
import {
  parameter,
  parseParameters,
  percentDecode,
  queryParameters,
} from '../../../src/core/decode/parameters.ts';
import { LIMITS } from '../../../src/core/limits.ts';

describe('parseParameters', () => {
  test('keeps the text as sent beside the decoded value', () => {
    expect(parseParameters('acr_values=a%20b+c&state=x')).toEqual([
      { name: 'acr_values', value: 'a b c', raw: 'a%20b+c' },
      { name: 'state', value: 'x', raw: 'x' },
    ]);
  });

  test('reads a question mark at the start as none of the name', () => {
    expect(parseParameters('?a=1')).toEqual([{ name: 'a', value: '1', raw: '1' }]);
  });

  test('splits at the first equals sign, so that base64 padding stays', () => {
    expect(parseParameters('SAMLRequest=AA==')).toEqual([
      { name: 'SAMLRequest', value: 'AA==', raw: 'AA==' },
    ]);
  });

  test('marks a name without an equals sign, which has no value for Login.gov', () => {
    expect(parseParameters('flag&a=')).toEqual([
      { name: 'flag', value: '', raw: '', valueless: true },
      { name: 'a', value: '', raw: '' },
    ]);
  });

  test('says what Rack refuses; bytes in a name that are no UTF-8 are none of it', () => {
    const faults = parseParameters('a=%zz&b=%FF&c=%00&%=1&%FF=1&d=%C3%A9').map(({ fault }) => fault);
    expect(faults).toEqual(['broken-escape', 'not-utf-8', 'nul', 'broken-escape', undefined, undefined]);
  });

  test('passes over empty pairs', () => {
    expect(parseParameters('&&a=1&')).toEqual([{ name: 'a', value: '1', raw: '1' }]);
    expect(parseParameters('')).toEqual([]);
  });

  test('keeps every parameter of one name, in order', () => {
    expect(parseParameters('a=1&a=2').map(({ value }) => value)).toEqual(['1', '2']);
  });

  test('decodes names, too', () => {
    expect(parseParameters('redirect%5Furi=x')).toEqual([{ name: 'redirect_uri', value: 'x', raw: 'x' }]);
  });

  test('reads no more than so many parameters', () => {
    const query = Array.from({ length: LIMITS.parameters + 500 }, (_, index) => `p${index}=v`).join('&');
    const parameters = parseParameters(query);
    expect(parameters).toHaveLength(LIMITS.parameters);
    expect(parameters.at(-1)?.name).toBe(`p${LIMITS.parameters - 1}`);
  });
});

describe('percentDecode', () => {
  test.each([
    ['%41%62', 'Ab'],
    ['a+b', 'a b'],
    ['a%2Bb', 'a+b'],
    ['%e4%b8%ad', '中'],
    ['中%20', '中 '],
    ['%zz', '%zz'],
    ['100%', '100%'],
    ['%4', '%4'],
    ['%%41', '%A'],
    ['%2541', '%41'],
    ['', ''],
  ])('%j is %j', (text, decoded) => {
    expect(percentDecode(text)).toBe(decoded);
  });

  test('replaces bytes that are no UTF-8 instead of throwing', () => {
    expect(percentDecode('a%FFb')).toBe('a\ufffdb');
    expect(percentDecode('%C3')).toBe('\ufffd');
  });

  test('keeps a byte order mark, which is part of the value', () => {
    expect(percentDecode('%EF%BB%BFopenid')).toBe('\ufeffopenid');
  });
});

describe('queryParameters', () => {
  test('reads the query and not the fragment', () => {
    expect(queryParameters('https://secure.login.gov/x?a=1#b=2')).toEqual([
      { name: 'a', value: '1', raw: '1' },
    ]);
  });

  test.each(['', 'not a url', 'https://', '/openid_connect/authorize?a=1', 'https://[::1'])(
    'is empty for %j, which is no URL',
    (text) => {
      expect(queryParameters(text)).toEqual([]);
    },
  );
});

test('parameter gives the last of a name, as Login.gov does, and knows no names of Object', () => {
  const parameters = parseParameters('a=1&a=2');
  expect(parameter(parameters, 'a')).toBe('2');
  expect(parameter(parameters, 'constructor')).toBeUndefined();
  expect(parameter(parseParameters('__proto__=1'), '__proto__')).toBe('1');
});
