import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../../src/formats/compare/align.ts';

const same = (one: string, other: string) => one === other;
const aligned = (left: string, right: string) =>
  align([...left], [...right], same).map(([one = '-', other = '-']) => one + other);

describe('align', () => {
  test('puts equal items beside one another', () => {
    expect(aligned('abc', 'abc')).toEqual(['aa', 'bb', 'cc']);
    expect(aligned('abcd', 'acxd')).toEqual(['aa', 'b-', 'cc', '-x', 'dd']);
    expect(aligned('ab', '')).toEqual(['a-', 'b-']);
    expect(aligned('', 'ab')).toEqual(['-a', '-b']);
  });

  test('leaves nothing out and keeps both orders', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 20 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const pairs = align([...left], [...right], same);
        expect(pairs.map(([one]) => one ?? '').join('')).toBe(left);
        expect(pairs.map(([, other]) => other ?? '').join('')).toBe(right);
        for (const [one, other] of pairs)
          if (one !== undefined && other !== undefined) expect(one).toBe(other);
      }),
    );
  });

  test('compares very long lists place by place', () => {
    const long = Array.from({ length: 1001 }, (_, index) => String(index));
    expect(align(long, ['0', 'x'], same).slice(0, 3)).toEqual([
      ['0', '0'],
      ['1', 'x'],
      ['2', undefined],
    ]);
  });
});
