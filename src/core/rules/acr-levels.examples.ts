import { AUTH_ONLY, IALMAX, VERIFIED } from '../login-gov/acr-values.ts';
import type { PortalConfiguration } from '../model/index.ts';
import {
  authorizeUrl,
  CLIENT_ID,
  type ExampleCase,
  type RuleExample,
  requestCapture,
} from './example-support/index.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const IAL1 = 'http://idmanagement.gov/ns/assurance/ial/1';
const IAL2 = 'http://idmanagement.gov/ns/assurance/ial/2';
const FACIAL_MATCH = 'urn:acr.login.gov:verified-facial-match-required';

function asking(acrValues: string | undefined): ExampleCase {
  return { capture: requestCapture(authorizeUrl({ acr_values: acrValues })) };
}

function registered(portal: PortalConfiguration): Pick<ExampleCase, 'portal'> {
  return { portal: { issuer: CLIENT_ID, ...portal } };
}

const at = { part: 'query', name: 'acr_values' } as const;

export const acrLevelsExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-acr-values-deprecated',
    fails: () => ({ ...asking(`${IAL2} ${AAL2}`), evidence: [{ ...at, actual: IAL2 }] }),
    passes: () => asking(`${VERIFIED} ${AAL2}`),
  },
  {
    rule: 'oidc-acr-values-undocumented',
    fails: () => ({ ...asking(`${AUTH_ONLY} ${IALMAX}`), evidence: [{ ...at, actual: IALMAX }] }),
    passes: () => asking(`${AUTH_ONLY} ${AAL2}`),
  },
  {
    rule: 'oidc-acr-values-multiple-ial',
    fails: () => ({
      ...asking(`${AUTH_ONLY} ${VERIFIED}`),
      evidence: [{ ...at, actual: `${VERIFIED} ${AUTH_ONLY}` }],
    }),
    passes: () => asking(`${VERIFIED} ${VERIFIED}`),
  },
  {
    rule: 'oidc-acr-values-multiple-aal',
    fails: () => ({
      ...asking(`${AUTH_ONLY} ${AAL2} ${AAL2}?hspd12=true`),
      evidence: [{ ...at, actual: `${AAL2}?hspd12=true ${AAL2}` }],
    }),
    passes: () => asking(`${AUTH_ONLY} ${AAL2}?hspd12=true`),
  },
  {
    rule: 'oidc-acr-values-ial-not-authorized',
    fails: () => ({
      ...asking(VERIFIED),
      ...registered({ ial: 1 }),
      evidence: [{ ...at, actual: VERIFIED }],
    }),
    passes: () => ({ ...asking(VERIFIED), ...registered({ ial: 2 }) }),
  },
  {
    // The last in byte order is checked: loa/1 of these two, although ial/2 is used.
    rule: 'oidc-acr-values-ial-not-authorized',
    fails: () => ({
      ...asking(`${IAL1} ${IAL2}`),
      ...registered({ ial: null }),
      evidence: [{ ...at, actual: IAL2 }],
    }),
    passes: () => ({
      ...asking(`http://idmanagement.gov/ns/assurance/loa/1 ${IAL2}`),
      ...registered({ ial: null }),
    }),
  },
  {
    rule: 'oidc-acr-values-ialmax-not-allowed',
    fails: () => ({ ...asking(IALMAX), ...registered({}), evidence: [{ ...at, actual: IALMAX }] }),
    passes: () => ({ ...asking(IALMAX), ...registered({ ialmax_allowed: true }) }),
  },
  {
    rule: 'oidc-acr-values-facial-match-unavailable',
    fails: () => ({
      ...asking(FACIAL_MATCH),
      ...registered({}),
      deployment: { facial_match_general_availability_enabled: false },
      evidence: [{ ...at, actual: FACIAL_MATCH }],
    }),
    passes: () => ({ ...asking(FACIAL_MATCH), ...registered({}) }),
  },
];
