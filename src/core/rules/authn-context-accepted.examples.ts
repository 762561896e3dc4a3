import {
  AAL1,
  AUTH_ONLY,
  IAL2_STRICT,
  IALMAX,
  PASSWORD_CLASS_REFS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  samlPost,
} from './example-support/index.ts';

const AAL2 = 'http://idmanagement.gov/ns/assurance/aal/2';
const [PASSWORD = ''] = PASSWORD_CLASS_REFS;
const LOA3 = 'http://idmanagement.gov/ns/assurance/loa/3';

function asking(...classRefs: readonly string[]): ExampleCase {
  return { capture: requestCapture(samlPost(authnRequest({ classRefs }))) };
}

const at = { part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef' } as const;

export const authnContextAcceptedExamples: readonly RuleExample[] = [
  {
    rule: 'saml-authn-context-partially-unrecognized',
    fails: () => ({
      ...asking(AUTH_ONLY, 'urn:acr.login.gov:verifed'),
      evidence: [{ ...at, actual: 'urn:acr.login.gov:verifed' }],
    }),
    passes: () => asking(AUTH_ONLY, AAL2),
  },
  {
    rule: 'saml-authn-context-partially-unrecognized',
    fails: () => ({ ...asking(AUTH_ONLY, PASSWORD), evidence: [{ ...at, actual: PASSWORD }] }),
    passes: () => ({
      capture: requestCapture(
        samlPost(authnRequest({ classRefs: [AUTH_ONLY, PASSWORD], comparison: 'minimum' })),
      ),
    }),
  },
  {
    rule: 'saml-authn-context-aal1',
    fails: () => ({ ...asking(AUTH_ONLY, AAL1), evidence: [{ ...at, actual: AAL1 }] }),
    passes: () => asking(AUTH_ONLY, AAL2),
  },
  {
    rule: 'saml-authn-context-missing',
    fails: () => ({ ...asking(), evidence: [at] }),
    passes: () => asking(AUTH_ONLY),
  },
  {
    rule: 'saml-authn-context-no-ial',
    fails: () => ({ ...asking(AAL2), evidence: [{ ...at, actual: AAL2 }] }),
    passes: () => asking(AAL2, AUTH_ONLY),
  },
  {
    rule: 'saml-authn-context-ial2-strict',
    fails: () => ({ ...asking(IAL2_STRICT), evidence: [{ ...at, actual: IAL2_STRICT }] }),
    passes: () => asking(VERIFIED),
  },
  {
    rule: 'saml-authn-context-deprecated',
    fails: () => ({ ...asking(LOA3, AAL2), evidence: [{ ...at, actual: LOA3 }] }),
    passes: () => asking(VERIFIED, AAL2),
  },
  {
    rule: 'saml-authn-context-undocumented',
    fails: () => ({ ...asking(IALMAX), evidence: [{ ...at, actual: IALMAX }] }),
    // The strict value has a rule of its own.
    passes: () => asking(IAL2_STRICT),
  },
  {
    rule: 'saml-authn-context-multiple-ial',
    fails: () => ({
      ...asking(AUTH_ONLY, VERIFIED),
      evidence: [{ ...at, actual: `${VERIFIED} ${AUTH_ONLY}` }],
    }),
    passes: () => asking(VERIFIED, AAL2),
  },
  {
    rule: 'saml-authn-context-multiple-aal',
    fails: () => ({
      ...asking(AUTH_ONLY, AAL2, `${AAL2}?hspd12=true`),
      evidence: [{ ...at, actual: `${AAL2} ${AAL2}?hspd12=true` }],
    }),
    passes: () => asking(AUTH_ONLY, `${AAL2}?hspd12=true`),
  },
];
