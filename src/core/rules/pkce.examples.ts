import { authorizeUrl, CLIENT_ID, type RuleExample, requestCapture } from './example-support/index.ts';

/** The example of RFC 7636, appendix B. */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

const asking = (code_challenge?: string, code_challenge_method?: string) => ({
  capture: requestCapture(authorizeUrl({ code_challenge, code_challenge_method })),
});
const at = (name: string, actual?: string) =>
  ({ part: 'query', name, ...(actual !== undefined && { actual }) }) as const;
const registered = (pkce: boolean) => ({ portal: { issuer: CLIENT_ID, pkce } });

export const pkceExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-pkce-method-missing',
    fails: () => ({ ...asking(''), evidence: [at('code_challenge_method')] }),
    passes: () => asking(CHALLENGE, 'S256'),
  },
  {
    rule: 'oidc-pkce-method-unsupported',
    fails: () => ({ ...asking(CHALLENGE, 's256'), evidence: [at('code_challenge_method', 's256')] }),
    passes: () => asking(undefined, 'plain'),
  },
  {
    rule: 'oidc-pkce-method-without-challenge',
    fails: () => ({ ...asking(undefined, 'S256'), evidence: [at('code_challenge')] }),
    passes: () => asking('', 'S256'),
  },
  {
    rule: 'oidc-pkce-challenge-malformed',
    fails: () => ({
      ...asking(CHALLENGE.slice(1), 'S256'),
      evidence: [at('code_challenge', CHALLENGE.slice(1))],
    }),
    passes: () => asking(`${CHALLENGE}=`, 'S256'),
  },
  {
    rule: 'oidc-pkce-absent-for-pkce-client',
    fails: () => ({ ...asking('', 'S256'), ...registered(true), evidence: [at('code_challenge', '')] }),
    passes: () => ({ ...asking(CHALLENGE, 'S256'), ...registered(true) }),
  },
  {
    rule: 'oidc-pkce-sent-by-jwt-client',
    fails: () => ({
      ...asking(CHALLENGE, 'S256'),
      ...registered(false),
      evidence: [at('code_challenge', CHALLENGE)],
    }),
    passes: () => ({ ...asking(CHALLENGE, 'S256'), ...registered(true) }),
  },
  {
    rule: 'oidc-pkce-not-used',
    fails: () => ({ ...asking(), ...registered(false), evidence: [at('code_challenge')] }),
    passes: () => ({ ...asking(CHALLENGE, 'S256'), ...registered(false) }),
  },
];
