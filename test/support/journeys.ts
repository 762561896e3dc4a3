import type { Observation } from '../../src/core/flow/index.ts';
import {
  APPLICATION,
  authnRequest,
  authorizeUrl,
  callbackUrl,
  LOGIN_GOV,
  logoutUrl,
  samlRedirectUrl,
} from './builders.ts';
import {
  type Browser,
  committed,
  loading,
  navigating,
  pageRead,
  refusedAt,
  requested,
} from './observations.ts';

/** What a browser says on the ways that people go through a sign-in. The application's host is not granted. */

export const SIGN_IN = `${LOGIN_GOV}/`;
export const CONSENT = `${LOGIN_GOV}/sign_up/completed`;
export const HOME = `${APPLICATION}/home`;
export const OTHER_APP = 'https://benefits.other.gov/home';
export const POLICY = `default-src 'self'; form-action 'self' ${APPLICATION}`;

export const onlyLoginGov = (url: string) => new URL(url).hostname.endsWith('.identitysandbox.gov');
export const everyHost = () => true;

/** A link of the application leads to the sign-in page. */
export function arriving(browser: Browser, authorize: string = authorizeUrl(), id = '1'): Observation[] {
  return loading(browser, {
    id,
    urls: [authorize, SIGN_IN],
    initiator: APPLICATION,
    transition: ['link', 'server_redirect'],
    headers: { 'Content-Security-Policy': POLICY },
  });
}

/** The form of the sign-in page leads to the consent page. */
export function signingIn(browser: Browser, id = '2'): Observation[] {
  return loading(browser, {
    id,
    urls: [SIGN_IN, CONSENT],
    method: 'POST',
    initiator: LOGIN_GOV,
    transition: ['form_submit', 'server_redirect'],
    headers: { 'Content-Security-Policy': POLICY },
  });
}

/** The form of the consent page leads to the application, which redirects to its home. */
export function returning(
  browser: Browser,
  sees: (url: string) => boolean = onlyLoginGov,
  id = '3',
): Observation[] {
  return loading(browser, {
    id,
    urls: [CONSENT, callbackUrl(), HOME],
    sees,
    method: 'POST',
    initiator: LOGIN_GOV,
    transition: ['form_submit', 'server_redirect'],
  });
}

/** … which redirects to another application, and the browser does not go there. */
export function refused(browser: Browser, sees: (url: string) => boolean = onlyLoginGov): Observation[] {
  return refusedAt(browser, {
    id: '3',
    urls: [CONSENT, callbackUrl()],
    sees,
    method: 'POST',
    initiator: LOGIN_GOV,
    refused: OTHER_APP,
  });
}

/** The user enters another address. */
export function typing(url: string, sees: (url: string) => boolean = onlyLoginGov): Observation[] {
  return [
    navigating(url),
    ...(sees(url) ? [requested('9', url)] : []),
    committed(url, 'typed', 'from_address_bar'),
  ];
}

export function samlSignIn(browser: Browser): Observation[] {
  const post = { method: 'POST', initiator: LOGIN_GOV, transition: ['form_submit'] } as const;
  return [
    ...arriving(browser, samlRedirectUrl(authnRequest())),
    ...loading(browser, { ...post, id: '2', urls: [`${LOGIN_GOV}/api/saml/authpost2026`, CONSENT] }),
    ...loading(browser, { ...post, id: '3', urls: [CONSENT, `${LOGIN_GOV}/api/saml/complete`] }),
    ...loading(browser, { ...post, id: '4', urls: [`${LOGIN_GOV}/api/saml/finalauthpost2026`] }),
    ...loading(browser, { ...post, id: '5', urls: [`${APPLICATION}/acs`, HOME] }),
  ];
}

export function signingOut(browser: Browser): Observation[] {
  const logout = `${LOGIN_GOV}/openid_connect/logout`;
  return [
    ...loading(browser, { id: '1', urls: [logoutUrl()], initiator: APPLICATION, transition: ['link'] }),
    pageRead(logoutUrl(), { title: 'Log out | Login.gov' }),
    ...loading(browser, {
      id: '2',
      urls: [logout, `${APPLICATION}/logout`],
      method: 'POST',
      initiator: LOGIN_GOV,
      transition: ['form_submit', 'server_redirect'],
    }),
  ];
}

/** Every journey, for what must hold of all. */
export const JOURNEYS: readonly (readonly [name: string, (browser: Browser) => Observation[]])[] = [
  ['a sign-in', (browser) => [...arriving(browser), ...signingIn(browser), ...returning(browser)]],
  [
    'a sign-in at a granted application',
    (browser) => [...arriving(browser), ...signingIn(browser), ...returning(browser, everyHost)],
  ],
  ['a refused redirect', (browser) => [...arriving(browser), ...signingIn(browser), ...refused(browser)]],
  [
    'a refused redirect of a granted application',
    (browser) => [...arriving(browser), ...signingIn(browser), ...refused(browser, everyHost)],
  ],
  ['a sign-in given up', (browser) => [...arriving(browser), ...typing('https://news.example.com/')]],
  [
    'two attempts',
    (browser) => [...arriving(browser), ...arriving(browser, authorizeUrl({ state: 'b' }), '2')],
  ],
  ['a SAML sign-in', samlSignIn],
  ['a sign-out', signingOut],
];
