import { describe, expect, it } from 'vitest';
import { dateAndTime, duration, offset, timeOfDay } from '../../../src/extension/inspector/time.ts';

describe('duration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [3420, '3.42 s'],
    [59_999, '60.00 s'],
    [125_000, '2 min 5 s'],
    [3_840_000, '1 h 4 min'],
    [-5, '0 ms'],
  ])('%d ms is %s', (elapsed, words) => {
    expect(duration(elapsed)).toBe(words);
    expect(offset(elapsed)).toBe(`+${words}`);
  });
});

describe('timeOfDay', () => {
  it('is local and has two digits each', () => {
    const time = new Date(2026, 2, 3, 9, 4, 7).getTime();
    expect(timeOfDay(time)).toBe('09:04:07');
    expect(dateAndTime(time)).toBe('2026-03-03 09:04:07');
  });
});
