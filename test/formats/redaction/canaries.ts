import { deflate, deflateRaw } from 'pako';
import type { Capture } from '../../../src/core/model/index.ts';
import {
  ACS,
  APPLICATION,
  afterSignIn,
  assertionClaims,
  authnRequest,
  authorizeUrl,
  base64,
  callbackUrl,
  deflatedBase64,
  element,
  flowCapture,
  formNavigation,
  type HopParts,
  hop,
  jwt,
  LOGIN_GOV,
  logoutRequest,
  logoutUrl,
  navigation,
  pageHop,
  pkceTokenRequest,
  redirect,
  requestCapture,
  samlExchange,
  samlPost,
  samlRedirectUrl,
  samlResponse,
  tokenRequest,
  userinfoRequest,
  type Values,
} from '../../support/builders.ts';

/** A place where a secret can stand in a sign-in. */
export interface Place {
  readonly place: string;
  readonly plant: (secret: string) => Capture;
  /** A name belongs there: only what is no name is a secret. */
  readonly ofNames?: true;
}

const encoded = encodeURIComponent;
const base64Url = (text: string) => base64(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const hex = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
/** Every byte escaped, as nobody has to. */
const escapedWhole = (text: string) => hex(text).replace(/../g, '%$&');

const asking = (parameters: Values) => requestCapture(authorizeUrl(parameters));
const returning = (parameters: Values) =>
  flowCapture(
    navigation([redirect(authorizeUrl(), callbackUrl(parameters)), pageHop(callbackUrl(parameters))]),
  );
/** A sign-in that goes on to that address of the application. */
const landing = (url: string) =>
  flowCapture(
    formNavigation({
      hops: [
        redirect(`${LOGIN_GOV}/sign_up/completed`, callbackUrl()),
        redirect(callbackUrl(), url),
        pageHop(url),
      ],
      policies: [`form-action 'self' ${APPLICATION}`],
    }),
    navigation([pageHop(authorizeUrl())]),
  );
const sending = (name: string, value: string) =>
  flowCapture(navigation([hop(authorizeUrl(), { request: { headers: [{ name, value }] } })]));
const answering = (name: string, value: string) =>
  flowCapture(navigation([pageHop(authorizeUrl(), { [name]: value })]));
const showing = (title: string, message: string) =>
  flowCapture({
    ...navigation([pageHop(authorizeUrl())]),
    page: { title, messages: [message], policies: [] },
  });
const calling = (call: HopParts) => afterSignIn([call]);
const answeredJson = (answer: unknown) => {
  const call = tokenRequest();
  const response = {
    status: 400,
    headers: [{ name: 'content-type', value: 'application/json' }],
    bodyText: JSON.stringify(answer),
  };
  return calling({ ...call, response });
};
const posted = (response: string, fields: Values = {}) =>
  samlExchange(samlRedirectUrl(authnRequest()), response, { fields });
const asserting = (content: string) => {
  const assertion = element('saml:Assertion', { ID: '_assertion' }, content);
  return posted(
    samlResponse({ plainAssertion: true }).replace('<saml:Assertion></saml:Assertion>', assertion),
  );
};
const asked = (content: string) =>
  samlRedirectCapture(authnRequest().replace('</samlp:AuthnRequest>', `${content}</samlp:AuthnRequest>`));
const samlRedirectCapture = (xml: string, parameters: Values = {}) =>
  flowCapture(navigation([pageHop(samlRedirectUrl(xml, parameters))]));
const leaving = (id: string) => logoutRequest().replace('d8a3c1f0-1b7e-4c55-9e0f-6a2b4c8d0e1f', id);
const bytesToBase64 = (bytes: Uint8Array) => base64(bytes);

export const PLACES: readonly Place[] = [
  // OpenID Connect: what is asked
  { place: 'state', plant: (secret) => asking({ state: secret }) },
  { place: 'nonce', plant: (secret) => asking({ nonce: secret }) },
  { place: 'login_hint', plant: (secret) => asking({ login_hint: secret }) },
  { place: 'id_token_hint', plant: (secret) => asking({ id_token_hint: jwt({ sub: secret }) }) },
  {
    place: 'claims',
    plant: (secret) => asking({ claims: JSON.stringify({ id_token: { sub: { value: secret } } }) }),
  },
  { place: 'request object', plant: (secret) => asking({ request: jwt({ login_hint: secret }) }) },
  { place: 'unknown parameter', plant: (secret) => asking({ visitor: secret }) },
  {
    place: 'unknown parameter, escaped whole',
    plant: (secret) => requestCapture(`${authorizeUrl()}&visitor=${escapedWhole(secret)}`),
  },
  {
    place: 'unknown parameter, encoded twice',
    plant: (secret) => requestCapture(`${authorizeUrl()}&visitor=${escapedWhole(escapedWhole(secret))}`),
  },
  { place: 'unknown parameter, base64', plant: (secret) => asking({ visitor: base64(secret) }) },
  { place: 'unknown parameter, base64url', plant: (secret) => asking({ visitor: base64Url(secret) }) },
  { place: 'unknown parameter, hexadecimal', plant: (secret) => asking({ visitor: hex(secret) }) },
  {
    place: 'unknown parameter, deflated',
    plant: (secret) => asking({ visitor: deflatedBase64(`<a>${secret}</a>`) }),
  },
  {
    place: 'name of a parameter',
    plant: (secret) => requestCapture(`${authorizeUrl()}&${secret}=1`),
    ofNames: true,
  },
  {
    place: 'parameter without a value',
    plant: (secret) => requestCapture(`${authorizeUrl()}&${encoded(secret)}`),
  },
  {
    place: 'query of redirect_uri',
    plant: (secret) => asking({ redirect_uri: `${APPLICATION}/auth/result?ticket=${encoded(secret)}` }),
  },
  {
    place: 'fragment of redirect_uri',
    plant: (secret) => asking({ redirect_uri: `${APPLICATION}/auth/result#${encoded(secret)}` }),
  },
  {
    place: 'user in redirect_uri',
    plant: (secret) => asking({ redirect_uri: `https://${encoded(secret)}:x@app.example.gov/auth/result` }),
  },
  {
    place: 'query inside a query inside a query',
    plant: (secret) =>
      asking({ visitor: `${APPLICATION}/?next=${encoded(`${APPLICATION}/?ticket=${encoded(secret)}`)}` }),
  },
  {
    place: 'user of the address',
    plant: (secret) => requestCapture(authorizeUrl().replace('https://', `https://${encoded(secret)}@`)),
  },
  {
    place: 'fragment of the address',
    plant: (secret) => requestCapture(`${authorizeUrl()}#${encoded(secret)}`),
  },
  // OpenID Connect: what comes back
  { place: 'code', plant: (secret) => returning({ code: secret, state: 'c0ffee' }) },
  { place: 'state that comes back', plant: (secret) => returning({ code: 'c0de', state: secret }) },
  {
    place: 'error_description',
    plant: (secret) => returning({ error: 'access_denied', error_description: `No access for ${secret}` }),
  },
  { place: 'session_state', plant: (secret) => returning({ code: 'c0de', session_state: secret }) },
  {
    place: 'id_token in the fragment',
    plant: (secret) => landing(`${APPLICATION}/home#id_token=${jwt({ sub: secret })}`),
  },
  {
    place: 'access_token in the fragment',
    plant: (secret) => landing(`${APPLICATION}/home#access_token=${encoded(secret)}&token_type=bearer`),
  },
  // The application's own addresses
  { place: 'ticket', plant: (secret) => landing(`${APPLICATION}/home?ticket=${encoded(secret)}`) },
  { place: 'part of a path', plant: (secret) => landing(`${APPLICATION}/users/${encoded(secret)}/home`) },
  {
    place: 'parameter of a path',
    plant: (secret) => landing(`${APPLICATION}/home;jsessionid=${encoded(secret)}`),
  },
  { place: 'file of a path', plant: (secret) => landing(`${APPLICATION}/files/${encoded(secret)}.pdf`) },
  {
    place: 'page that started it',
    plant: (secret) =>
      flowCapture(
        navigation([pageHop(authorizeUrl())], {
          cause: { kind: 'link', document: { url: `${APPLICATION}/?user=${encoded(secret)}` } },
        }),
      ),
  },
  { place: 'address of another kind', plant: (secret) => landing(`mailto:${secret}`) },
  // Headers
  { place: 'header cookie', plant: (secret) => sending('Cookie', `session=${secret}; theme=dark`) },
  { place: 'header authorization, bearer', plant: (secret) => calling(userinfoRequest(`Bearer ${secret}`)) },
  {
    place: 'header authorization, basic',
    plant: (secret) => calling(userinfoRequest(`Basic ${base64(`app:${secret}`)}`)),
  },
  { place: 'header authorization without a scheme', plant: (secret) => calling(userinfoRequest(secret)) },
  {
    place: 'header proxy-authorization',
    plant: (secret) => sending('Proxy-Authorization', `Basic ${base64(secret)}`),
  },
  {
    place: 'header referer',
    plant: (secret) => sending('Referer', `${APPLICATION}/start?user=${encoded(secret)}`),
  },
  { place: 'header x-forwarded-user', plant: (secret) => sending('X-Forwarded-User', secret) },
  { place: 'header x-csrf-token', plant: (secret) => sending('X-CSRF-Token', secret) },
  {
    place: 'header set-cookie',
    plant: (secret) => answering('Set-Cookie', `session=${secret}; Path=/; Secure`),
  },
  {
    place: 'header location',
    plant: (secret) =>
      flowCapture(navigation([redirect(authorizeUrl(), `${APPLICATION}/home?ticket=${encoded(secret)}`)])),
  },
  {
    place: 'header refresh',
    plant: (secret) => answering('Refresh', `0;url=${APPLICATION}/home?ticket=${encoded(secret)}`),
  },
  {
    place: 'header link',
    plant: (secret) => answering('Link', `<${APPLICATION}/${encoded(secret)}>; rel=next`),
  },
  { place: 'header etag', plant: (secret) => answering('ETag', `"${secret}"`) },
  { place: 'name of a header', plant: (secret) => answering(`X-${secret}`, '1'), ofNames: true },
  {
    place: 'nonce of a policy',
    plant: (secret) =>
      answering('Content-Security-Policy', `script-src 'nonce-${base64(secret)}'; form-action 'self'`),
  },
  {
    place: 'report address of a policy',
    plant: (secret) =>
      answering('Content-Security-Policy', `form-action 'self'; report-uri /csp?session=${encoded(secret)}`),
  },
  {
    place: 'nonce of a policy in the page',
    plant: (secret) => {
      const meta = { kind: 'read', policies: [`script-src 'nonce-${base64(secret)}'`] } as const;
      const shown = hop(authorizeUrl(), { response: { status: 200, headers: [], meta } });
      return flowCapture(navigation([shown]));
    },
  },
  // Token and user info requests
  { place: 'code of a token request', plant: (secret) => calling(tokenRequest({ code: secret })) },
  { place: 'code_verifier', plant: (secret) => calling(pkceTokenRequest({ code_verifier: secret })) },
  {
    place: 'jti of a client_assertion',
    plant: (secret) => calling(tokenRequest({ client_assertion: jwt(assertionClaims({ jti: secret })) })),
  },
  {
    place: 'signature of a client_assertion',
    plant: (secret) =>
      calling(
        tokenRequest({ client_assertion: `${jwt(assertionClaims()).slice(0, -2)}${base64Url(secret)}` }),
      ),
  },
  { place: 'client_secret', plant: (secret) => calling(tokenRequest({ client_secret: secret })) },
  { place: 'refresh_token', plant: (secret) => calling(tokenRequest({ refresh_token: secret })) },
  { place: 'password', plant: (secret) => calling(tokenRequest({ username: 'someone', password: secret })) },
  {
    place: 'access_token of an answer',
    plant: (secret) => answeredJson({ access_token: secret, token_type: 'Bearer' }),
  },
  {
    place: 'id_token of an answer',
    plant: (secret) => answeredJson({ id_token: jwt({ iss: LOGIN_GOV, sub: secret }) }),
  },
  {
    place: 'address in a user info answer',
    plant: (secret) => answeredJson({ address: { formatted: secret } }),
  },
  { place: 'error of an answer', plant: (secret) => answeredJson({ error: `Cannot find ${secret}` }) },
  {
    place: 'answer that is no JSON',
    plant: (secret) =>
      calling({
        ...tokenRequest(),
        response: { status: 400, headers: [], bodyText: `Cannot find ${secret}` },
      }),
  },
  // Pages and errors
  {
    place: 'title of a page',
    plant: (secret) => showing(`Welcome ${secret} | Login.gov`, 'is not included in the list'),
  },
  {
    place: 'message of a page',
    plant: (secret) => showing('Error | Login.gov', `Acr values are wrong for ${secret}.`),
  },
  {
    place: 'message of a page, in entities',
    plant: (secret) =>
      showing('Error | Login.gov', [...secret].map((character) => `&#${character.codePointAt(0)};`).join('')),
  },
  {
    place: 'address in a message of a page',
    plant: (secret) => showing('Error | Login.gov', `See ${APPLICATION}/?user=${encoded(secret)}.`),
  },
  {
    place: 'error of the browser',
    plant: (secret) => flowCapture(navigation([hop(authorizeUrl(), { error: `could not load ${secret}` })])),
  },
  // OpenID Connect: sign-out
  {
    place: 'id_token_hint of a sign-out',
    plant: (secret) => requestCapture(logoutUrl({ id_token_hint: jwt({ sub: secret }) })),
  },
  { place: 'state of a sign-out', plant: (secret) => requestCapture(logoutUrl({ state: secret })) },
  {
    place: 'query of post_logout_redirect_uri',
    plant: (secret) =>
      requestCapture(logoutUrl({ post_logout_redirect_uri: `${APPLICATION}/bye?user=${encoded(secret)}` })),
  },
  // SAML requests
  {
    place: 'RelayState of a redirect',
    plant: (secret) => samlRedirectCapture(authnRequest(), { RelayState: secret }),
  },
  {
    place: 'RelayState of a form',
    plant: (secret) => requestCapture(samlPost(authnRequest(), { RelayState: secret })),
  },
  {
    place: 'address in RelayState',
    plant: (secret) =>
      samlRedirectCapture(authnRequest(), { RelayState: `${APPLICATION}/home?ticket=${encoded(secret)}` }),
  },
  {
    place: 'subject of an AuthnRequest',
    plant: (secret) => asked(element('saml:Subject', {}, element('saml:NameID', {}, secret))),
  },
  {
    place: 'extension of an AuthnRequest',
    plant: (secret) =>
      asked(element('samlp:Extensions', {}, element('x:hint', { 'xmlns:x': 'urn:x', who: secret }))),
  },
  { place: 'comment of an AuthnRequest', plant: (secret) => asked(`<!-- made for ${secret} -->`) },
  { place: 'instruction of an AuthnRequest', plant: (secret) => asked(`<?made-for ${secret}?>`) },
  {
    place: 'AuthnRequest with a zlib header',
    plant: (secret) =>
      samlRedirectCapture(authnRequest(), { SAMLRequest: bytesToBase64(deflate(`<a>${secret}</a>`)) }),
  },
  {
    place: 'AuthnRequest that is XML',
    plant: (secret) => samlRedirectCapture(authnRequest(), { SAMLRequest: `<a><b>${secret}</b></a>` }),
  },
  {
    place: 'AuthnRequest, encoded twice',
    plant: (secret) =>
      samlRedirectCapture(authnRequest(), { SAMLRequest: encoded(deflatedBase64(`<a>${secret}</a>`)) }),
  },
  {
    place: 'AuthnRequest in base64url',
    plant: (secret) =>
      samlRedirectCapture(authnRequest(), {
        SAMLRequest: base64Url(`<a b="${'?'.repeat(9)}~~~">${secret}</a>`),
      }),
  },
  {
    place: 'AuthnRequest cut short',
    plant: (secret) =>
      samlRedirectCapture(authnRequest(), {
        SAMLRequest: bytesToBase64(deflateRaw(`<a>${secret}</a>${'<b/>'.repeat(99)}`).slice(0, -4)),
      }),
  },
  {
    place: 'text for an AuthnRequest',
    plant: (secret) => samlRedirectCapture(authnRequest(), { SAMLRequest: base64(secret) }),
  },
  { place: 'NameID of a LogoutRequest', plant: (secret) => samlRedirectCapture(leaving(secret)) },
  {
    place: 'SessionIndex of a LogoutRequest',
    plant: (secret) => samlRedirectCapture(logoutRequest().replace('_a1b2c3', secret)),
  },
  { place: 'posted NameID of a LogoutRequest', plant: (secret) => requestCapture(samlPost(leaving(secret))) },
  // SAML responses
  {
    place: 'NameID',
    plant: (secret) => asserting(element('saml:Subject', {}, element('saml:NameID', {}, secret))),
  },
  {
    place: 'SAML attribute value',
    plant: (secret) =>
      asserting(
        element('saml:Attribute', { Name: 'email' }, element('saml:AttributeValue', {}, `\n  ${secret}\n`)),
      ),
  },
  {
    place: 'SAML attribute value in CDATA',
    plant: (secret) =>
      asserting(
        element(
          'saml:Attribute',
          { Name: 'email' },
          element('saml:AttributeValue', {}, `<![CDATA[${secret}]]>`),
        ),
      ),
  },
  {
    place: 'SAML attribute value in references',
    plant: (secret) =>
      asserting(
        element(
          'saml:AttributeValue',
          {},
          [...secret].map((character) => `&#x${character.codePointAt(0)?.toString(16)};`).join(''),
        ),
      ),
  },
  {
    place: 'confirmation of the subject',
    plant: (secret) =>
      asserting(element('saml:SubjectConfirmationData', { Address: secret, Recipient: ACS })),
  },
  {
    place: 'SessionIndex of an assertion',
    plant: (secret) => asserting(element('saml:AuthnStatement', { SessionIndex: secret })),
  },
  { place: 'ID of an assertion', plant: (secret) => posted(samlResponse({ attributes: { ID: secret } })) },
  {
    place: 'StatusMessage',
    plant: (secret) =>
      posted(
        samlResponse().replace(
          '</samlp:Status>',
          `<samlp:StatusMessage>Denied to ${secret}</samlp:StatusMessage></samlp:Status>`,
        ),
      ),
  },
  {
    place: 'encrypted assertion',
    plant: (secret) =>
      posted(
        samlResponse().replace(
          '></saml:EncryptedAssertion>',
          `><CipherValue>${base64(secret)}</CipherValue></saml:EncryptedAssertion>`,
        ),
      ),
  },
  {
    place: 'unknown element',
    plant: (secret) => asserting(element('x:person', { 'xmlns:x': 'urn:x' }, secret)),
  },
  { place: 'unknown attribute', plant: (secret) => asserting(element('saml:Advice', { who: secret })) },
  {
    place: 'document type',
    plant: (secret) => posted(`<!DOCTYPE r [<!ENTITY who "${secret}">]>${samlResponse()}`),
  },
  { place: 'response that is no XML', plant: (secret) => posted(secret) },
  {
    place: 'response cut inside a tag',
    plant: (secret) => posted(`${samlResponse().slice(0, -20)}<saml:NameID Format="x" who="${secret}`),
  },
  { place: 'posted RelayState', plant: (secret) => posted(samlResponse(), { RelayState: secret }) },
  { place: 'unknown field of a form', plant: (secret) => posted(samlResponse(), { wresult: secret }) },
  { place: 'artifact', plant: (secret) => landing(`${ACS}?SAMLart=${encoded(secret)}`) },
  {
    place: 'response in a query',
    plant: (secret) =>
      flowCapture(
        navigation([pageHop(samlRedirectUrl(authnRequest()))]),
        navigation([
          pageHop(
            `${ACS}?SAMLResponse=${encoded(deflatedBase64(samlResponse().replace('</samlp:Response>', `<a>${secret}</a></samlp:Response>`)))}`,
          ),
        ]),
      ),
  },
  // What is known to be secret, in places that are open
  { place: 'state in the scope', plant: (secret) => asking({ state: secret, scope: `openid ${secret}` }) },
  {
    place: 'state in base64 in the scope',
    plant: (secret) => asking({ state: secret, scope: `openid ${base64(secret)}` }),
  },
  {
    place: 'state in hexadecimal in the scope',
    plant: (secret) => asking({ state: secret, scope: `openid ${hex(secret)}` }),
  },
  {
    place: 'state in the prompt, encoded twice',
    plant: (secret) =>
      requestCapture(
        `${authorizeUrl({ state: secret, prompt: undefined })}&prompt=${escapedWhole(escapedWhole(secret))}`,
      ),
  },
  {
    place: 'state in the user agent',
    plant: (secret) =>
      flowCapture(
        navigation([
          hop(authorizeUrl({ state: secret }), {
            request: { headers: [{ name: 'User-Agent', value: `Test/1.0 (${secret})` }] },
          }),
        ]),
      ),
  },
  {
    place: 'state in a host',
    plant: (secret) =>
      flowCapture(
        navigation([
          redirect(authorizeUrl({ state: secret }), `https://${secret.toLowerCase()}.app.example.gov/home`),
        ]),
      ),
  },
  {
    place: 'state in an Issuer',
    ofNames: true,
    plant: (secret) =>
      flowCapture(
        navigation([pageHop(authorizeUrl({ state: secret }))]),
        navigation([pageHop(samlRedirectUrl(authnRequest({ issuer: `urn:gov:${secret}` })))]),
      ),
  },
];
