import { describe, expect, test } from 'vitest';
import { judgeFormAction } from '../../../src/core/csp/index.ts';
import { chromiumCases, formActionRequest } from './chromium-case.ts';

describe('judgeFormAction agrees with what Chromium 156 did', () => {
  test.each(chromiumCases('csp-chromium-verdicts.json'))('case $id: $document', (recorded) => {
    expect(judgeFormAction(formActionRequest(recorded)).blockedAt).toBe(recorded.blockedAt);
  });
});
