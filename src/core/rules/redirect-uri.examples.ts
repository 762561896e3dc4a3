import type { PortalConfiguration } from '../model/index.ts';
import {
  authorizeUrl,
  CALLBACK,
  CLIENT_ID,
  type ExampleCase,
  type RuleExample,
  requestCapture,
} from './example-support/index.ts';

const asking = (redirect_uri: string | undefined, origin?: string): ExampleCase => ({
  capture: requestCapture(authorizeUrl({ redirect_uri }, origin)),
});
const registered = (...redirect_uris: readonly string[]): { portal: PortalConfiguration } => ({
  portal: { issuer: CLIENT_ID, redirect_uris },
});
const at = (actual?: string) =>
  ({ part: 'query', name: 'redirect_uri', ...(actual !== undefined && { actual }) }) as const;
const PRODUCTION = 'https://secure.login.gov';

export const redirectUriExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-redirect-uri-missing',
    fails: () => ({ ...asking(undefined), evidence: [at()] }),
    passes: () => asking(CALLBACK),
  },
  {
    rule: 'oidc-redirect-uri-unparseable',
    fails: () => ({ ...asking(`${CALLBACK}/a b`), evidence: [at(`${CALLBACK}/a b`)] }),
    passes: () => asking(`${CALLBACK}?a b`),
  },
  {
    // Without a registered URI Login.gov compares with nothing and parses nothing.
    rule: 'oidc-redirect-uri-unparseable',
    fails: () => ({ ...asking(':x'), ...registered(CALLBACK), evidence: [at(':x')] }),
    passes: () => ({ ...asking(':x'), ...registered() }),
  },
  {
    rule: 'oidc-redirect-uri-relative',
    fails: () => ({ ...asking('/auth/result'), evidence: [at('/auth/result')] }),
    passes: () => asking('gov.agency.app://result'),
  },
  {
    rule: 'oidc-redirect-uri-wildcard',
    fails: () => ({ ...asking(`${CALLBACK}/*`), evidence: [at(`${CALLBACK}/*`)] }),
    passes: () => asking(`${CALLBACK}/%2A`),
  },
  {
    rule: 'oidc-redirect-uri-not-registered',
    fails: () => ({ ...asking(`${CALLBACK}/`), ...registered(CALLBACK), evidence: [at(`${CALLBACK}/`)] }),
    passes: () => ({
      ...asking('HTTPS://APP.example.gov:443/auth/result'),
      ...registered('https://other.example.gov/', CALLBACK),
    }),
  },
  {
    // A registered URI that cannot be parsed ends the search, unless the match comes before it.
    rule: 'oidc-redirect-uri-not-registered',
    fails: () => ({ ...asking(CALLBACK), ...registered('https://a b/', CALLBACK), evidence: [at(CALLBACK)] }),
    passes: () => ({ ...asking(CALLBACK), ...registered(CALLBACK, 'https://a b/') }),
  },
  {
    rule: 'oidc-redirect-uri-not-registered',
    fails: () => ({ ...asking(CALLBACK), ...registered(), evidence: [at(CALLBACK)] }),
    passes: () => ({ ...asking(CALLBACK), ...registered(CALLBACK) }),
  },
  {
    rule: 'oidc-redirect-uri-http-in-production',
    fails: () => ({
      ...asking('http://app.example.gov/cb', PRODUCTION),
      evidence: [at('http://app.example.gov/cb')],
    }),
    passes: () => asking('http://app.example.gov/cb'),
  },
  {
    rule: 'oidc-redirect-uri-localhost-in-production',
    fails: () => ({
      ...asking('https://localhost:3000/cb', PRODUCTION),
      evidence: [at('https://localhost:3000/cb')],
    }),
    passes: () => asking('https://localhost:3000/cb'),
  },
  {
    rule: 'oidc-redirect-uri-fragment',
    fails: () => ({ ...asking(`${CALLBACK}#/done`), evidence: [at(`${CALLBACK}#/done`)] }),
    passes: () => asking(`${CALLBACK}?done`),
  },
];
