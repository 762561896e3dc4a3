import type { WebReply, WebRequest } from '../web/exchange.ts';
import { asset, page, redirect, text, withHeaders } from '../web/exchange.ts';
import { formActionSources, securityHeaders } from './content-policy.ts';
import type { Environment, IdpSession, PendingRequest } from './environment.ts';
import { errorPage, postingPage, serverErrorPage } from './pages.ts';
import type { Registration } from './registrations.ts';
import { samlMetadata } from './saml-metadata.ts';
import type { SamlDocument, SamlMessage } from './saml-request.ts';
import { readSamlRequest } from './saml-request.ts';
import { samlLogoutResponse, samlResponse } from './saml-response.ts';
import { checkSaml } from './saml-validation.ts';

/** The SAML endpoints, each with the year of its certificate at the end of the path. */

const YEARS: readonly string[] = ['2025', '2026'];
const ENDPOINT = /^\/api\/saml\/(auth|authpost|finalauthpost|logout|metadata)(\d{4})?$/;
const COMPLETE_PATH = '/api/saml/complete';

/** `undefined` when the path, the year or the method is not served. */
export async function handleSaml(
  environment: Environment,
  request: WebRequest,
): Promise<WebReply | undefined> {
  if (request.url.pathname === COMPLETE_PATH && request.method === 'GET') {
    return environment.sessions.within(request, (session) => complete(environment, session));
  }
  const [, name = '', year] = ENDPOINT.exec(request.url.pathname) ?? [];
  const call = `${request.method} ${name}`;
  // The page that posts on comes before the year is looked at.
  if (call === 'POST auth' && (year === undefined || YEARS.includes(year))) {
    return postOn(`${environment.origin}/api/saml/authpost${year ?? ''}`, readSamlRequest(request.form));
  }
  if (name !== '' && year === undefined) return text('Invalid Year', 400);
  if (year === undefined || !YEARS.includes(year)) return undefined;
  return answerWithYear(environment, request, call, year);
}

async function answerWithYear(
  environment: Environment,
  request: WebRequest,
  call: string,
  year: string,
): Promise<WebReply | undefined> {
  const within = (handle: (session: IdpSession) => WebReply) => environment.sessions.within(request, handle);
  switch (call) {
    case 'GET auth':
      return within((session) => start(environment, session, request.url, request.url.searchParams));
    case 'POST authpost':
      return within((session) => start(environment, session, request.url, request.form));
    case 'POST finalauthpost':
      return within((session) => proceed(environment, session, request.form));
    case 'GET logout':
      return within((session) => logout(environment, session, request.url.searchParams));
    case 'POST logout':
      return within((session) => logout(environment, session, request.form));
    case 'GET metadata':
      return asset(samlMetadata(environment, year), 'text/xml');
    default:
      return undefined;
  }
}

function postOn(action: string, message: SamlMessage): WebReply {
  return page(postingPage(action, message.fields));
}

/** A request from outside asks for a new sign-in, so that every scenario starts alike. */
function start(
  environment: Environment,
  session: IdpSession,
  url: URL,
  parameters: URLSearchParams,
): WebReply {
  const message = readSamlRequest(parameters);
  const { client, messages } = checkSaml(message, environment.registrations);
  if (messages.length > 0 || !client) return page(errorPage('Error | Login.gov', messages), 400);
  session.pending = { protocol: 'saml', url: url.href, client, message };
  session.signedIn = false;
  session.consented = false;
  return redirect(`${environment.origin}/`);
}

/** After the password and after the consent: the provider posts the stored request to itself. */
function complete(environment: Environment, { pending }: IdpSession): WebReply {
  if (pending?.protocol !== 'saml') return redirect(`${environment.origin}/account`);
  return postOn(`${environment.origin}/api/saml/finalauthpost${yearOf(pending)}`, pending.message);
}

function yearOf({ url }: PendingRequest): string {
  return /(\d{4})$/.exec(new URL(url).pathname)?.[1] ?? '';
}

function proceed(environment: Environment, session: IdpSession, parameters: URLSearchParams): WebReply {
  const message = readSamlRequest(parameters);
  const { client, messages, responseUrl } = checkSaml(message, environment.registrations);
  if (messages.length > 0 || !client || !message.document) {
    return page(errorPage('Error | Login.gov', messages), 400);
  }
  if (!session.signedIn) return redirect(`${environment.origin}/`);
  if (!session.consented) return redirect(`${environment.origin}/sign_up/completed`);
  session.pending = undefined;
  const answer = { environment, client, request: message.document, url: responseUrl };
  return respond(samlResponse(answer), responseUrl, message, client);
}

function logout(environment: Environment, session: IdpSession, parameters: URLSearchParams): WebReply {
  if (!parameters.has('SAMLRequest')) {
    session.signedIn = false;
    return redirect(`${environment.origin}/`);
  }
  const message = readSamlRequest(parameters);
  const { client, messages, responseUrl } = checkSaml(message, environment.registrations);
  if (messages.length > 0 || !client || !message.document) {
    return page(errorPage('Error | Login.gov', messages), 400);
  }
  if (!message.document.isLogoutRequest) return page(serverErrorPage(), 500);
  session.signedIn = false;
  session.pending = undefined;
  const answer: { environment: Environment; client: Registration; request: SamlDocument; url: string } = {
    environment,
    client,
    request: message.document,
    url: responseUrl,
  };
  return respond(samlLogoutResponse(answer), responseUrl, message, client);
}

/** The page that posts the answer; the only SAML pages whose form-action names the service provider. */
function respond(xml: string, url: string, { relayState }: SamlMessage, client: Registration): WebReply {
  const response: readonly (readonly [string, string])[] = [
    ['SAMLResponse', Buffer.from(xml).toString('base64')],
    ...(relayState === null ? [] : [['RelayState', relayState] as const]),
  ];
  const headers = securityHeaders(formActionSources(url, client.redirect_uris));
  return withHeaders(page(postingPage(url, response)), headers);
}
