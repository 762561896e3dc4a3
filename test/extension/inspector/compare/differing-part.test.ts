import { expect, it } from 'vitest';
import { differingPart } from '../../../../src/extension/inspector/compare/differing-part.ts';

it.each([
  ['urn:verified', 'urn:verifed', [9, 1, 0]],
  ['abc', 'abc', [3, 0, 0]],
  ['', 'abc', [0, 0, 3]],
  ['aa', 'aaa', [2, 0, 1]],
  ['left', 'right', [0, 3, 4]],
])('%s and %s', (left, right, expected) => {
  expect(differingPart(left, right)).toEqual(expected);
});
