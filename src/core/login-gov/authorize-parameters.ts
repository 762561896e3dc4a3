/** Parameters of an OIDC authorize request that Login.gov reads, each as one text. It looks at no others. */
export const AUTHORIZE_PARAMETERS: readonly string[] = [
  'acr_values',
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'locale',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'verified_within',
];
