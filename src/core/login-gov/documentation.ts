const SITE = 'https://developers.login.gov';

/** Pages of the developer documentation that findings cite; a test checks each against the list of anchors. */
export const DOCS = {
  redirects: `${SITE}/support/#redirects`,
  oidcAcrValues: `${SITE}/oidc/authorization/#acr_values`,
  oidcAalValues: `${SITE}/oidc/authorization/#aal_values`,
  oidcServiceLevel: `${SITE}/oidc/authorization/#service_level`,
  oidcDeprecatedValues: `${SITE}/oidc/authorization/#deprecated_values`,
  oidcNoAcrValues: `${SITE}/support/#oidc-no-acr-values`,
  oidcMissingIal: `${SITE}/support/#oidc-missing-ial`,
  oidcMissingAcrValues: `${SITE}/support/#oidc-missing-acr-values`,
  oidcAuthorizationResponse: `${SITE}/oidc/authorization/#authorization-response`,
  oidcErrors: `${SITE}/support/#openid-connect-errors`,
  samlAalValues: `${SITE}/saml/authentication/#aal_values`,
  samlServiceLevel: `${SITE}/saml/authentication/#service_level`,
  samlDeprecatedValues: `${SITE}/saml/authentication/#deprecated_values`,
  samlAuthenticationRequest: `${SITE}/saml/authentication/#authentication-request`,
  samlUnauthorizedContext: `${SITE}/support/#unauthorized_auth_context`,
  samlSignature: `${SITE}/support/#saml-signature`,
  samlLogoutRequest: `${SITE}/saml/logout/#logout-request`,
  samlDecoding: `${SITE}/support/#decoding`,
  oidcLogoutResponse: `${SITE}/oidc/logout/#logout-response`,
  loginGovErrors: `${SITE}/support/#logingov-errors`,
} as const;
