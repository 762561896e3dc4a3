import type { Registration } from './registrations.ts';
import { IALMAX, needsProofing, serviceLevels, VALID_AUTHN_CONTEXTS } from './service-levels.ts';

/** Validation of /openid_connect/authorize: all checks run, messages in the order of the real form. */

export interface AuthorizeCheck {
  readonly client: Registration | undefined;
  readonly parameters: AuthorizeParameters;
  /** Full messages, attribute name in front. */
  readonly messages: readonly string[];
  /** A wrong client or redirect URI: shown to the user, never sent to the redirect URI. */
  readonly showAsPage: boolean;
}

export interface AuthorizeParameters {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeChallenge: string | null;
  /** Effective service level; empty when the request has none. */
  readonly serviceLevel: string;
  readonly scopes: readonly string[];
}

const DOCS = 'Please see our documentation at https://developers.login.gov/support/';
const BLANK = 'Please fill in this field.';
const NOT_IN_LIST = 'is not included in the list';
const TOO_SHORT = 'is too short (minimum is 22 characters)';
const MINIMUM_LENGTH = 22;
const PROMPTS = ['select_account', 'login', 'create'];

const AUTH_ONLY_SCOPES = [
  'email',
  'all_emails',
  'locale',
  'openid',
  'profile:verified_at',
  'x509',
  'x509:subject',
  'x509:issuer',
  'x509:presented',
];
const PROOFED_SCOPES = [
  'address',
  'phone',
  'profile',
  'profile:name',
  'profile:birthdate',
  'social_security_number',
];

export function checkAuthorize(
  query: URLSearchParams,
  registrations: readonly Registration[],
): AuthorizeCheck {
  const get = (name: string) => query.getAll(name).at(-1) ?? null;
  const client = registrations.find(({ issuer }) => issuer === get('client_id'));
  const acrValues = tokens(get('acr_values')).filter((value) => VALID_AUTHN_CONTEXTS.includes(value));
  const levels = serviceLevels(acrValues);
  // Permissions are judged by the greatest value in alphabetical order, not by the effective one.
  const judged = [...levels].sort().at(-1) ?? '';
  const proofing = levels.length > 0 ? needsProofing(judged) || judged === IALMAX : (client?.ial ?? 0) >= 2;
  const allowedScopes = proofing ? [...AUTH_ONLY_SCOPES, ...PROOFED_SCOPES] : AUTH_ONLY_SCOPES;
  const scopes = tokens(get('scope')).filter((scope) => allowedScopes.includes(scope));
  const prompt = get('prompt') ?? 'select_account';

  const page = redirectUriMessages(get('redirect_uri'), client);
  const blank = (name: string, value: string | null | readonly string[]) =>
    isBlank(value) ? [`${name} ${BLANK}`] : [];
  const random = (name: string, value: string | null) => [
    ...blank(name, value),
    ...([...(value ?? '')].length < MINIMUM_LENGTH ? [`${name} ${TOO_SHORT}`] : []),
  ];
  const unknownClient = client ? [] : [`Client Bad client_id. ${DOCS}#bad-client-id`];

  const messages = [
    ...page,
    ...blank('Acr values', acrValues),
    ...blank('Client', get('client_id')),
    ...blank('Redirect uri', get('redirect_uri')),
    ...blank('Scope', scopes),
    ...random('State', get('state')),
    ...random('Nonce', get('nonce')),
    ...(get('response_type') === 'code' ? [] : [`Response type ${NOT_IN_LIST}`]),
    ...blank('Prompt', prompt),
    ...(PROMPTS.includes(prompt) ? [] : [`Prompt ${NOT_IN_LIST}`]),
    ...(get('code_challenge') !== null && get('code_challenge_method') !== 'S256'
      ? [`Code challenge method ${NOT_IN_LIST}`]
      : []),
    ...acrMessages(acrValues, levels),
    ...unknownClient,
    ...(scopes.length === 0 ? [`Scope No valid scope values found. ${DOCS}#oidc-no-scope`] : []),
    ...privilegeMessages(judged, client),
    ...(promptAllowed(prompt, client) ? [] : [`Prompt No valid prompt values found. ${DOCS}#oidc-no-prompt`]),
  ];

  return {
    client,
    messages,
    showAsPage: page.length > 0 || unknownClient.length > 0 || isBlank(get('redirect_uri')),
    parameters: {
      clientId: get('client_id') ?? '',
      redirectUri: get('redirect_uri') ?? '',
      state: get('state') ?? '',
      nonce: get('nonce') ?? '',
      codeChallenge: get('code_challenge'),
      serviceLevel: levels[0] ?? '',
      scopes,
    },
  };
}

/** The same texts serve authorize and logout; nothing is said while the client is unknown. */
export function redirectUriMessages(
  value: string | null,
  client: Registration | undefined,
): readonly string[] {
  if (!client) return [];
  const invalid = `Redirect uri redirect_uri is invalid. ${DOCS}#oidc-invalid-redirect`;
  const noMatch = `Redirect uri redirect_uri does not match registered redirect_uri. ${DOCS}#oidc-redirect-match`;
  if (value === null) return [invalid];
  if (/[\s[\]]|^:|[^\x20-\x7e]/.test(value)) return [invalid];
  const wanted = normalise(value);
  return client.redirect_uris.some((uri) => normalise(uri) === wanted) ? [] : [noMatch];
}

function acrMessages(acrValues: readonly string[], levels: readonly string[]): readonly string[] {
  if (acrValues.length === 0)
    return [`Acr values No acceptable acr_values found. ${DOCS}#oidc-no-acr-values`];
  if (levels.length === 0) return [`Acr values Missing a valid IAL level. ${DOCS}#oidc-missing-ial`];
  return [];
}

function privilegeMessages(judged: string, client: Registration | undefined): readonly string[] {
  const refused =
    (needsProofing(judged) && (client?.ial ?? 0) < 2) || (judged === IALMAX && !client?.ialmax_allowed);
  return refused ? [`Acr values The acr_values are not authorized. ${DOCS}#oidc-missing-acr-values`] : [];
}

function promptAllowed(prompt: string, client: Registration | undefined): boolean {
  if (prompt === 'login') return client?.allow_prompt_login === true;
  if (prompt === 'create') return client?.create_prompt_allowed === true;
  return prompt === 'select_account';
}

/** Scheme and host in lower case, no default port, at least `/` as path; the rest exactly as it is. */
function normalise(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).href : uri;
}

function tokens(value: string | null): readonly string[] {
  return [...new Set((value ?? '').split(/\s+/).filter((token) => token !== ''))];
}

function isBlank(value: string | null | readonly string[]): boolean {
  return value === null || (typeof value === 'string' ? value.trim() === '' : value.length === 0);
}
