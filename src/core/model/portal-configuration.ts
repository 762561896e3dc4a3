/**
 * What the agency registered in the Login.gov Partner Portal, under the portal's own field names.
 * Every field may be missing: a rule that needs a missing field is skipped.
 */
export interface PortalConfiguration {
  /** Equal to client_id or Issuer, exactly. */
  readonly issuer?: string;
  readonly redirect_uris?: readonly string[];
  readonly acs_url?: string | null;
  readonly assertion_consumer_logout_service_url?: string | null;
  /** PEM. */
  readonly certs?: readonly string[];
  readonly ial?: 1 | 2 | null;
  readonly default_aal?: 1 | 2 | 3 | null;
  readonly active?: boolean;
  readonly pkce?: boolean | null;
  readonly allow_prompt_login?: boolean;
  readonly block_encryption?: string;
  readonly email_nameid_format_allowed?: boolean;
  readonly use_legacy_name_id_behavior?: boolean;
  readonly attribute_bundle?: readonly string[];
  /** Allow-lists of the identity provider, empty by default: an absent field means not on the list. */
  readonly ialmax_allowed?: boolean;
  readonly create_prompt_allowed?: boolean;
  readonly verified_within_allowed?: boolean;
}
