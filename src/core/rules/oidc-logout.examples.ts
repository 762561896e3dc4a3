import { queryParameters } from '../decode/parameters.ts';
import type { Capture, Page } from '../model/index.ts';
import {
  APPLICATION,
  authorizeUrl,
  CLIENT_ID,
  type ExampleCase,
  flowCapture,
  jwt,
  LOGIN_GOV,
  logoutUrl,
  navigation,
  pageHop,
  posting,
  type RuleExample,
  redirect,
  requestCapture,
  type Values,
} from './example-support/index.ts';

const URI = `${APPLICATION}/logout`;
const ID_TOKEN = jwt({ sub: 'a', aud: CLIENT_ID });

function asking(parameters: Values): ExampleCase {
  return { capture: requestCapture(logoutUrl(parameters)) };
}

/** A logout request that Login.gov answered with that page. */
function answered(parameters: Values, page?: Partial<Page>): Capture {
  return flowCapture(
    navigation([pageHop(logoutUrl(parameters))], {
      ...(page !== undefined && {
        page: { title: 'Log out | Login.gov', messages: [], policies: [], ...page },
      }),
    }),
  );
}

const refusedHint = {
  title: 'OpenID Connect Logout | Login.gov',
  messages: ['Id token hint id_token_hint was not recognized'],
};
const rejecting = { deployment: { reject_id_token_hint_in_logout: true } };

const query = (name: string, actual?: string) => ({
  part: 'query' as const,
  name,
  ...(actual !== undefined && { actual }),
});

const BY_HINT = { client_id: undefined, id_token_hint: ID_TOKEN };
export const oidcLogoutExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-logout-client-missing',
    fails: () => ({ ...asking({ client_id: ' ' }), evidence: [query('client_id', ' ')] }),
    passes: () => asking(BY_HINT),
  },
  {
    // The client of the sign-in before is that of the portal configuration.
    rule: 'oidc-logout-client-id-unrecognized',
    fails: () => ({
      capture: flowCapture(
        navigation([pageHop(authorizeUrl())]),
        navigation([pageHop(logoutUrl({ client_id: 'urn:other' }))]),
      ),
      portal: { issuer: CLIENT_ID },
      evidence: [query('client_id', 'urn:other')],
    }),
    passes: () => ({
      capture: flowCapture(
        navigation([pageHop(authorizeUrl())]),
        navigation([pageHop(logoutUrl({ client_id: 'urn:other', id_token_hint: ID_TOKEN }))]),
      ),
      portal: { issuer: CLIENT_ID },
    }),
  },
  {
    rule: 'oidc-logout-client-id-whitespace',
    fails: () => ({
      ...asking({ client_id: `${CLIENT_ID}\n` }),
      evidence: [query('client_id', JSON.stringify(`${CLIENT_ID}\n`))],
    }),
    passes: () => asking({ client_id: `${CLIENT_ID}\n`, id_token_hint: ID_TOKEN }),
  },
  {
    rule: 'oidc-logout-id-token-hint-present',
    fails: () => ({ ...asking(BY_HINT), ...rejecting, evidence: [query('id_token_hint')] }),
    passes: () => ({ ...asking({ id_token_hint: '' }), ...rejecting }),
  },
  {
    rule: 'oidc-logout-id-token-hint-present',
    fails: () => ({ ...asking({ id_token_hint: 'x' }), evidence: [query('id_token_hint')] }),
    passes: () => asking({}),
  },
  {
    rule: 'oidc-logout-id-token-hint-unrecognized',
    fails: () => ({
      ...asking({ client_id: undefined, id_token_hint: 'abc' }),
      evidence: [query('id_token_hint')],
    }),
    passes: () => ({ capture: answered(BY_HINT, {}), portal: { issuer: CLIENT_ID } }),
    skips: () => ({ ...asking(BY_HINT), portal: { issuer: CLIENT_ID }, reason: 'response-body-not-seen' }),
  },
  {
    rule: 'oidc-logout-id-token-hint-unrecognized',
    fails: () => ({
      ...asking({ client_id: undefined, id_token_hint: jwt({ sub: 'a' }, 'HS256') }),
      evidence: [query('id_token_hint')],
    }),
    // With client_id the hint does not matter.
    passes: () => ({ ...asking({ id_token_hint: 'abc' }), portal: { issuer: CLIENT_ID } }),
  },
  {
    rule: 'oidc-logout-id-token-hint-unrecognized',
    fails: () => ({ capture: answered(BY_HINT, refusedHint), evidence: [query('id_token_hint')] }),
    passes: () => ({ ...asking({ client_id: undefined, id_token_hint: 'abc' }), ...rejecting, portal: {} }),
  },
  {
    rule: 'oidc-logout-state-too-short',
    fails: () => ({ ...asking({ state: '' }), evidence: [query('state', '')] }),
    passes: () => asking({ state: undefined }),
  },
  {
    // Characters count, not the units of UTF-16.
    rule: 'oidc-logout-state-too-short',
    fails: () => ({ ...asking({ state: '😀'.repeat(21) }), evidence: [query('state', '😀'.repeat(21))] }),
    passes: () => asking({ state: '😀'.repeat(22) }),
  },
  {
    rule: 'oidc-logout-confirmation',
    fails: () => ({
      capture: answered({}, {}),
      evidence: [{ part: 'url', name: 'url', actual: 'HTTP 200' }],
    }),
    passes: () => ({ capture: flowCapture(navigation([redirect(logoutUrl(), URI), pageHop(URI)])) }),
    skips: () => ({ ...asking({}), reason: 'response-body-not-seen' }),
  },
  {
    // A posted request is redirected to the same with GET.
    rule: 'oidc-logout-confirmation',
    fails: () => {
      const fields = Object.fromEntries(queryParameters(logoutUrl()).map(({ name, value }) => [name, value]));
      const posted = posting(`${LOGIN_GOV}/openid_connect/logout`, fields);
      const { response: _, ...request } = posted;
      const response = { status: 302, headers: [], redirectUrl: logoutUrl() };
      const page = { title: 'Log out | Login.gov', messages: [], policies: [] };
      return {
        capture: flowCapture(navigation([{ ...request, response }, pageHop(logoutUrl())], { page })),
        evidence: [{ part: 'url', name: 'url', actual: 'HTTP 200' }],
      };
    },
    passes: () => ({
      capture: answered({}, { title: 'OpenID Connect Logout | Login.gov', messages: ['x'] }),
    }),
    skips: () => ({ capture: answered({}), reason: 'response-body-not-seen' }),
  },
];
