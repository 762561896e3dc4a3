import { describe, expect, it } from 'vitest';
import type { Participant } from '../../../../src/core/sequence/index.ts';
import { lifelines } from '../../../../src/extension/inspector/redirects/lifelines.ts';

const PARTICIPANTS: readonly Participant[] = [
  { kind: 'service-provider', name: 'sp.example.gov' },
  { kind: 'browser', name: '' },
  { kind: 'login-gov', name: 'idp.int.identitysandbox.gov' },
  { kind: 'other', name: 'app.other.gov' },
];

describe('lifelines', () => {
  it('has a line for each participant with its middle in the middle of the lane', () => {
    const places = [...lifelines(PARTICIPANTS).matchAll(/calc\(([\d.]+)% \+ (-?[\d.]+)px\) 0 \/ (\d)px/g)];
    // A background of `width` at `percent` of 400 pixels begins at percent * (400 - width).
    const middles = places.map(([, percent, shift, width]) => {
      const begin = (Number(percent) / 100) * (400 - Number(width)) + Number(shift);
      return begin + Number(width) / 2;
    });
    expect(middles).toEqual([50, 150, 250, 350]);
    expect(places.map(([, , , width]) => width)).toEqual(['1', '3', '1', '1']);
  });

  it('draws dashes where they are asked for', () => {
    const lines = lifelines(PARTICIPANTS, (index) => index === 3).split(/, (?=linear|repeating)/);
    expect(lines.map((line) => line.startsWith('repeating-linear-gradient'))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});
