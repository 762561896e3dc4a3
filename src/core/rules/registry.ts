import { acrValuesRules } from './acr-values.ts';
import { authnContextSurpriseRules } from './authn-context-accepted.ts';
import { authnContextRefusalRules } from './authn-context-refused.ts';
import { authorizeResponseRules } from './authorize-response.ts';
import { errorPageRules } from './error-page.ts';
import { formActionRules } from './form-action.ts';
import { requestSignatureRules } from './request-signature.ts';
import type { Rule } from './rule.ts';
import { samlRequestEncodingRules } from './saml-request-encoding.ts';

/** Every rule there is. A test checks that each rule file is listed and every id stands in the catalogue. */
export const RULES: readonly Rule[] = [
  ...formActionRules,
  ...acrValuesRules,
  ...authorizeResponseRules,
  ...samlRequestEncodingRules,
  ...requestSignatureRules,
  ...authnContextRefusalRules,
  ...authnContextSurpriseRules,
  ...errorPageRules,
];
