import { AUTH_ONLY, IALMAX, PASSWORD_CLASS_REFS, VERIFIED } from '../login-gov/acr-values.ts';
import {
  type AuthnRequestParts,
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlRedirectUrl,
} from './example-support/index.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const REQUESTED_ATTRIBUTES = 'http://idmanagement.gov/ns/requested_attributes?ReqAttr=email';
const FACIAL_MATCH = 'urn:acr.login.gov:verified-facial-match-required';
const [PASSWORD = ''] = PASSWORD_CLASS_REFS;

function asking(classRefs: readonly string[], more: AuthnRequestParts = {}): ExampleCase {
  return { capture: requestCapture(samlRedirectUrl(authnRequest({ classRefs, ...more }))) };
}

const at = { part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef' } as const;

export const authnContextRefusedExamples: readonly RuleExample[] = [
  {
    rule: 'saml-authn-context-unrecognized',
    fails: () => ({
      ...asking(['urn:acr.login.gov:verifed']),
      evidence: [{ ...at, actual: 'urn:acr.login.gov:verifed' }],
    }),
    passes: () => asking(['urn:acr.login.gov:verifed', VERIFIED]),
  },
  {
    rule: 'saml-authn-context-unrecognized',
    fails: () => ({
      ...asking(['urn:acr.login.gov:verifed', REQUESTED_ATTRIBUTES]),
      evidence: [{ ...at, actual: 'urn:acr.login.gov:verifed' }],
    }),
    passes: () => asking([REQUESTED_ATTRIBUTES]),
  },
  {
    rule: 'saml-authn-context-whitespace',
    fails: () => ({
      ...asking([`\n  ${AUTH_ONLY}\n`]),
      evidence: [{ ...at, actual: JSON.stringify(`\n  ${AUTH_ONLY}\n`) }],
    }),
    passes: () => asking([`\n  ${AUTH_ONLY}\n`, AAL2]),
  },
  {
    rule: 'saml-authn-context-whitespace',
    fails: () => ({
      ...asking([`${PASSWORD} `], { comparison: 'minimum' }),
      evidence: [{ ...at, actual: JSON.stringify(`${PASSWORD} `) }],
    }),
    passes: () => asking([`${PASSWORD} `], { comparison: 'exact' }),
  },
  {
    rule: 'saml-authn-context-empty',
    fails: () => ({ ...asking(['']), evidence: [{ ...at, actual: '' }] }),
    passes: () => asking(['', AUTH_ONLY]),
  },
  {
    rule: 'saml-authn-context-password-needs-step-up',
    fails: () => ({
      ...asking([PASSWORD]),
      evidence: [{ part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/@Comparison', actual: 'exact' }],
    }),
    passes: () => asking([PASSWORD], { comparison: 'minimum' }),
  },
  {
    rule: 'saml-authn-context-vectors-of-trust',
    fails: () => ({ ...asking(['C1.P1']), evidence: [{ ...at, actual: 'C1.P1' }] }),
    passes: () => asking(['C1.P1', AUTH_ONLY]),
  },
  {
    rule: 'saml-authn-context-ial-not-authorized',
    fails: () => ({
      ...asking([AUTH_ONLY, VERIFIED]),
      portal: { ial: 1 },
      evidence: [{ ...at, actual: VERIFIED }],
    }),
    passes: () => ({ ...asking([AUTH_ONLY, VERIFIED]), portal: { ial: 2 } }),
  },
  {
    rule: 'saml-authn-context-ialmax-not-allowed',
    fails: () => ({
      ...asking([IALMAX]),
      portal: { issuer: SAML_ISSUER },
      evidence: [{ ...at, actual: IALMAX }],
    }),
    passes: () => ({ ...asking([IALMAX]), portal: { issuer: SAML_ISSUER, ialmax_allowed: true } }),
  },
  {
    rule: 'saml-authn-context-facial-match-unavailable',
    fails: () => ({
      ...asking([FACIAL_MATCH]),
      portal: { issuer: SAML_ISSUER },
      deployment: { facial_match_general_availability_enabled: false },
      evidence: [{ ...at, actual: FACIAL_MATCH }],
    }),
    passes: () => ({ ...asking([FACIAL_MATCH]), portal: { issuer: SAML_ISSUER } }),
  },
];
