import type { Routes, WebReply } from '../web/exchange.ts';
import { page, redirect, withHeaders } from '../web/exchange.ts';
import { securityHeaders } from './content-policy.ts';
import type { Environment, IdpSession } from './environment.ts';
import { pendingFormAction, TEST_USER, withQuery } from './environment.ts';
import { accountPage, completionsPage, signInPage } from './pages.ts';
import { displayName } from './registrations.ts';

/** Password, consent and cancelling; the second factor is left out. */
export function signInRoutes(environment: Environment): Routes {
  const reply = (session: IdpSession, answer: WebReply) =>
    withHeaders(answer, securityHeaders(pendingFormAction(environment, session.pending)));
  const toAccount = () => redirect(`${environment.origin}/account`);

  return {
    'GET /': (request) =>
      environment.sessions.within(request, (session) => {
        const name = session.pending ? displayName(session.pending.client) : 'Nobody';
        return reply(session, page(signInPage(name, TEST_USER.email)));
      }),
    'POST /': (request) =>
      environment.sessions.within(request, (session) => {
        session.signedIn = true;
        return reply(session, continueRequest(environment, session));
      }),
    'GET /sign_up/completed': (request) =>
      environment.sessions.within(request, (session) => {
        if (!session.signedIn || !session.pending) return redirect(`${environment.origin}/`);
        return reply(session, page(completionsPage(displayName(session.pending.client), TEST_USER.email)));
      }),
    'POST /sign_up/completed': (request) =>
      environment.sessions.within(request, (session) => {
        session.consented = true;
        return reply(session, continueRequest(environment, session));
      }),
    'GET /redirect/return_to_sp/cancel': (request) =>
      environment.sessions.within(request, (session) => {
        const answer = session.pending ? redirect(cancelUrl(session.pending)) : toAccount();
        session.pending = undefined;
        return answer;
      }),
    'GET /account': (request) =>
      environment.sessions.within(request, (session) =>
        reply(session, page(accountPage(session.signedIn, TEST_USER.email))),
      ),
  };
}

/** Back to the stored request: OIDC by its own URL, SAML by way of /api/saml/complete. */
function continueRequest(environment: Environment, session: IdpSession): WebReply {
  if (!session.pending) return redirect(`${environment.origin}/account`);
  if (session.pending.protocol === 'oidc') return redirect(session.pending.url);
  return redirect(`${environment.origin}/api/saml/complete`);
}

function cancelUrl(pending: NonNullable<IdpSession['pending']>): string {
  if (pending.protocol === 'saml') return new URL('/', pending.client.acs_url ?? undefined).href;
  const { redirectUri, state } = pending.parameters;
  return withQuery(redirectUri, { error: 'access_denied', state });
}
