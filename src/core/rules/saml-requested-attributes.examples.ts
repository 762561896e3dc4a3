import { AUTH_ONLY, VERIFIED } from '../login-gov/acr-values.ts';
import { REQUESTED_ATTRIBUTES_URI } from '../login-gov/saml-attributes.ts';
import type { PortalConfiguration } from '../model/index.ts';
import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
} from './example-support/index.ts';

function referring(classRefs: readonly string[], comparison = 'exact'): ExampleCase {
  return { capture: requestCapture(samlPost(authnRequest({ classRefs, comparison }))) };
}

function asking(names: string, level: string = AUTH_ONLY): ExampleCase {
  return referring([level, REQUESTED_ATTRIBUTES_URI + names]);
}

const registered = (portal: PortalConfiguration) => ({ portal: { issuer: SAML_ISSUER, ...portal } });

const at = { part: 'xml', name: 'AuthnRequest/RequestedAuthnContext/AuthnContextClassRef' } as const;
const BY_HTTPS = 'https://idmanagement.gov/ns/requested_attributes?ReqAttr=email';

export const samlRequestedAttributesExamples: readonly RuleExample[] = [
  {
    rule: 'saml-requested-attributes-wrong-prefix',
    fails: () => ({ ...referring([AUTH_ONLY, BY_HTTPS]), evidence: [{ ...at, actual: BY_HTTPS }] }),
    passes: () => asking('email'),
  },
  {
    rule: 'saml-requested-attributes-unknown',
    fails: () => ({ ...asking('email,SSN middle'), evidence: [{ ...at, actual: 'SSN middle' }] }),
    passes: () => asking('email,all_emails locale:verified_at+x509_presented,uuid,aal,ial,ascii'),
  },
  {
    rule: 'saml-requested-attributes-oidc-names',
    fails: () => ({
      ...asking('email,given_name,birthdate,nonsense'),
      evidence: [{ ...at, actual: 'given_name birthdate' }],
    }),
    passes: () => asking('email,first_name,dob,nonsense'),
  },
  {
    rule: 'saml-requested-attributes-need-proofing',
    fails: () => ({ ...asking('email,first_name,ssn'), evidence: [{ ...at, actual: 'first_name ssn' }] }),
    passes: () => asking('email,first_name,ssn', VERIFIED),
    skips: () => ({
      ...referring([`${REQUESTED_ATTRIBUTES_URI}ssn`]),
      reason: 'no-portal-configuration',
    }),
  },
  {
    // Without a service level the one registered in the portal is used.
    rule: 'saml-requested-attributes-need-proofing',
    fails: () => ({
      ...referring([`${REQUESTED_ATTRIBUTES_URI}ssn`]),
      ...registered({ ial: 1 }),
      evidence: [{ ...at, actual: 'ssn' }],
    }),
    passes: () => ({ ...referring([`${REQUESTED_ATTRIBUTES_URI}ssn`]), ...registered({ ial: 2 }) }),
  },
  {
    // With Comparison="minimum" an application registered for proofing gets what is known.
    rule: 'saml-requested-attributes-need-proofing',
    fails: () => ({
      ...referring([AUTH_ONLY, `${REQUESTED_ATTRIBUTES_URI}ssn`], 'minimum'),
      ...registered({ ial: 1 }),
      evidence: [{ ...at, actual: 'ssn' }],
    }),
    passes: () => ({
      ...referring([AUTH_ONLY, `${REQUESTED_ATTRIBUTES_URI}ssn`], 'minimum'),
      ...registered({ ial: 2 }),
    }),
    skips: () => ({
      ...referring([AUTH_ONLY, `${REQUESTED_ATTRIBUTES_URI}ssn`], 'minimum'),
      reason: 'no-portal-configuration',
    }),
  },
  {
    rule: 'saml-requested-attributes-x509-incomplete',
    fails: () => ({ ...asking('x509_subject'), evidence: [{ ...at, actual: 'x509_subject' }] }),
    passes: () => asking('x509_subject,x509_presented'),
  },
  {
    rule: 'saml-requested-attributes-verified-at-not-permitted',
    fails: () => ({
      ...asking('email,verified_at'),
      ...registered({ ial: null }),
      evidence: [{ ...at, actual: 'verified_at' }],
    }),
    passes: () => ({ ...asking('email,verified_at'), ...registered({ ial: 2 }) }),
  },
  {
    rule: 'saml-requested-attributes-empty',
    fails: () => ({ ...asking(''), evidence: [{ ...at, actual: REQUESTED_ATTRIBUTES_URI }] }),
    passes: () => asking('uuid'),
  },
  {
    rule: 'saml-requested-attributes-absent',
    fails: () => ({ ...referring([AUTH_ONLY]), evidence: [at] }),
    passes: () => asking('email'),
  },
  {
    rule: 'saml-requested-attributes-absent',
    fails: () => ({ ...referring([AUTH_ONLY, BY_HTTPS]), evidence: [at] }),
    passes: () => asking(''),
  },
];
