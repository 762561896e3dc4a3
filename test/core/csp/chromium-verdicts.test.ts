import { describe, expect, test } from 'vitest';
import { judgeFormAction } from '../../../src/core/csp/index.ts';
import { chromiumCases, formActionRequest } from './chromium-case.ts';

// The extra cases have the odder sources, hosts and white space. They are made anew, with a real Chromium, by
// `npx tsx scripts/verify-csp.ts --cases 400 --seed 156 --write test/fixtures/csp-chromium-verdicts-extra.json`.
describe.each(['csp-chromium-verdicts.json', 'csp-chromium-verdicts-extra.json'])(
  'judgeFormAction agrees with what Chromium 156 did: %s',
  (file) => {
    test.each(chromiumCases(file))('case $id: $document', (recorded) => {
      expect(judgeFormAction(formActionRequest(recorded)).blockedAt).toBe(recorded.blockedAt);
    });
  },
);
