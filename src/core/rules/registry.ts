import { acrLevelsRules } from './acr-levels.ts';
import { acrValuesRules } from './acr-values.ts';
import { authnContextSurpriseRules } from './authn-context-accepted.ts';
import { authnContextRefusalRules } from './authn-context-refused.ts';
import { authorizeResponseRules } from './authorize-response.ts';
import { clientAssertionRules } from './client-assertion.ts';
import { clientIdRules } from './client-id.ts';
import { errorPageRules } from './error-page.ts';
import { fetchMetadataRules } from './fetch-metadata.ts';
import { formActionRules } from './form-action.ts';
import { limitRules } from './limits.ts';
import { oidcLogoutRules } from './oidc-logout.ts';
import { oidcLogoutRedirectRules } from './oidc-logout-redirect.ts';
import { oidcParameterRules } from './oidc-parameters.ts';
import { parameterFormRules } from './parameter-form.ts';
import { pkceRules } from './pkce.ts';
import { promptRules } from './prompt.ts';
import { randomValueRules } from './random-values.ts';
import { redirectUriRules } from './redirect-uri.ts';
import { requestAddressRules } from './request-address.ts';
import { requestCertificateRules } from './request-certificate.ts';
import { requestSignatureRules } from './request-signature.ts';
import { responseTypeRules } from './response-type.ts';
import type { Rule } from './rule.ts';
import { samlComparisonRules } from './saml-comparison.ts';
import { samlDeliveryRules } from './saml-delivery.ts';
import { samlEndpointRules } from './saml-endpoint.ts';
import { samlIssuerRules } from './saml-issuer.ts';
import { samlLogoutRules } from './saml-logout.ts';
import { samlNameIdRules } from './saml-name-id.ts';
import { samlRequestAttributesRules } from './saml-request-attributes.ts';
import { samlRequestEncodingRules } from './saml-request-encoding.ts';
import { samlRequestParametersRules } from './saml-request-parameters.ts';
import { samlRequestedAttributesRules } from './saml-requested-attributes.ts';
import { samlResponseRules } from './saml-response.ts';
import { samlTransportRules } from './saml-transport.ts';
import { scopeRules } from './scope.ts';
import { signatureFormRules } from './signature-form.ts';
import { signatureVerificationRules } from './signature-verification.ts';
import { tokenRequestRules } from './token-request.ts';
import { userinfoRequestRules } from './userinfo-request.ts';
import { verifiedWithinRules } from './verified-within.ts';

/** Every rule there is. A test checks that each rule file is listed and every id stands in the catalogue. */
export const RULES: readonly Rule[] = [
  ...formActionRules,
  ...acrValuesRules,
  ...acrLevelsRules,
  ...authorizeResponseRules,
  ...samlRequestEncodingRules,
  ...requestSignatureRules,
  ...authnContextRefusalRules,
  ...authnContextSurpriseRules,
  ...samlComparisonRules,
  ...samlRequestedAttributesRules,
  ...samlNameIdRules,
  ...samlDeliveryRules,
  ...samlRequestAttributesRules,
  ...samlRequestParametersRules,
  ...errorPageRules,
  ...requestAddressRules,
  ...fetchMetadataRules,
  ...parameterFormRules,
  ...oidcLogoutRules,
  ...oidcLogoutRedirectRules,
  ...samlResponseRules,
  ...tokenRequestRules,
  ...clientAssertionRules,
  ...userinfoRequestRules,
  ...limitRules,
  ...clientIdRules,
  ...redirectUriRules,
  ...responseTypeRules,
  ...scopeRules,
  ...randomValueRules,
  ...promptRules,
  ...pkceRules,
  ...verifiedWithinRules,
  ...oidcParameterRules,
  ...signatureVerificationRules,
  ...requestCertificateRules,
  ...samlEndpointRules,
  ...samlIssuerRules,
  ...samlTransportRules,
  ...samlLogoutRules,
  ...signatureFormRules,
];
