import { AUTH_ONLY, VERIFIED } from '../login-gov/acr-values.ts';
import type { PortalConfiguration } from '../model/index.ts';
import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
} from './example-support/index.ts';

function asking(comparison: string, classRef: string = AUTH_ONLY): ExampleCase {
  return { capture: requestCapture(samlPost(authnRequest({ comparison, classRefs: [classRef] }))) };
}

const registered = (portal: PortalConfiguration) => ({ portal: { issuer: SAML_ISSUER, ...portal } });

const at = { part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/@Comparison' } as const;

export const samlComparisonExamples: readonly RuleExample[] = [
  {
    rule: 'saml-comparison-unknown',
    fails: () => ({ ...asking('Minimum'), evidence: [{ ...at, actual: 'Minimum' }] }),
    passes: () => asking('minimum'),
  },
  {
    rule: 'saml-comparison-maximum',
    fails: () => ({ ...asking('maximum'), evidence: [{ ...at, actual: 'maximum' }] }),
    passes: () => asking('better'),
  },
  {
    rule: 'saml-comparison-minimum-with-auth-only',
    fails: () => ({
      ...asking('minimum'),
      ...registered({ ial: 2 }),
      evidence: [{ ...at, actual: 'minimum' }],
    }),
    passes: () => ({ ...asking('minimum'), ...registered({ ial: 1 }) }),
  },
  {
    rule: 'saml-comparison-minimum-with-auth-only',
    fails: () => ({
      ...asking('minimum', 'http://idmanagement.gov/ns/assurance/loa/1'),
      ...registered({ ial: 2 }),
      evidence: [{ ...at, actual: 'minimum' }],
    }),
    passes: () => ({ ...asking('minimum', VERIFIED), ...registered({ ial: 2 }) }),
  },
];
