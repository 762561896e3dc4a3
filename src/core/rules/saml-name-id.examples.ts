import {
  NAME_ID_EMAIL,
  NAME_ID_EMAIL_2_0,
  NAME_ID_PERSISTENT,
  NAME_ID_PERSISTENT_1_1,
  NAME_ID_UNSPECIFIED,
} from '../login-gov/name-id-formats.ts';
import type { PortalConfiguration } from '../model/index.ts';
import {
  authnRequest,
  type ExampleCase,
  type RuleExample,
  requestCapture,
  SAML_ISSUER,
  samlPost,
} from './example-support/index.ts';

function asking(nameIdFormat: string | undefined, portal?: PortalConfiguration): ExampleCase {
  const parts = nameIdFormat === undefined ? {} : { nameIdFormat };
  return {
    capture: requestCapture(samlPost(authnRequest(parts))),
    ...(portal !== undefined && { portal: { issuer: SAML_ISSUER, ...portal } }),
  };
}

const at = { part: 'xml', name: 'AuthnRequest/NameIDPolicy/@Format' } as const;

export const samlNameIdExamples: readonly RuleExample[] = [
  {
    rule: 'saml-nameid-format-unrecognized',
    fails: () => ({
      ...asking(NAME_ID_UNSPECIFIED),
      evidence: [{ ...at, actual: NAME_ID_UNSPECIFIED }],
    }),
    passes: () => asking(NAME_ID_PERSISTENT),
  },
  {
    rule: 'saml-nameid-format-unrecognized',
    fails: () => ({ ...asking(''), evidence: [{ ...at, actual: '' }] }),
    passes: () => asking(undefined),
  },
  {
    rule: 'saml-nameid-persistent-1-1',
    fails: () => ({
      ...asking(NAME_ID_PERSISTENT_1_1),
      evidence: [{ ...at, actual: NAME_ID_PERSISTENT_1_1 }],
    }),
    passes: () => asking(NAME_ID_PERSISTENT),
  },
  {
    rule: 'saml-nameid-email-not-allowed',
    fails: () => ({
      ...asking(NAME_ID_EMAIL, { email_nameid_format_allowed: false }),
      evidence: [{ ...at, actual: NAME_ID_EMAIL }],
    }),
    passes: () => asking(NAME_ID_EMAIL, { email_nameid_format_allowed: true }),
  },
  {
    rule: 'saml-nameid-email-2-0',
    fails: () => ({ ...asking(NAME_ID_EMAIL_2_0), evidence: [{ ...at, actual: NAME_ID_EMAIL_2_0 }] }),
    passes: () => asking(NAME_ID_EMAIL),
  },
  {
    // Here it is refused.
    rule: 'saml-nameid-email-2-0',
    fails: () => ({
      ...asking(NAME_ID_EMAIL_2_0, {
        email_nameid_format_allowed: false,
        use_legacy_name_id_behavior: true,
      }),
      evidence: [{ ...at, actual: NAME_ID_EMAIL_2_0 }],
    }),
    passes: () =>
      asking(NAME_ID_PERSISTENT, { email_nameid_format_allowed: false, use_legacy_name_id_behavior: true }),
  },
  {
    rule: 'saml-nameid-email-discouraged',
    fails: () => ({ ...asking(NAME_ID_EMAIL), evidence: [{ ...at, actual: NAME_ID_EMAIL }] }),
    passes: () => asking(NAME_ID_PERSISTENT),
  },
  {
    rule: 'saml-nameid-policy-missing',
    fails: () => ({ ...asking(undefined), evidence: [at] }),
    passes: () => asking(NAME_ID_PERSISTENT),
  },
  {
    rule: 'saml-nameid-legacy-behavior',
    fails: () => ({
      ...asking(NAME_ID_UNSPECIFIED, { use_legacy_name_id_behavior: true }),
      evidence: [{ ...at, actual: NAME_ID_UNSPECIFIED }],
    }),
    passes: () => asking(NAME_ID_UNSPECIFIED, { use_legacy_name_id_behavior: false }),
  },
  {
    rule: 'saml-nameid-legacy-behavior',
    fails: () => ({
      ...asking(NAME_ID_PERSISTENT_1_1, { use_legacy_name_id_behavior: true }),
      evidence: [{ ...at, actual: NAME_ID_PERSISTENT_1_1 }],
    }),
    passes: () => asking(undefined, { use_legacy_name_id_behavior: true }),
  },
];
