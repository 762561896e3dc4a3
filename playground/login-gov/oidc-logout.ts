import type { Routes, WebReply, WebRequest } from '../web/exchange.ts';
import { page, redirect, withHeaders } from '../web/exchange.ts';
import { securityHeaders } from './content-policy.ts';
import type { Environment, IdpSession } from './environment.ts';
import { oidcFormAction, sendToServiceProvider, withQuery } from './environment.ts';
import { redirectUriMessages } from './oidc-validation.ts';
import { confirmLogoutPage, errorPage } from './pages.ts';
import type { Registration } from './registrations.ts';
import { displayName } from './registrations.ts';

/** RP-initiated logout. `id_token_hint` is not accepted here; the documentation asks for client_id. */

export const LOGOUT_PATH = '/openid_connect/logout';
const DOCS = 'Please see our documentation at https://developers.login.gov/support/';

interface LogoutCheck {
  readonly client: Registration | undefined;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly messages: readonly string[];
}

export function logoutRoutes(environment: Environment): Routes {
  return {
    [`GET ${LOGOUT_PATH}`]: (request) =>
      environment.sessions.within(request, (session) => show(environment, session, request)),
    [`POST ${LOGOUT_PATH}`]: (request) =>
      environment.sessions.within(request, (session) => post(environment, session, request)),
  };
}

function show(environment: Environment, session: IdpSession, request: WebRequest): WebReply {
  const check = checkLogout(request.url.searchParams, environment.registrations);
  if (check.messages.length > 0 || !check.client) return errorReply(check);
  if (!session.signedIn) return signOut(environment, session, check, check.client);
  const fields: (readonly [string, string])[] = [
    ['client_id', check.client.issuer],
    ['post_logout_redirect_uri', check.redirectUri],
  ];
  if (check.state !== null) fields.push(['state', check.state]);
  return withHeaders(
    page(confirmLogoutPage(displayName(check.client), fields)),
    securityHeaders(oidcFormAction(environment, check.redirectUri, check.client)),
  );
}

/** The confirmation form; any other POST is sent to GET with the same parameters. */
function post(environment: Environment, session: IdpSession, request: WebRequest): WebReply {
  if (request.form.get('_method') !== 'delete') {
    return redirect(`${environment.origin}${LOGOUT_PATH}?${request.form}`);
  }
  const check = checkLogout(request.form, environment.registrations);
  if (check.messages.length > 0 || !check.client) return errorReply(check);
  return signOut(environment, session, check, check.client);
}

function signOut(environment: Environment, session: IdpSession, check: LogoutCheck, client: Registration) {
  session.signedIn = false;
  session.pending = undefined;
  const url = check.state === null ? check.redirectUri : withQuery(check.redirectUri, { state: check.state });
  return sendToServiceProvider(environment, url, oidcFormAction(environment, check.redirectUri, client));
}

function errorReply({ messages }: LogoutCheck): WebReply {
  return page(errorPage('OpenID Connect Logout | Login.gov', messages));
}

function checkLogout(parameters: URLSearchParams, registrations: readonly Registration[]): LogoutCheck {
  const clientId = parameters.get('client_id') ?? '';
  const redirectUri = parameters.get('post_logout_redirect_uri');
  const state = parameters.get('state');
  const client = registrations.find(({ issuer }) => issuer === clientId);
  const hint = parameters.get('id_token_hint') ?? '';
  const messages = [
    ...(hint === ''
      ? []
      : [
          `Id token hint This application is misconfigured and should not be sending id_token_hint. Please send client_id instead. ${DOCS}#id-token-hint`,
        ]),
    ...(clientId === '' ? [`Client client_id is missing. ${DOCS}#client-id-missing`] : []),
    ...(clientId !== '' && !client
      ? [`Client client_id was not recognized. ${DOCS}#client-id-not-recognized`]
      : []),
    ...((redirectUri ?? '').trim() === '' ? ['Post logout redirect uri Please fill in this field.'] : []),
    ...redirectUriMessages(redirectUri, client),
    ...(state !== null && state.length < 22 ? ['State is too short (minimum is 22 characters)'] : []),
  ];
  return { client, redirectUri: redirectUri ?? '', state, messages };
}
