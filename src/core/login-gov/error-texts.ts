/** Error texts of the identity provider's pages, redirects and API, in its four languages. */

/** Where Login.gov says what is wrong: on a page of an endpoint, in a redirect, or in a JSON answer. */
export type ErrorContext =
  | 'oidc-authorize-html'
  | 'oidc-authorize-error-description'
  | 'oidc-logout-html'
  | 'saml-auth-html'
  | 'saml-logout-html'
  | 'oidc-token-json'
  | 'oidc-userinfo-json';

export interface ErrorText {
  readonly id: string;
  /** Name of the attribute that stands before the text, English in every language. */
  readonly prefix?: string;
  /** In English; `%{…}` stands for any text. */
  readonly text: string;
  /** In the other languages; texts that hold a link are known by it instead. */
  readonly localised?: readonly string[];
  /** The link to the documentation, the same in every language, without its scheme. */
  readonly link?: string;
  /** Rules of the catalogue that name the cause, the most common first. */
  readonly rules: Readonly<Partial<Record<ErrorContext, readonly string[]>>>;
  /** What to do about it where nothing more is known. */
  readonly fix: string;
}

type Rules = ErrorText['rules'];

/** The text itself, Spanish, French, Chinese. */
type FourTexts = readonly [string, string, string, string];

const BLANK: FourTexts = [
  'Please fill in this field.',
  'Llene este campo.',
  'Veuillez remplir ce champ.',
  '请填写这一字段。',
];
const TOO_SHORT: FourTexts = [
  'is too short (minimum is 22 characters)',
  'es demasiado corta (el mínimo es %{count} caracteres)',
  'est trop court (%{count} caractères minimum)',
  '太短（最少 %{count}个字符）。',
];
const INCLUSION: FourTexts = [
  'is not included in the list',
  'no figura en la lista',
  'n’est pas inclus dans la liste',
  '没有在清单中',
];
const NO_CERTIFICATE: readonly string[] = [
  'No podemos detectar un certificado en su solicitud.',
  'Nous ne pouvons pas détecter un certificat sur votre demande.',
  '我们在你的请求中探查不到证书。',
];

function inFour(id: string, prefix: string, texts: FourTexts, rules: Rules, fix: string): ErrorText {
  const [text, ...localised] = texts;
  return { id, prefix, text, localised, rules, fix };
}

/** A text of the SAML library or of a JWT library, English for everybody. */
function inEnglish(id: string, prefix: string, text: string, rules: Rules, fix: string): ErrorText {
  return { id, prefix, text, rules, fix };
}

/** A text that ends with a link to an anchor of the support page, or to another page. */
function linked(
  id: string,
  prefix: string | undefined,
  words: string,
  page: string,
  rules: Rules,
  fix: string,
): ErrorText {
  const link = `developers.login.gov${page.startsWith('#') ? `/support/${page}` : page}`;
  const text = `${words} Please see our documentation at https://${link}`;
  return { id, ...(prefix !== undefined && { prefix }), text, link, rules, fix };
}

const authorize = (...rules: readonly string[]): Rules => ({
  'oidc-authorize-html': rules,
  'oidc-authorize-error-description': rules,
});
const logout = (...rules: readonly string[]): Rules => ({ 'oidc-logout-html': rules });
const samlAuth = (...rules: readonly string[]): Rules => ({ 'saml-auth-html': rules });
const saml = (...rules: readonly string[]): Rules => ({ 'saml-auth-html': rules, 'saml-logout-html': rules });
const token = (...rules: readonly string[]): Rules => ({ 'oidc-token-json': rules });
const userinfo = (rule: string): Rules => ({ 'oidc-userinfo-json': [rule] });

const UNDECODABLE = [
  'saml-request-undecodable',
  'saml-request-missing',
  'saml-request-plus-not-encoded',
  'saml-request-double-encoded',
  'saml-request-base64url',
  'saml-request-zlib-or-gzip',
  'saml-request-raw-xml',
];
const SAML_SIGNATURE = [
  'saml-logout-signature-missing',
  'saml-logout-signature-not-sha256',
  'saml-logout-signature-unverifiable',
  'saml-logout-digest-mismatch',
  'saml-both-authn-and-logout',
];

const REGISTER = 'in the Partner Portal of the environment that you call';
const SEND_ACR_VALUES = 'Send a service level in acr_values, e.g. urn:acr.login.gov:auth-only.';
const SEND_SAML_REQUEST =
  'Send an AuthnRequest or LogoutRequest of SAML 2.0 as SAMLRequest: DEFLATE (redirect binding only), base64, percent-encoding.';
const SEND_ISSUER = `Send the Issuer in the SAML request exactly as it is registered ${REGISTER}.`;
const SEND_RANDOM = 'random characters, 22 or more.';
const SEND_PROMPT = 'Send prompt=select_account, or leave prompt out.';
const SIGN_ASSERTION = `Sign client_assertion with RS256 and the private key whose certificate is registered ${REGISTER}; set iss and sub to the client_id and exp to a time ahead.`;

/** In the order of the identity provider's own checks, within each endpoint. */
export const ERROR_TEXTS: readonly ErrorText[] = [
  inFour(
    'authorize-blank-acr-values',
    'Acr values',
    BLANK,
    authorize('oidc-acr-values-missing', 'oidc-acr-values-none-recognised'),
    SEND_ACR_VALUES,
  ),
  inFour(
    'authorize-blank-client-id',
    'Client',
    BLANK,
    authorize('oidc-client-id-missing'),
    `Send client_id: the issuer registered ${REGISTER}.`,
  ),
  inFour(
    'authorize-blank-redirect-uri',
    'Redirect uri',
    BLANK,
    authorize('oidc-redirect-uri-missing'),
    'Send redirect_uri, one of the registered redirect URIs.',
  ),
  inFour(
    'authorize-blank-scope',
    'Scope',
    BLANK,
    authorize('oidc-scope-missing', 'oidc-scope-no-valid-values'),
    'Send scope, e.g. "openid email".',
  ),
  inFour(
    'authorize-blank-state',
    'State',
    BLANK,
    authorize('oidc-state-missing'),
    `Send state: ${SEND_RANDOM}`,
  ),
  inFour(
    'authorize-blank-nonce',
    'Nonce',
    BLANK,
    authorize('oidc-nonce-missing'),
    `Send nonce: ${SEND_RANDOM}`,
  ),
  inFour('authorize-blank-prompt', 'Prompt', BLANK, authorize('oidc-prompt-empty'), SEND_PROMPT),
  inFour(
    'too-short-state',
    'State',
    TOO_SHORT,
    {
      ...authorize('oidc-state-too-short', 'oidc-state-missing'),
      ...logout('oidc-logout-state-too-short'),
    },
    `Make state longer: ${SEND_RANDOM}`,
  ),
  inFour(
    'too-short-nonce',
    'Nonce',
    TOO_SHORT,
    authorize('oidc-nonce-too-short', 'oidc-nonce-missing'),
    `Make nonce longer: ${SEND_RANDOM}`,
  ),
  inFour(
    'inclusion-response-type',
    'Response type',
    INCLUSION,
    authorize('oidc-response-type-not-code', 'oidc-response-type-implicit'),
    'Send response_type=code.',
  ),
  inFour(
    'inclusion-prompt',
    'Prompt',
    INCLUSION,
    authorize('oidc-prompt-unsupported', 'oidc-prompt-empty'),
    SEND_PROMPT,
  ),
  inFour(
    'inclusion-code-challenge-method',
    'Code challenge method',
    INCLUSION,
    authorize('oidc-pkce-method-missing', 'oidc-pkce-method-unsupported'),
    'Send code_challenge_method=S256 with code_challenge.',
  ),
  linked(
    'authorize-bad-client-id',
    'Client',
    'Bad client_id.',
    '#bad-client-id',
    authorize('oidc-client-id-unregistered', 'oidc-client-id-missing', 'oidc-client-id-whitespace'),
    `Send client_id exactly as the issuer is registered ${REGISTER}.`,
  ),
  linked(
    'authorize-missing-ial',
    'Acr values',
    'Missing a valid IAL level.',
    '#oidc-missing-ial',
    authorize('oidc-acr-values-missing-ial', 'oidc-acr-values-ial2-strict'),
    SEND_ACR_VALUES,
  ),
  linked(
    'authorize-no-auth',
    'Acr values',
    'The acr_values are not authorized.',
    '#oidc-missing-acr-values',
    authorize(
      'oidc-acr-values-ial-not-authorized',
      'oidc-acr-values-ialmax-not-allowed',
      'oidc-acr-values-facial-match-unavailable',
    ),
    'Ask in acr_values for a service level that the application is registered for, or have its registration raised.',
  ),
  linked(
    'authorize-no-valid-acr-values',
    'Acr values',
    'No acceptable acr_values found.',
    '#oidc-no-acr-values',
    authorize('oidc-acr-values-none-recognised', 'oidc-acr-values-missing'),
    SEND_ACR_VALUES,
  ),
  linked(
    'authorize-no-valid-scope',
    'Scope',
    'No valid scope values found.',
    '#oidc-no-scope',
    authorize('oidc-scope-no-valid-values', 'oidc-scope-missing'),
    'Send scope with values that Login.gov knows, e.g. "openid email".',
  ),
  linked(
    'authorize-prompt-invalid',
    'Prompt',
    'No valid prompt values found.',
    '#oidc-no-prompt',
    authorize(
      'oidc-prompt-unsupported',
      'oidc-prompt-empty',
      'oidc-prompt-login-not-allowed',
      'oidc-prompt-create-not-allowed',
    ),
    SEND_PROMPT,
  ),
  linked(
    'authorize-unauthorized-scope',
    'Scope',
    'Unauthorized scope.',
    '#oidc-unauthotized-scope',
    authorize(
      'oidc-scope-needs-identity-proofing',
      'oidc-scope-unknown-value',
      'oidc-scope-verified-at-not-permitted',
      'oidc-scope-duplicate-value',
    ),
    'Ask in scope only for what the requested service level may have, each value once.',
  ),
  linked(
    'redirect-uri-invalid',
    'Redirect uri',
    'redirect_uri is invalid.',
    '#oidc-invalid-redirect',
    {
      'oidc-authorize-html': ['oidc-redirect-uri-unparseable', 'oidc-redirect-uri-missing'],
      ...logout(
        'oidc-logout-redirect-uri-unparseable',
        'oidc-logout-redirect-uri-missing',
        'oidc-logout-wrong-redirect-parameter',
      ),
    },
    'Send a well-formed, registered redirect URI, and make sure that every registered one is well-formed.',
  ),
  linked(
    'redirect-uri-no-match',
    'Redirect uri',
    'redirect_uri does not match registered redirect_uri.',
    '#oidc-redirect-match',
    {
      'oidc-authorize-html': [
        'oidc-redirect-uri-not-registered',
        'oidc-redirect-uri-relative',
        'oidc-redirect-uri-wildcard',
        'oidc-redirect-uri-missing',
      ],
      ...logout('oidc-logout-redirect-uri-not-registered', 'oidc-logout-redirect-uri-missing'),
    },
    `Register the URI ${REGISTER}, character by character as it is sent.`,
  ),
  inFour(
    'verified-within-format',
    'Verified within',
    [
      'Unrecognized format for verified_within',
      'Formato no reconocido de verified_within',
      'Format non reconnu pour verified_within',
      'verified_within 格式无法识别',
    ],
    authorize('oidc-verified-within-bad-format'),
    'Send verified_within as a number and one of d, w, m or y, e.g. 1y.',
  ),
  inFour(
    'verified-within-duration',
    'Verified within',
    [
      'value must be at least 30 days or older',
      'el valor debe ser al menos %{count} días o más',
      'la valeur doit être d’au moins %{count} jours ou plus',
      '值必须至少为 %{count} 天或以上',
    ],
    authorize('oidc-verified-within-too-recent'),
    'Send verified_within with 30 days or more.',
  ),
  linked(
    'logout-client-id-invalid',
    'Client',
    'client_id was not recognized.',
    '#client-id-not-recognized',
    logout('oidc-logout-client-id-unrecognized', 'oidc-logout-client-id-whitespace'),
    `Send client_id exactly as the issuer is registered ${REGISTER}.`,
  ),
  linked(
    'logout-client-id-missing',
    'Client',
    'client_id is missing.',
    '#client-id-missing',
    logout('oidc-logout-client-missing'),
    'Send client_id in the logout request.',
  ),
  inFour(
    'logout-id-token-hint',
    'Id token hint',
    [
      'id_token_hint was not recognized',
      'No se reconoció id_token_hint',
      'id_token_hint n’a pas été reconnu',
      'id_token_hint 不认识',
    ],
    logout('oidc-logout-id-token-hint-unrecognized', 'oidc-logout-client-missing'),
    'Send client_id in place of id_token_hint.',
  ),
  linked(
    'logout-id-token-hint-present',
    'Id token hint',
    'This application is misconfigured and should not be sending id_token_hint. Please send client_id instead.',
    '#id-token-hint',
    logout('oidc-logout-id-token-hint-present'),
    'Send client_id in place of id_token_hint.',
  ),
  linked(
    'logout-no-client-id-or-id-token-hint',
    undefined,
    'This application is misconfigured and must send either client_id or id_token_hint.',
    '/oidc/logout/',
    logout('oidc-logout-client-missing'),
    'Send client_id in the logout request.',
  ),
  inFour(
    'logout-blank-post-logout-redirect-uri',
    'Post logout redirect uri',
    BLANK,
    logout('oidc-logout-redirect-uri-missing', 'oidc-logout-wrong-redirect-parameter'),
    'Send post_logout_redirect_uri, one of the registered redirect URIs.',
  ),
  linked(
    'saml-unauthorized-service-provider',
    'Service provider',
    'Unauthorized Service Provider.',
    '#unauthorized',
    saml('saml-issuer-unregistered', 'saml-issuer-missing', 'saml-issuer-whitespace', ...UNDECODABLE),
    SEND_ISSUER,
  ),
  linked(
    'saml-unauthorized-authn-context',
    'Authn context',
    'Unauthorized authentication context.',
    '#unauthorized_auth_context',
    samlAuth(
      'saml-authn-context-unrecognized',
      'saml-authn-context-password-needs-step-up',
      'saml-authn-context-whitespace',
      'saml-authn-context-empty',
      'saml-authn-context-vectors-of-trust',
      'saml-authn-context-ial-not-authorized',
      'saml-authn-context-ialmax-not-allowed',
      'saml-authn-context-facial-match-unavailable',
    ),
    'Send class references that Login.gov knows and the application is registered for, e.g. urn:acr.login.gov:auth-only.',
  ),
  linked(
    'saml-unauthorized-nameid-format',
    'Nameid format',
    'Unauthorized nameID format.',
    '#nameidformat_unrecognized',
    samlAuth('saml-nameid-email-not-allowed'),
    'Ask for the NameID format urn:oasis:names:tc:SAML:2.0:nameid-format:persistent.',
  ),
  linked(
    'saml-invalid-signature',
    'Service provider',
    'SAML request signature is invalid or does not match any registered public certificates.',
    '#saml-signature',
    saml(...SAML_SIGNATURE),
    `Sign the LogoutRequest with RSA and SHA-256 and the key whose certificate is registered ${REGISTER}.`,
  ),
  inEnglish(
    'saml-issuer-missing-or-invalid',
    'Service provider',
    'Issuer missing from SAML request',
    saml('saml-issuer-missing', ...UNDECODABLE),
    SEND_ISSUER,
  ),
  inEnglish(
    'saml-no-auth-or-logout-request',
    'Service provider',
    'SAML request is missing either an authnrequest or logout request. One of the two is required.',
    saml('saml-not-authn-or-logout-request', ...UNDECODABLE),
    SEND_SAML_REQUEST,
  ),
  inEnglish(
    'saml-both-auth-and-logout-request',
    'Service provider',
    'SAML request contains both an authnrequest and logout request. Only one can be specified.',
    saml('saml-both-authn-and-logout'),
    'Send an AuthnRequest or a LogoutRequest, not both in one document.',
  ),
  inEnglish(
    'saml-no-response-url',
    'Service provider',
    'SAML request is missing Assertion Consumer Service URL or Assertion Consumer Logout Service URL',
    saml(
      'saml-response-url-missing',
      'saml-logout-response-url-missing',
      'saml-not-authn-or-logout-request',
      'saml-issuer-unregistered',
    ),
    `Register the Assertion Consumer Service URL and, for logout, the Assertion Consumer Logout Service URL ${REGISTER}.`,
  ),
  {
    id: 'saml-no-cert-registered',
    prefix: 'Service provider',
    text: 'Your service provider does not have a certificate registered.',
    localised: NO_CERTIFICATE,
    rules: saml('saml-no-cert-registered'),
    fix: `Register the application's certificate ${REGISTER}.`,
  },
  {
    id: 'saml-blank-cert-element-req',
    prefix: 'Service provider',
    text: 'We cannot detect a certificate in your request.',
    localised: NO_CERTIFICATE,
    rules: samlAuth('saml-certificate-element-empty'),
    fix: 'Put the certificate into the X509Certificate element of the signature, or leave the element out.',
  },
  linked(
    'token-expired-code',
    'Code',
    'is expired.',
    '#token-expired',
    token('oidc-token-code-expired'),
    'Exchange the code as soon as it arrives.',
  ),
  linked(
    'token-invalid-code',
    'Code',
    'is invalid because doesn’t match any user.',
    '#invalid-code',
    token('oidc-token-code-invalid', 'oidc-response-code-replayed'),
    'Exchange each code once, unchanged, at the environment that gave it.',
  ),
  linked(
    'token-invalid-authentication',
    'Code',
    'Client must authenticate via PKCE or private_key_jwt, missing either code_challenge or client_assertion.',
    '#pkce-or-private-key',
    token(
      'oidc-token-no-client-authentication',
      'oidc-pkce-absent-for-pkce-client',
      'oidc-pkce-sent-by-jwt-client',
    ),
    'Authenticate by the method that the application is registered for: code_verifier (PKCE) or client_assertion (private_key_jwt).',
  ),
  linked(
    'token-invalid-code-verifier',
    'Code verifier',
    'code_verifier did not match code_challenge.',
    '#invalid-code-verifier',
    token('oidc-token-code-verifier', 'oidc-pkce-challenge-malformed'),
    'Send as code_verifier the value whose SHA-256, in base64url, was the code_challenge of this sign-in.',
  ),
  linked(
    'token-invalid-aud',
    'Client assertion',
    'Invalid audience claim, expected %{url}.',
    '#invalid-aud-claim',
    token('oidc-token-assertion-audience'),
    'Set aud of the client_assertion to the URL of the token endpoint.',
  ),
  linked(
    'token-invalid-iat',
    'Client assertion',
    'iat must be an integer or floating point Unix timestamp representing a time in the past.',
    '#invalid-iat',
    token('oidc-token-assertion-iat'),
    "Set iat of the client_assertion to the present time in seconds since 1970, and check the server's clock.",
  ),
  linked(
    'token-invalid-signature',
    'Client assertion',
    'Could not validate assertion against any registered public keys.',
    '#invalid-token-signature',
    token('oidc-token-assertion-signature'),
    `Register the application's certificate ${REGISTER}.`,
  ),
  inFour(
    'token-inclusion-grant-type',
    'Grant type',
    INCLUSION,
    token('oidc-token-grant-type'),
    'Send grant_type=authorization_code.',
  ),
  inFour(
    'token-inclusion-client-assertion-type',
    'Client assertion type',
    INCLUSION,
    token('oidc-token-client-assertion-type'),
    'Send client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer.',
  ),
  inEnglish(
    'token-jwt-signature',
    'Client assertion',
    'Signature verification failed',
    token('oidc-token-assertion-signature'),
    SIGN_ASSERTION,
  ),
  inEnglish(
    'token-jwt-expired',
    'Client assertion',
    'Signature has expired',
    token('oidc-token-assertion-signature'),
    SIGN_ASSERTION,
  ),
  inEnglish(
    'token-jwt-issuer',
    'Client assertion',
    'Invalid issuer. Expected %{expected}, received %{received}',
    token('oidc-token-assertion-signature'),
    SIGN_ASSERTION,
  ),
  inEnglish(
    'token-jwt-subject',
    'Client assertion',
    'Invalid subject. Expected %{expected}, received %{received}',
    token('oidc-token-assertion-signature'),
    SIGN_ASSERTION,
  ),
  linked(
    'userinfo-no-authorization',
    undefined,
    'No Authorization header provided.',
    '#no-auth-header',
    userinfo('oidc-userinfo-no-authorization'),
    'Send the access token in the header "Authorization: Bearer …".',
  ),
  linked(
    'userinfo-malformed-authorization',
    undefined,
    'Malformed Authorization header.',
    '#malformed-auth-header',
    userinfo('oidc-userinfo-malformed-authorization'),
    'Send the header "Authorization: Bearer …": the word Bearer, one space, the access token.',
  ),
  linked(
    'userinfo-not-found',
    undefined,
    'Could not find authorization for the contents of the provided access_token or it may have expired.',
    '#auth-header-contents-not-found',
    userinfo('oidc-userinfo-token-not-found'),
    'Ask for the user info at once, with the access_token of the last token response.',
  ),
];
