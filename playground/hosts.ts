/** Host names that the playground serves on loopback. */

export const SANDBOX_IDP = 'idp.int.identitysandbox.gov';
export const DEV_IDP = 'idp.dev.identitysandbox.gov';
export const OIDC_SP = 'oidc-sp.example.gov';
export const SAML_SP = 'saml-sp.example.gov';
/** Hosts that no service provider registered: where the form-action gaps lead. */
export const OTHER_APP = 'app.other.gov';
export const SECOND_APP = 'portal.elsewhere.gov';
export const INDEX = 'playground.example.gov';

export const HOSTS: readonly string[] = [
  INDEX,
  SANDBOX_IDP,
  DEV_IDP,
  OIDC_SP,
  SAML_SP,
  OTHER_APP,
  SECOND_APP,
];
