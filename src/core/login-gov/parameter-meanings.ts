import type { MessageKind } from '../model/index.ts';

/** What a parameter is for, in one line; facts of OpenID Connect, SAML and Login.gov's documentation. */
export interface ParameterMeaning {
  readonly text: string;
  /** Login.gov does not read it, whatever the standard says. */
  readonly ignored?: true;
}

type Meanings = ReadonlyMap<string, ParameterMeaning>;

function meanings(read: Readonly<Record<string, string>>, ignored: Readonly<Record<string, string>> = {}) {
  return new Map<string, ParameterMeaning>([
    ...Object.entries(read).map(([name, text]) => [name, { text }] as const),
    ...Object.entries(ignored).map(([name, text]) => [name, { text, ignored: true } as const] as const),
  ]);
}

/** OpenID Connect Core 1.0, sections 3.1.2.1, 5.5 and 6; RFC 7636; developers.login.gov/oidc/authorization. */
const AUTHORIZE = meanings(
  {
    acr_values: 'Service level and authentication level that are asked for, separated by spaces.',
    client_id: 'The application, by the issuer that is registered in the Partner Portal.',
    code_challenge: 'Digest of the secret with which the application will exchange the code (PKCE).',
    code_challenge_method: 'How that digest was made; Login.gov knows S256.',
    locale: 'Language of Login.gov’s pages: en, es, fr or zh.',
    nonce: 'Random text that comes back in the ID token, so that no token can be replayed.',
    prompt: 'Whether a user who is signed in may go on at once (select_account) or not (login).',
    redirect_uri: 'Where the answer goes; must equal a registered URI to the letter.',
    response_type: 'What is asked for; Login.gov gives a code only.',
    scope: 'The attributes that are asked for, separated by spaces.',
    state: 'Random text that comes back with the answer, so that no answer can be forged.',
    verified_within: 'How long ago identity proofing may have been, such as 90d.',
  },
  {
    audience: 'Whom an access token is for; tokens are for Login.gov itself.',
    claims: 'Single attributes as JSON; scope chooses them instead.',
    claims_locales: 'Language of attributes; they have none.',
    client_secret: 'A password of the application; Login.gov has none and it must not be in a URL.',
    display: 'Layout of the pages; there is one.',
    id_token_hint: 'An earlier ID token of the user, who is not recognised by it.',
    login_hint: 'Whom to sign in; no e-mail address is filled in.',
    max_age: 'How long ago the user may have signed in; nobody signs in again for it.',
    registration: 'The application’s own metadata; it is registered in the portal.',
    request: 'The request as a signed token; the parameters beside it count.',
    request_uri: 'Where a request object is; nothing is fetched.',
    resource: 'Whom an access token is for; tokens are for Login.gov itself.',
    response_mode: 'How the answer comes; it always comes in the query.',
    ui_locales: 'Language of the pages; locale chooses it.',
    vtr: 'Vectors of trust, which Login.gov read once; acr_values count.',
  },
);

/** OpenID Connect Core 1.0, sections 3.1.2.5 and 3.1.2.6. */
const AUTHORIZE_RESPONSE = meanings({
  code: 'Exchanged for tokens once, by the application’s server.',
  error: 'Why there is no code, as a name of the standard.',
  error_description: 'The same for people, in the user’s language.',
  error_uri: 'A page about the error.',
  state: 'The text that the application sent with the request.',
});

/** OpenID Connect RP-Initiated Logout 1.0, section 2; developers.login.gov/oidc/logout. */
const LOGOUT = meanings(
  {
    client_id: 'The application, by the issuer that is registered in the Partner Portal.',
    id_token_hint: 'The ID token of the sign-in; client_id is documented instead.',
    post_logout_redirect_uri: 'Where the user goes afterwards; must equal a registered redirect URI.',
    state: 'Random text that comes back with the user; 22 characters or more.',
    locale: 'Language of Login.gov’s pages: en, es, fr or zh.',
  },
  {
    logout_hint: 'Whom to sign out; the session decides.',
    ui_locales: 'Language of the pages; locale chooses it.',
  },
);

/** OpenID Connect Core 1.0, section 3.1.3.1; RFC 7523; RFC 7636. */
const TOKEN = meanings(
  {
    client_assertion: 'Token signed by the application, which proves that it is the one.',
    client_assertion_type: 'Says that the proof is a signed token (RFC 7523).',
    code: 'The code that came with the user; good once.',
    code_verifier: 'The secret of code_challenge (PKCE).',
    grant_type: 'What is exchanged; Login.gov takes authorization_code.',
  },
  {
    client_id: 'The application; Login.gov knows it from the code.',
    client_secret: 'A password of the application; Login.gov has none.',
    redirect_uri: 'The URI of the request; Login.gov does not compare it.',
  },
);

/** OpenID Connect Core 1.0, section 5.3.1. */
const USERINFO = meanings(
  {},
  { access_token: 'The access token; Login.gov reads it from the Authorization header only.' },
);

/** SAML 2.0 bindings, sections 3.4.4.1 and 3.5.4; developers.login.gov/saml/authentication. */
const SAML_REQUEST = meanings({
  SAMLRequest: 'The request itself: base64, and deflated before in a URL.',
  RelayState: 'Text of the application that comes back with the answer.',
  SigAlg: 'Algorithm of Signature.',
  Signature: 'Signature over SAMLRequest, RelayState and SigAlg as they stand in the URL.',
  prompt: 'Of Login.gov’s own; it knows create, for a few applications.',
  skip_encryption: 'Of Login.gov’s own; asks for a plain assertion, for a few applications.',
  locale: 'Language of Login.gov’s pages: en, es, fr or zh.',
});

/** SAML 2.0 bindings, section 3.5.4. */
const SAML_RESPONSE = meanings({
  SAMLResponse: 'The answer itself: base64.',
  RelayState: 'The text that the application sent with the request.',
  SigAlg: 'Algorithm of Signature.',
  Signature: 'Signature over SAMLResponse, RelayState and SigAlg as they stand in the URL.',
});

const BY_KIND: Readonly<Record<Exclude<MessageKind, 'error-page'>, Meanings>> = {
  'oidc-authorize-request': AUTHORIZE,
  'oidc-authorize-response': AUTHORIZE_RESPONSE,
  'oidc-logout-request': LOGOUT,
  'oidc-token-request': TOKEN,
  'oidc-userinfo-request': USERINFO,
  'saml-authn-request': SAML_REQUEST,
  'saml-logout-request': SAML_REQUEST,
  'saml-remote-logout-request': SAML_REQUEST,
  'saml-response': SAML_RESPONSE,
  'saml-logout-response': SAML_RESPONSE,
};

/** Undefined for a parameter that neither the standard nor Login.gov defines for such a message. */
export function parameterMeaning(
  kind: Exclude<MessageKind, 'error-page'>,
  name: string,
): ParameterMeaning | undefined {
  return BY_KIND[kind].get(name);
}
