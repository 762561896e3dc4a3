import type { PortalConfiguration } from '../../src/core/model/portal-configuration.ts';
import { OIDC_SP, SAML_SP } from '../hosts.ts';

/** A service provider as its agency registered it; every field the miniature reads is set. */
export interface Registration extends PortalConfiguration {
  readonly issuer: string;
  readonly redirect_uris: readonly string[];
  readonly certs: readonly string[];
}

export const OIDC_PKCE_CLIENT = 'urn:gov:gsa:openidconnect.profiles:sp:sso:example:pkce';
export const OIDC_JWT_CLIENT = 'urn:gov:gsa:openidconnect.profiles:sp:sso:example:private-key-jwt';
export const SAML_CLIENT = 'urn:gov:gsa:SAML:2.0.profiles:sp:sso:example:saml';

export const OIDC_CALLBACK = `https://${OIDC_SP}/auth/result`;
export const OIDC_LOGOUT_RESULT = `https://${OIDC_SP}/logout/result`;
export const SAML_ACS = `https://${SAML_SP}/auth/saml/callback`;
export const SAML_LOGOUT_RESULT = `https://${SAML_SP}/auth/saml/logout`;

/** The name that pages show: the host of the application. */
export function displayName(client: Registration): string {
  return new URL(client.redirect_uris[0] ?? '').host;
}

/** What is registered in both environments. The certificates are those of the sample service providers. */
export function registrations(certificates: {
  readonly oidc: string;
  readonly saml: string;
}): readonly Registration[] {
  return [
    {
      issuer: OIDC_PKCE_CLIENT,
      redirect_uris: [OIDC_CALLBACK, OIDC_LOGOUT_RESULT],
      certs: [],
      ial: 1,
      default_aal: null,
      active: true,
      pkce: true,
      allow_prompt_login: false,
    },
    {
      issuer: OIDC_JWT_CLIENT,
      redirect_uris: [OIDC_CALLBACK, OIDC_LOGOUT_RESULT],
      certs: [certificates.oidc],
      ial: 1,
      default_aal: null,
      active: true,
      pkce: false,
      allow_prompt_login: false,
    },
    {
      issuer: SAML_CLIENT,
      redirect_uris: [SAML_ACS],
      acs_url: SAML_ACS,
      assertion_consumer_logout_service_url: SAML_LOGOUT_RESULT,
      certs: [certificates.saml],
      ial: 1,
      default_aal: null,
      active: true,
      pkce: null,
      block_encryption: 'aes256-cbc',
      email_nameid_format_allowed: false,
      use_legacy_name_id_behavior: false,
      attribute_bundle: ['email'],
    },
  ];
}
