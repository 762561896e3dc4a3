import { expect, test } from 'vitest';
import { nestingConflict, refusedParameter } from '../../../src/core/decode/nested-parameters.ts';
import { parseParameters } from '../../../src/core/decode/parameters.ts';

test.each([
  ['a=1&b=2', undefined],
  ['a=1&a[b]=2', 'a[b]'],
  ['a[b]=2&a=1', undefined],
  ['a[b]=2&a=1&a[c]=3', 'a[c]'],
  ['a&a[b]=2', undefined],
  ['a=&a[b]=2', 'a[b]'],
  ['a[]=1&a[]=2', undefined],
  ['a[]=1&a[b]=2', 'a[b]'],
  ['a[b]=1&a[]=2', 'a[]'],
  ['a=1&a[]=2', 'a[]'],
  ['a[][b]=1&a[][b]=2&a[][c]=3', undefined],
  ['a[b]=1&a[b][c]=2', 'a[b][c]'],
  ['a[b][]=1&a[b][c]=2', 'a[b][c]'],
  ['a[=1&a[b]=2', undefined],
  ['[a]=1&[a][b]=2', '[a][b]'],
  ['[]=1&[][a]=2', '[][a]'],
  ['a[][]=1&a[][]=2', undefined],
  ['a[][b][]=1&a[][b][c]=2', 'a[][b][c]'],
  [`a${'[b]'.repeat(31)}=1`, undefined],
  [`a${'[b]'.repeat(40)}=1`, `a${'[b]'.repeat(40)}`],
])('%s: %s', (query, conflict) => {
  expect(nestingConflict(parseParameters(query))).toBe(conflict);
});

test.each([
  ['a=1', undefined],
  ['a=%zz&a=1', 'a'],
  ['=%zz', ''],
  ['a=%FF&a=1', 'a'],
  ['=%FF&=%00', undefined],
  ['a=%00', 'a'],
  ['a=%00&a=1', undefined],
  ['a=1&a=%00', 'a'],
  ['a[b]=%00&a=1', undefined],
  ['a[b]=%00&a[c]=1', 'a[b]'],
  ['a%00=1&a%00=2', 'a\0'],
])('%s is refused for %s', (query, name) => {
  expect(refusedParameter(parseParameters(query))?.name).toBe(name);
});
