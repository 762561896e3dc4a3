import { describe, expect, it } from 'vitest';
import { offsetsOf, runsOf, WHOLE } from '../../../../src/extension/inspector/redirects/step-window.ts';

const rows = (count: number) => offsetsOf(count, () => 50);

const heightOf = (runs: ReturnType<typeof runsOf>) =>
  runs.reduce((sum, run) => sum + (run.kind === 'room' ? run.height : (run.end - run.first) * 50), 0);

describe('runsOf', () => {
  it('is the whole of a short sequence', () => {
    expect(runsOf(rows(WHOLE), { top: 0, height: 300 }, [])).toEqual([
      { kind: 'steps', first: 0, end: WHOLE },
    ]);
    expect(runsOf(rows(0), { top: 0, height: 300 }, [])).toEqual([]);
  });

  it('is what is in view of a long one, and a little around it', () => {
    expect(runsOf(rows(20_000), { top: 500_000, height: 300 }, [])).toEqual([
      { kind: 'room', first: 0, height: 499_750 },
      { kind: 'steps', first: 9995, end: 10_012 },
      { kind: 'room', first: 10_012, height: 499_400 },
    ]);
  });

  it('keeps steps that are elsewhere: the one with the focus, the one that is open', () => {
    const runs = runsOf(rows(1000), { top: 0, height: 300 }, [700, 3, 700, -1]);
    expect(runs).toEqual([
      { kind: 'steps', first: 0, end: 12 },
      { kind: 'room', first: 12, height: 34_400 },
      { kind: 'steps', first: 700, end: 701 },
      { kind: 'room', first: 701, height: 14_950 },
    ]);
  });

  it.each([-5000, 0, 1234, 49_900, 1e9])('is as high as all steps, scrolled to %d', (top) => {
    expect(heightOf(runsOf(rows(1000), { top, height: 700 }, [999, 500]))).toBe(50_000);
  });

  it('goes by the height of each step', () => {
    const offsets = offsetsOf(1000, (index) => (index === 0 ? 10_000 : 50));
    const [first] = runsOf(offsets, { top: 9000, height: 300 }, []);
    expect(first).toMatchObject({ kind: 'steps', first: 0 });
    expect(runsOf(offsets, { top: 11_000, height: 300 }, [])[1]).toMatchObject({ first: 16 });
  });
});
