import { AAL1, AUTH_ONLY, IAL2_STRICT, VERIFIED } from '../login-gov/acr-values.ts';
import { authorizeUrl, type ExampleCase, type RuleExample, requestCapture } from './example-support/index.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';

function asking(acrValues: string | undefined): ExampleCase {
  return { capture: requestCapture(authorizeUrl({ acr_values: acrValues })) };
}

const at = { part: 'query', name: 'acr_values' } as const;

export const acrValuesExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-acr-values-missing',
    fails: () => ({ ...asking(undefined), evidence: [at] }),
    passes: () => asking(AUTH_ONLY),
  },
  {
    rule: 'oidc-acr-values-missing',
    fails: () => ({ ...asking('  '), evidence: [{ ...at, actual: '  ' }] }),
    passes: () => asking(` ${AUTH_ONLY} `),
  },
  {
    // Nothing but white space of any kind is missing, although a no-break space separates nothing.
    rule: 'oidc-acr-values-missing',
    fails: () => ({ ...asking('\u00a0'), evidence: [{ ...at, actual: '\u00a0' }] }),
    passes: () => asking('\u200b'),
  },
  {
    rule: 'oidc-acr-values-none-recognised',
    fails: () => ({
      ...asking('urn:acr.login.gov:auth_only'),
      evidence: [{ ...at, actual: 'urn:acr.login.gov:auth_only' }],
    }),
    passes: () => asking(`urn:acr.login.gov:auth_only ${AUTH_ONLY}`),
  },
  {
    // A no-break space, as web pages have it, separates nothing.
    rule: 'oidc-acr-values-none-recognised',
    fails: () => ({
      ...asking(`${AUTH_ONLY}\u00a0${AAL2}`),
      evidence: [{ ...at, actual: `${AUTH_ONLY}\u00a0${AAL2}` }],
    }),
    passes: () => asking(`${AUTH_ONLY}\n${AAL2}`),
  },
  {
    rule: 'oidc-acr-values-missing-ial',
    fails: () => ({ ...asking(AAL2), evidence: [{ ...at, actual: AAL2 }] }),
    passes: () => asking(`${AAL2} ${AUTH_ONLY}`),
  },
  {
    rule: 'oidc-acr-values-unknown-value',
    fails: () => ({
      ...asking(`${AUTH_ONLY} urn:acr.login.gov:verifed`),
      evidence: [{ ...at, actual: 'urn:acr.login.gov:verifed' }],
    }),
    passes: () => asking(`${AUTH_ONLY} ${AAL2}`),
  },
  {
    rule: 'oidc-acr-values-aal1',
    fails: () => ({ ...asking(`${AUTH_ONLY} ${AAL1}`), evidence: [{ ...at, actual: AAL1 }] }),
    passes: () => asking(`${AUTH_ONLY} ${AAL2}`),
  },
  {
    rule: 'oidc-acr-values-ial2-strict',
    fails: () => ({ ...asking(`${IAL2_STRICT} ${AAL2}`), evidence: [{ ...at, actual: IAL2_STRICT }] }),
    passes: () => asking(`${IAL2_STRICT} ${VERIFIED}`),
  },
];
