import {
  APPLICATION,
  CLIENT_ID,
  type ExampleCase,
  jwt,
  logoutUrl,
  type RuleExample,
  requestCapture,
  type Values,
} from './example-support/index.ts';

const URI = `${APPLICATION}/logout`;
const redirectUri = 'post_logout_redirect_uri';

function asking(parameters: Values): ExampleCase {
  return { capture: requestCapture(logoutUrl(parameters)) };
}

const registered = (...uris: readonly string[]) => ({ portal: { issuer: CLIENT_ID, redirect_uris: uris } });
const query = (name: string, actual?: string) => ({
  part: 'query' as const,
  name,
  ...(actual !== undefined && { actual }),
});

export const oidcLogoutRedirectExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-logout-redirect-uri-missing',
    fails: () => ({ ...asking({ [redirectUri]: '' }), evidence: [query(redirectUri, '')] }),
    passes: () => asking({}),
  },
  {
    rule: 'oidc-logout-wrong-redirect-parameter',
    fails: () => ({
      ...asking({ [redirectUri]: undefined, redirect_uri: URI }),
      evidence: [query('redirect_uri', URI)],
    }),
    passes: () => asking({ redirect_uri: URI }),
  },
  {
    rule: 'oidc-logout-wrong-redirect-parameter',
    fails: () => ({
      ...asking({ [redirectUri]: undefined, returnTo: URI }),
      evidence: [query('returnTo', URI)],
    }),
    passes: () => asking({ [redirectUri]: undefined, return_to: URI }),
  },
  {
    rule: 'oidc-logout-redirect-uri-unparseable',
    fails: () => ({
      ...asking({ [redirectUri]: `${URI}/a b` }),
      evidence: [query(redirectUri, `${URI}/a b`)],
    }),
    passes: () => asking({ [redirectUri]: `${URI}?a b` }),
  },
  {
    rule: 'oidc-logout-redirect-uri-unparseable',
    fails: () => ({
      ...asking({ [redirectUri]: `${URI}/a b` }),
      portal: { issuer: 'urn:example:other' },
      evidence: [query(redirectUri, `${URI}/a b`)],
    }),
    // Beside a hint an unknown client_id is no error, and whose address it should be is not known.
    passes: () => ({
      ...asking({ [redirectUri]: `${URI}/a b`, id_token_hint: 'x' }),
      portal: { issuer: 'urn:example:other' },
    }),
  },
  {
    rule: 'oidc-logout-redirect-uri-not-registered',
    fails: () => ({
      ...asking({ [redirectUri]: `${URI}/` }),
      ...registered(URI),
      evidence: [query(redirectUri, `${URI}/`)],
    }),
    passes: () => ({
      ...asking({ [redirectUri]: 'HTTPS://APP.example.gov:443/logout' }),
      ...registered(`${APPLICATION}/auth/result`, URI),
    }),
  },
  {
    // Login.gov does not get beyond a registered URI that it cannot read.
    rule: 'oidc-logout-redirect-uri-not-registered',
    fails: () => ({ ...asking({}), ...registered('https://a b', URI), evidence: [query(redirectUri, URI)] }),
    passes: () => ({ ...asking({}), ...registered(URI, 'https://a b') }),
  },
  {
    rule: 'oidc-logout-redirect-uri-not-registered',
    fails: () => ({
      ...asking({ client_id: undefined, id_token_hint: jwt({ aud: CLIENT_ID }) }),
      ...registered(),
      evidence: [query(redirectUri, URI)],
    }),
    passes: () => ({ ...asking({ client_id: undefined, id_token_hint: 'abc' }), ...registered() }),
  },
  {
    rule: 'oidc-logout-redirect-uri-not-registered',
    fails: () => ({ ...asking({}), ...registered(), evidence: [query(redirectUri, URI)] }),
    // Without an application there is no list to compare with.
    passes: () => ({ ...asking({ client_id: undefined }), ...registered() }),
  },
];
