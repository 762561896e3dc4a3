import { createPrivateKey } from 'node:crypto';
import type { Configuration, CustomFetch } from 'openid-client';
import * as client from 'openid-client';
import { OTHER_APP } from '../hosts.ts';
import type { KeyPair } from '../keys.ts';
import { OIDC_CALLBACK, OIDC_JWT_CLIENT, OIDC_LOGOUT_RESULT } from '../login-gov/registrations.ts';
import { ASSET_ROUTES } from '../web/assets.ts';
import type { Handler, Routes, WebReply } from '../web/exchange.ts';
import { findRoute, redirect } from '../web/exchange.ts';
import { html } from '../web/html.ts';
import { Sessions } from '../web/sessions.ts';
import type { OidcCase } from './oidc-cases.ts';
import { isOidcCase, OIDC_CASES, SESSION_PATH, SIGNED_IN_PATH } from './oidc-cases.ts';
import type { Tickets } from './other-apps.ts';
import { failedPage, homePage, missingPage, signedInPage, signedOutPage } from './pages.ts';

/** The sample OpenID Connect service provider, on openid-client. */

interface OidcSession {
  /** By state. */
  readonly pending: Map<string, PendingSignIn>;
  user: { readonly email: string; readonly case: OidcCase } | undefined;
}

interface PendingSignIn {
  readonly case: OidcCase;
  readonly nonce: string;
  /** Absent for a private_key_jwt client. */
  readonly codeVerifier?: string;
}

const SITE = 'Sample service provider (OpenID Connect)';

export function oidcServiceProvider(key: KeyPair, fetch: CustomFetch, tickets: Tickets): Handler {
  const configure = configurations(key, fetch);
  const sessions = new Sessions<OidcSession>('sp_session', () => ({ pending: new Map(), user: undefined }));
  const path = (url: string) => new URL(url).pathname;

  const routes: Routes = {
    ...ASSET_ROUTES,
    'GET /': () =>
      homePage(
        SITE,
        Object.keys(OIDC_CASES).map((name) => `/sign-in/${name}`),
      ),
    [`GET ${path(OIDC_CALLBACK)}`]: (request) =>
      sessions.within(request, (session) => finishSignIn(configure, session, request.url, tickets)),
    [`GET ${SESSION_PATH}`]: (request) =>
      sessions.within(request, ({ user }) =>
        redirect(user ? `https://${OTHER_APP}/home?ticket=${tickets.issue(user.email)}` : '/'),
      ),
    [`GET ${SIGNED_IN_PATH}`]: (request) =>
      sessions.within(request, ({ user }) =>
        user
          ? signedInPage(SITE, user.email, [
              html`<p><a class="button" id="sign-out" href="/logout">Sign out</a></p>`,
            ])
          : redirect('/'),
      ),
    'GET /logout': (request) =>
      sessions.within(request, async (session) => {
        const { user } = session;
        session.user = undefined;
        return user ? redirect(await logoutUrl(configure, user.case)) : redirect('/');
      }),
    [`GET ${path(OIDC_LOGOUT_RESULT)}`]: () => signedOutPage(SITE),
  };

  return (request) => {
    const handler = findRoute(routes, request.method, request.url.pathname);
    if (handler) return handler(request);
    const [, start, name = ''] = request.url.pathname.split('/');
    if (start !== 'sign-in' || !isOidcCase(name)) return missingPage(SITE);
    return sessions.within(request, (session) => startSignIn(configure, session, OIDC_CASES[name]));
  };
}

type Configure = (oidcCase: OidcCase) => Promise<Configuration>;

/** Discovery runs once for each identity provider and client. */
function configurations(key: KeyPair, fetch: CustomFetch): Configure {
  const known = new Map<string, Promise<Configuration>>();
  return ({ idp, clientId }) => {
    const name = `${idp} ${clientId}`;
    const configuration =
      known.get(name) ??
      authentication(idp, clientId, key).then((method) =>
        client.discovery(new URL(`https://${idp}/`), clientId, {}, method, { [client.customFetch]: fetch }),
      );
    known.set(name, configuration);
    configuration.catch(() => known.delete(name));
    return configuration;
  };
}

/** Login.gov wants its token endpoint as audience, where openid-client names the issuer. */
async function authentication(idp: string, clientId: string, key: KeyPair) {
  if (clientId !== OIDC_JWT_CLIENT) return client.None();
  const der = createPrivateKey(key.privateKey).export({ type: 'pkcs8', format: 'der' });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const privateKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  return client.PrivateKeyJwt(privateKey, {
    [client.modifyAssertion]: (_header, payload) => {
      payload.aud = `https://${idp}/api/openid_connect/token`;
    },
  });
}

async function startSignIn(
  configure: Configure,
  session: OidcSession,
  oidcCase: OidcCase,
): Promise<WebReply> {
  const configuration = await configure(oidcCase);
  const state = client.randomState();
  const nonce = client.randomNonce();
  const parameters: Record<string, string> = {
    redirect_uri: OIDC_CALLBACK,
    acr_values: oidcCase.acrValues,
    scope: 'openid email',
    prompt: 'select_account',
    state,
    nonce,
  };
  if (oidcCase.clientId === OIDC_JWT_CLIENT) {
    session.pending.set(state, { case: oidcCase, nonce });
  } else {
    const codeVerifier = client.randomPKCECodeVerifier();
    parameters.code_challenge = await client.calculatePKCECodeChallenge(codeVerifier);
    parameters.code_challenge_method = 'S256';
    session.pending.set(state, { case: oidcCase, nonce, codeVerifier });
  }
  return redirect(client.buildAuthorizationUrl(configuration, parameters));
}

/** Exchanges the code and only then sends the user on. */
async function finishSignIn(
  configure: Configure,
  session: OidcSession,
  url: URL,
  tickets: Tickets,
): Promise<WebReply> {
  const state = url.searchParams.get('state') ?? '';
  const pending = session.pending.get(state);
  if (!pending)
    return failedPage(SITE, 'unknown_state', 'No sign-in with this state was started in this browser.');
  session.pending.delete(state);
  try {
    const configuration = await configure(pending.case);
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: pending.nonce,
      idTokenExpected: true,
      ...(pending.codeVerifier === undefined ? {} : { pkceCodeVerifier: pending.codeVerifier }),
    });
    const subject = tokens.claims()?.sub ?? '';
    const { email = '' } = await client.fetchUserInfo(configuration, tokens.access_token, subject);
    session.user = { email, case: pending.case };
    const { landing } = pending.case;
    return redirect(landing.startsWith('/') ? landing : `${landing}?ticket=${tickets.issue(email)}`);
  } catch (error) {
    return describeFailure(error);
  }
}

function describeFailure(error: unknown): WebReply {
  if (error instanceof client.AuthorizationResponseError) {
    return failedPage(SITE, error.error, error.error_description ?? 'Login.gov gave no description.');
  }
  if (error instanceof client.ResponseBodyError) {
    return failedPage(SITE, `token endpoint ${error.status}`, error.error);
  }
  return failedPage(SITE, 'invalid_response', error instanceof Error ? error.message : String(error));
}

async function logoutUrl(configure: Configure, oidcCase: OidcCase): Promise<URL> {
  return client.buildEndSessionUrl(await configure(oidcCase), {
    post_logout_redirect_uri: OIDC_LOGOUT_RESULT,
    state: client.randomState(),
  });
}
