/** Form fields and parameters that OIDC, SAML and OAuth define; everything else a form holds is the user's. */
const PROTOCOL_FIELDS: ReadonlySet<string> = new Set([
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'SigAlg',
  'Signature',
  'acr_values',
  'client_assertion',
  'client_assertion_type',
  'client_id',
  'code',
  'code_challenge',
  'code_challenge_method',
  'code_verifier',
  'error',
  'error_description',
  'grant_type',
  'id_token_hint',
  'locale',
  'nonce',
  'post_logout_redirect_uri',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'verified_within',
  'vtr',
]);

/** Whether a field of that name may be recorded: what a person typed never is. */
export function isProtocolField(name: string): boolean {
  return PROTOCOL_FIELDS.has(name);
}
