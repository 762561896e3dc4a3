import { describe, expect, it } from 'vitest';
import {
  clearCommand,
  isRecordingIn,
  recordCommand,
  scopesAt,
} from '../../../../src/extension/inspector/access/recording-scope.ts';

const PANEL = { inspectedTab: 7, window: 3 };
const TAB = { window: 3 };
const PRIVATE = { isPrivate: true } as const;

describe('what is looked at', () => {
  it('is a tab, a window or all, as far as the inspector stands in one', () => {
    expect(scopesAt(PANEL)).toEqual(['tab', 'window', 'all']);
    expect(scopesAt(TAB)).toEqual(['all', 'window']);
    expect(scopesAt(PRIVATE)).toEqual(['all']);
  });

  it('is what Record acts on, a tab by its window', () => {
    const off = { kind: 'set-recording', on: false };
    expect(recordCommand(false, 'tab', PANEL)).toEqual({ ...off, window: 3 });
    expect(recordCommand(false, 'window', TAB)).toEqual({ ...off, window: 3 });
    expect(recordCommand(false, 'all', PANEL)).toEqual(off);
  });

  it('is what Clear acts on, apart for private windows', () => {
    expect(clearCommand('tab', PANEL)).toEqual({ kind: 'clear', tab: 7 });
    expect(clearCommand('window', PANEL)).toEqual({ kind: 'clear', window: 3 });
    expect(clearCommand('all', PANEL)).toEqual({ kind: 'clear' });
    expect(clearCommand('all', PRIVATE)).toEqual({ kind: 'clear', private: true });
  });

  it('is recorded or paused by the window’s own state, else by that of all', () => {
    const recording = { on: true, dropped: 0, windows: { 3: false } };
    expect(isRecordingIn(recording, 'tab', PANEL)).toBe(false);
    expect(isRecordingIn(recording, 'all', PANEL)).toBe(true);
    expect(isRecordingIn(recording, 'window', { window: 4 })).toBe(true);
  });
});
