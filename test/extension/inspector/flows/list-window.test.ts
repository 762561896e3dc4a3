import { describe, expect, it } from 'vitest';
import {
  keptScroll,
  listWindow,
  scrollToRow,
  WHOLE,
} from '../../../../src/extension/inspector/flows/list-window.ts';

const view = { height: 440, rowHeight: 44 };

describe('listWindow', () => {
  it('renders a short list whole', () => {
    expect(listWindow(WHOLE, { ...view, scrollTop: 4000 })).toEqual({ first: 0, end: WHOLE });
  });

  it('renders what is in view of a long list, and ten rows around it', () => {
    expect(listWindow(20_000, { ...view, scrollTop: 44_000 })).toEqual({ first: 990, end: 1020 });
  });

  it('stays within the list', () => {
    expect(listWindow(300, { ...view, scrollTop: 0 }).first).toBe(0);
    expect(listWindow(300, { ...view, scrollTop: 300 * 44 }).end).toBe(300);
  });
});

describe('scrollToRow', () => {
  it('moves no further than needed', () => {
    expect(scrollToRow(3, { ...view, scrollTop: 0 })).toBe(0);
    expect(scrollToRow(10, { ...view, scrollTop: 0 })).toBe(44);
    expect(scrollToRow(3, { ...view, scrollTop: 400 })).toBe(132);
  });
});

describe('keptScroll', () => {
  const rows = (...ids: readonly string[]) => ids.map((id) => ({ flow: { id } }));
  const view = { scrollTop: 30, rowHeight: 20 };

  it('goes down by what came above the rows in view', () => {
    expect(keptScroll(rows('a', 'b', 'c'), rows('new', 'a', 'b', 'c'), view)).toBe(50);
  });

  it('goes up by what went', () => {
    expect(keptScroll(rows('a', 'b', 'c'), rows('b', 'c'), view)).toBe(10);
  });

  it('keeps to the first row in view that is still there', () => {
    expect(keptScroll(rows('a', 'b', 'c'), rows('new', 'a', 'c'), view)).toBe(30);
  });

  it('stays at the top, where new flows are to be seen', () => {
    expect(keptScroll(rows('a'), rows('new', 'a'), { scrollTop: 0, rowHeight: 20 })).toBe(0);
  });

  it('stays where nothing is known', () => {
    expect(keptScroll(rows('a', 'b'), rows('c'), view)).toBe(30);
  });
});
