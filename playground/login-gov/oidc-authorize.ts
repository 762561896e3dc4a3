import { randomUUID } from 'node:crypto';
import type { Routes, WebReply } from '../web/exchange.ts';
import { page, redirect, withHeaders } from '../web/exchange.ts';
import { securityHeaders } from './content-policy.ts';
import type { Environment, IdpSession } from './environment.ts';
import { oidcFormAction, pendingFormAction, sendToServiceProvider, withQuery } from './environment.ts';
import type { AuthorizeCheck } from './oidc-validation.ts';
import { checkAuthorize } from './oidc-validation.ts';
import { errorPage } from './pages.ts';

export const AUTHORIZE_PATH = '/openid_connect/authorize';

/**
 * The browser comes here three times in one sign-in: from the service provider, after the password and after
 * the consent; each time with the same URL, and only the third time it leaves with a code.
 */
export function authorizeRoutes(environment: Environment): Routes {
  return {
    [`GET ${AUTHORIZE_PATH}`]: (request) =>
      environment.sessions.within(request, (session) => {
        const check = checkAuthorize(request.url.searchParams, environment.registrations);
        if (check.messages.length > 0) return refuse(environment, check);
        if (session.pending?.url !== request.url.href) store(session, request.url.href, check);
        return proceed(environment, session);
      }),
  };
}

function refuse(environment: Environment, check: AuthorizeCheck): WebReply {
  const { client, messages, parameters } = check;
  if (check.showAsPage || !client)
    return page(errorPage('OpenID Connect Authorization | Login.gov', messages));
  const url = withQuery(parameters.redirectUri, {
    error: 'invalid_request',
    error_description: messages.join(' '),
    state: parameters.state,
  });
  return sendToServiceProvider(environment, url, oidcFormAction(environment, parameters.redirectUri, client));
}

/** A new request asks for a new sign-in, so that every scenario starts alike. */
function store(session: IdpSession, url: string, { client, parameters }: AuthorizeCheck): void {
  if (!client) return;
  session.pending = { protocol: 'oidc', url, client, parameters };
  session.signedIn = false;
  session.consented = false;
}

function proceed(environment: Environment, session: IdpSession): WebReply {
  const { pending } = session;
  const formAction = pendingFormAction(environment, pending);
  const headers = securityHeaders(formAction);
  if (!session.signedIn) return withHeaders(redirect(`${environment.origin}/`), headers);
  if (!session.consented) return withHeaders(redirect(`${environment.origin}/sign_up/completed`), headers);
  if (pending?.protocol !== 'oidc') throw new Error('No OpenID Connect request is pending');
  const code = randomUUID();
  environment.codes.set(code, { ...pending.parameters, issuedAt: Date.now() });
  session.pending = undefined;
  const { redirectUri, state } = pending.parameters;
  return sendToServiceProvider(environment, withQuery(redirectUri, { code, state }), formAction);
}
