import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  samlPost,
  type Values,
} from './example-support/index.ts';

const ISSUED = Date.parse('2026-03-03T15:41:07Z');
const MINUTE = 60_000;

function asking(attributes: Values, now?: number): ExampleCase {
  const capture = requestCapture(samlPost(authnRequest({ attributes })));
  return { capture, ...(now !== undefined && { now }) };
}

const at = (name: string) => ({ part: 'xml', name: `AuthnRequest/@${name}` }) as const;

export const samlRequestAttributesExamples: readonly RuleExample[] = [
  {
    rule: 'saml-force-authn-not-true',
    fails: () => ({ ...asking({ ForceAuthn: '1' }), evidence: [{ ...at('ForceAuthn'), actual: '1' }] }),
    passes: () => asking({ ForceAuthn: 'true' }),
  },
  {
    rule: 'saml-force-authn-not-true',
    fails: () => ({ ...asking({ ForceAuthn: 'True' }), evidence: [{ ...at('ForceAuthn'), actual: 'True' }] }),
    passes: () => asking({ ForceAuthn: '0' }),
  },
  {
    rule: 'saml-is-passive-ignored',
    fails: () => ({ ...asking({ IsPassive: 'true' }), evidence: [{ ...at('IsPassive'), actual: 'true' }] }),
    passes: () => asking({ IsPassive: 'false' }),
  },
  {
    rule: 'saml-request-id-missing',
    fails: () => ({ ...asking({ ID: undefined }), evidence: [at('ID')] }),
    passes: () => asking({ ID: '_1' }),
  },
  {
    rule: 'saml-request-id-missing',
    fails: () => ({ ...asking({ ID: '' }), evidence: [{ ...at('ID'), actual: '' }] }),
    passes: () => asking({}),
  },
  {
    rule: 'saml-version-or-instant-unusual',
    fails: () => ({ ...asking({ Version: '2' }), evidence: [{ ...at('Version'), actual: '2' }] }),
    passes: () => asking({}, ISSUED),
    skips: () => ({ ...asking({}), reason: 'time-unknown' }),
  },
  {
    rule: 'saml-version-or-instant-unusual',
    fails: () => ({
      ...asking({ IssueInstant: '03/03/2026 15:41:07' }),
      evidence: [{ ...at('IssueInstant'), actual: '03/03/2026 15:41:07' }],
    }),
    passes: () => asking({ IssueInstant: '2026-03-03T10:41:07.123-05:00' }, ISSUED),
  },
  {
    rule: 'saml-version-or-instant-unusual',
    fails: () => ({
      ...asking({}, ISSUED - 5 * MINUTE - 1),
      evidence: [{ ...at('IssueInstant'), actual: '2026-03-03T15:41:07Z' }],
    }),
    passes: () => asking({}, ISSUED + 5 * MINUTE),
  },
];
