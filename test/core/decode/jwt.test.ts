import { describe, expect, test } from 'vitest';
import { readJwt } from '../../../src/core/decode/jwt.ts';
import { base64, jwt } from '../../support/builders.ts';

const part = (text: string) => base64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

test('a token has its header and its claims, whatever the characters', () => {
  expect(readJwt(jwt({ iss: 'ü→😀', aud: ['a'] }, 'HS256'))).toEqual({
    ok: true,
    header: { alg: 'HS256', typ: 'JWT' },
    claims: { iss: 'ü→😀', aud: ['a'] },
  });
});

describe('a text that is none', () => {
  test.each([
    ['', 'has 1 part between its dots, where 3 are expected'],
    ['a.b', 'has 2 parts between its dots, where 3 are expected'],
    ['a.b.c.d.e', 'has 5 parts between its dots, where 3 are expected'],
    [`.${part('{}')}.c`, 'has a header that is no JSON object in base64url'],
    [`${part('[]')}.${part('{}')}.c`, 'has a header that is no JSON object in base64url'],
    [`${part('{}')}.${part('null')}.c`, 'has a payload that is no JSON object in base64url'],
    [`${part('{}')}.${part('{')}.c`, 'has a payload that is no JSON object in base64url'],
    [`${part('{}')}.a b.c`, 'has a payload that is no JSON object in base64url'],
    [`${part('{}')}.A.c`, 'has a payload that is no JSON object in base64url'],
    [`${part('{}')}.__8.c`, 'has a payload that is no JSON object in base64url'],
    ['x'.repeat(70_000), 'has 70000 characters; at most 65536 are read'],
  ])('%.40s', (text, problem) => {
    expect(readJwt(text)).toEqual({ ok: false, problem });
  });
});
