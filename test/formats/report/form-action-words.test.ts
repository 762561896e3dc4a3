import { expect, test } from 'vitest';
import type { HopVerdict } from '../../../src/core/csp/index.ts';
import type { NavigationCause } from '../../../src/core/model/index.ts';
import { policyPlace, whyVerdict } from '../../../src/formats/report/form-action-words.ts';

const FORM: NavigationCause = { kind: 'form', document: {} };

const CASES: readonly (readonly [HopVerdict, string])[] = [
  [{ kind: 'allowed', sources: ["'self'", 'https://sp.gov'] }, "Covered by 'self' and https://sp.gov."],
  [{ kind: 'refused', directive: "form-action 'none'" }, "No source covers it: form-action 'none'"],
  [{ kind: 'not-reached' }, 'Chromium stops at an earlier hop.'],
  [
    { kind: 'not-governed', because: 'directive' },
    'No enforced policy of the form’s page has a form-action directive.',
  ],
  [
    { kind: 'not-governed', because: 'redirect' },
    'Firefox holds the form’s own target against form-action, not the redirects after it.',
  ],
  [{ kind: 'not-governed', because: 'address' }, 'The address cannot be read.'],
  [{ kind: 'unknown', because: 'policies' }, 'The policies of the form’s page were not seen.'],
  [{ kind: 'unknown', because: 'document' }, 'The page that held the form was not seen.'],
  [{ kind: 'unknown', because: 'cause' }, 'What started this navigation was not seen.'],
];

test.each(CASES)('%j', (verdict, words) => {
  expect(whyVerdict(verdict, 'chromium', FORM)).toBe(words);
});

test('names what started a navigation that is not governed', () => {
  const cause: NavigationCause = { kind: 'meta-refresh', document: {} };
  expect(whyVerdict({ kind: 'not-governed', because: 'cause' }, 'firefox', cause)).toBe(
    'A meta refresh started this navigation; form-action governs forms only.',
  );
});

test('policyPlace tells headers and elements apart', () => {
  expect(policyPlace({ disposition: 'enforce', from: 'header' })).toBe('Content-Security-Policy');
  expect(policyPlace({ disposition: 'report', from: 'header' })).toBe('Content-Security-Policy-Report-Only');
  expect(policyPlace({ disposition: 'enforce', from: 'meta' })).toContain('<meta');
});
