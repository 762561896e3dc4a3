import { randomUUID } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { Profile } from '@node-saml/node-saml';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { SANDBOX_IDP } from '../hosts.ts';
import type { KeyPair } from '../keys.ts';
import { SAML_ACS, SAML_CLIENT, SAML_LOGOUT_RESULT } from '../login-gov/registrations.ts';
import { ASSET_ROUTES, CLICK_IMMEDIATE } from '../web/assets.ts';
import type { Handler, Routes, WebReply } from '../web/exchange.ts';
import { findRoute, page, redirect } from '../web/exchange.ts';
import { hiddenForm, html, renderDocument } from '../web/html.ts';
import { Sessions } from '../web/sessions.ts';
import type { Tickets } from './other-apps.ts';
import { failedPage, homePage, missingPage, signedInPage, signedOutPage } from './pages.ts';
import type { SamlCase } from './saml-cases.ts';
import { isSamlCase, SAML_CASES, SIGNED_IN_PATH } from './saml-cases.ts';

/** The sample SAML service provider, on node-saml. */

interface SamlSession {
  user: { readonly profile: Profile; readonly client: SamlClient } | undefined;
}

/** node-saml keeps request IDs per instance, so the instance that asked has to judge the answer. */
interface SamlClient {
  readonly case: SamlCase;
  readonly signIn: SAML;
  readonly signOut: SAML;
}

const SITE = 'Sample service provider (SAML)';
const IDP = `https://${SANDBOX_IDP}/api/saml`;
const YEAR = '2026';

export function samlServiceProvider(key: KeyPair, idpCertificate: string, tickets: Tickets): Handler {
  const sessions = new Sessions<SamlSession>('saml_sp_session', () => ({ user: undefined }));
  /** By RelayState: the answer is posted from another site and comes without a session cookie. */
  const pending = new Map<string, SamlClient>();
  const clients = new Map(
    Object.entries<SamlCase>(SAML_CASES).map(([name, samlCase]) => [
      name,
      createClient(samlCase, key, idpCertificate),
    ]),
  );
  const path = (url: string) => new URL(url).pathname;

  const routes: Routes = {
    ...ASSET_ROUTES,
    'GET /': () =>
      homePage(
        SITE,
        [...clients.keys()].map((name) => `/sign-in/${name}`),
      ),
    [`POST ${path(SAML_ACS)}`]: (request) =>
      sessions.within(request, (session) => finishSignIn(session, pending, request.form, tickets)),
    [`GET ${SIGNED_IN_PATH}`]: (request) =>
      sessions.within(request, ({ user }) =>
        user
          ? signedInPage(SITE, String(user.profile.email), [
              html`<p><a class="button" id="sign-out" href="/logout">Sign out</a></p>`,
            ])
          : redirect('/'),
      ),
    'GET /logout': (request) => sessions.within(request, (session) => startSignOut(session, pending)),
    [`POST ${path(SAML_LOGOUT_RESULT)}`]: (request) => finishSignOut(pending, request.form),
  };

  return (request) => {
    const handler = findRoute(routes, request.method, request.url.pathname);
    if (handler) return handler(request);
    const [, action, name = ''] = request.url.pathname.split('/');
    const client = action === 'sign-in' && isSamlCase(name) ? clients.get(name) : undefined;
    return client ? startSignIn(pending, client) : missingPage(SITE);
  };
}

function createClient(samlCase: SamlCase, key: KeyPair, idpCert: string): SamlClient {
  const instance = (signature: SamlCase['signature']) =>
    new SAML({
      idpCert,
      idpIssuer: IDP,
      issuer: SAML_CLIENT,
      callbackUrl: SAML_ACS,
      entryPoint: `${IDP}/auth${YEAR}`,
      logoutUrl: `${IDP}/logout${YEAR}`,
      identifierFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      authnContext: [...samlCase.classRefs],
      racComparison: 'exact',
      // Login.gov signs the assertion, not the response around it.
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      validateInResponseTo: ValidateInResponseTo.always,
      decryptionPvk: key.privateKey,
      skipRequestCompression: samlCase.binding === 'HTTP-POST',
      ...(signature
        ? {
            privateKey: key.privateKey,
            publicCert: key.certificate,
            signatureAlgorithm: signature,
            digestAlgorithm: signature,
          }
        : {}),
    });
  return {
    case: samlCase,
    signIn: instance(samlCase.signature),
    signOut: instance(samlCase.logoutSignature),
  };
}

async function startSignIn(pending: Map<string, SamlClient>, client: SamlClient): Promise<WebReply> {
  const relayState = randomUUID();
  pending.set(relayState, client);
  if (client.case.binding === 'HTTP-Redirect') {
    return redirect(await redirectBindingUrl(client, relayState));
  }
  const message = await client.signIn.getAuthorizeMessageAsync(relayState);
  const fields = Object.entries(message).map(([name, value]) => [name, String(value)] as const);
  return page(
    renderDocument({
      title: `Going to Login.gov – ${SITE}`,
      site: SITE,
      main: hiddenForm(`${IDP}/auth${YEAR}`, fields, { id: 'go', label: 'Continue', immediate: true }),
      scripts: [CLICK_IMMEDIATE],
    }),
  );
}

async function redirectBindingUrl(client: SamlClient, relayState: string): Promise<string> {
  const url = await client.signIn.getAuthorizeUrlAsync(relayState, undefined, {});
  if (!client.case.leavesPlusUnencoded) return url;
  // Nearly every request has a plus sign in its base64; one without would make no example.
  if (!/SAMLRequest=[^&]*%2B/.test(url)) return redirectBindingUrl(client, relayState);
  return url.replaceAll('%2B', '+');
}

async function finishSignIn(
  session: SamlSession,
  pending: Map<string, SamlClient>,
  form: URLSearchParams,
  tickets: Tickets,
): Promise<WebReply> {
  const client = takePending(pending, form);
  if (!client) return unknownRelayState();
  try {
    const { profile } = await client.signIn.validatePostResponseAsync(Object.fromEntries(form));
    if (!profile) return failedPage(SITE, 'no_profile', 'The response signs nobody in.');
    session.user = { profile, client };
    const { landing } = client.case;
    if (landing.startsWith('/')) return redirect(landing);
    return redirect(`${landing}?ticket=${tickets.issue(String(profile.email))}`);
  } catch (error) {
    return invalidResponse(error);
  }
}

async function startSignOut(session: SamlSession, pending: Map<string, SamlClient>): Promise<WebReply> {
  const { user } = session;
  if (!user) return redirect('/');
  session.user = undefined;
  const relayState = randomUUID();
  pending.set(relayState, user.client);
  return redirect(await user.client.signOut.getLogoutUrlAsync(user.profile, relayState, {}));
}

/**
 * Login.gov does not sign its LogoutResponse. node-saml accepts an unsigned one from the redirect binding
 * only, where it still checks status, issuer and InResponseTo; hence the posted message is deflated first.
 */
async function finishSignOut(pending: Map<string, SamlClient>, form: URLSearchParams): Promise<WebReply> {
  const client = takePending(pending, form);
  if (!client) return unknownRelayState();
  const xml = Buffer.from(form.get('SAMLResponse') ?? '', 'base64');
  const SAMLResponse = deflateRawSync(xml).toString('base64');
  try {
    const { loggedOut } = await client.signOut.validateRedirectAsync({ SAMLResponse }, '');
    return loggedOut
      ? signedOutPage(SITE)
      : failedPage(SITE, 'not_signed_out', 'The response ends no session.');
  } catch (error) {
    return invalidResponse(error);
  }
}

function takePending(pending: Map<string, SamlClient>, form: URLSearchParams): SamlClient | undefined {
  const relayState = form.get('RelayState') ?? '';
  const client = pending.get(relayState);
  pending.delete(relayState);
  return client;
}

function unknownRelayState(): WebReply {
  return failedPage(SITE, 'unknown_relay_state', 'Nothing with this RelayState was started here.');
}

function invalidResponse(error: unknown): WebReply {
  return failedPage(SITE, 'invalid_response', error instanceof Error ? error.message : String(error));
}
