import { describe, expect, it } from 'vitest';
import { allowedTargets } from '../../../../src/extension/inspector/overview/allowed-targets.ts';

describe('allowedTargets', () => {
  it.each([
    ["form-action 'self' https://sp.example.gov", 'itself and https://sp.example.gov only'],
    ["form-action 'self'", 'itself only'],
    ["form-action 'none'", 'nowhere'],
    ['form-action', 'nowhere'],
    ["form-action 'SELF' a b c d", 'itself, a, b and 2 more only'],
  ])('%s', (directive, words) => {
    expect(allowedTargets(directive)).toBe(words);
  });
});
