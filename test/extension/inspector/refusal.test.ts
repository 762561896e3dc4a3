import { describe, expect, it } from 'vitest';
import { refusalsOf } from '../../../src/extension/inspector/refusal.ts';
import { DIRECTIVE, followedInspection, refusedInspection } from './samples.ts';

describe('refusalsOf', () => {
  it('names the refused hop, the directive and what to register', () => {
    const [refusal] = refusalsOf(refusedInspection, 'chromium');
    expect(refusal?.block.hop).toBe('h6');
    expect(refusal?.block.directive).toBe(DIRECTIVE);
    expect(refusal?.happened).toBe(true);
    expect(refusal?.firefoxFollows).toBe(true);
    expect(refusal?.register).toEqual({
      label: 'Redirect URI to register',
      value: 'https://app.other-agency.example.gov/home',
    });
  });

  it('says of a recording from Firefox that Chromium would refuse', () => {
    const [refusal] = refusalsOf(followedInspection, 'firefox');
    expect(refusal?.happened).toBe(false);
  });

  it('believes the recording when Chromium went on', () => {
    const [refusal] = refusalsOf(followedInspection, 'chromium');
    expect(refusal?.happened).toBe(false);
  });

  it('falls back to the refused URL without its query', () => {
    const [refusal] = refusalsOf({ ...refusedInspection, findings: [] }, 'chromium');
    expect(refusal?.register.value).toBe('https://app.other-agency.example.gov/home');
  });

  it('is empty when every hop is allowed', () => {
    const formActions = refusedInspection.formActions.map((judgement) => ({ ...judgement, chromium: null }));
    expect(refusalsOf({ ...refusedInspection, formActions }, 'chromium')).toEqual([]);
  });
});
