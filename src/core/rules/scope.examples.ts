import { VERIFIED } from '../login-gov/acr-values.ts';
import { authorizeUrl, CLIENT_ID, type RuleExample, requestCapture } from './example-support/index.ts';

const asking = (scope: string | undefined, acr_values?: string) => ({
  capture: requestCapture(authorizeUrl({ scope, ...(acr_values !== undefined && { acr_values }) })),
});
const at = (actual?: string) =>
  ({ part: 'query', name: 'scope', ...(actual !== undefined && { actual }) }) as const;
const IAL2 = 'http://idmanagement.gov/ns/assurance/ial/2';
const LOA1 = 'http://idmanagement.gov/ns/assurance/loa/1';
const STRICT = { deployment: { unauthorized_scope_enabled: true } };

export const scopeExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-scope-missing',
    fails: () => ({ ...asking(undefined), evidence: [at()] }),
    passes: () => asking('openid'),
  },
  {
    rule: 'oidc-scope-no-valid-values',
    fails: () => ({ ...asking('profile'), evidence: [at('profile')] }),
    passes: () => asking('profile', VERIFIED),
  },
  {
    // Without a level in the request the registered one decides.
    rule: 'oidc-scope-no-valid-values',
    fails: () => ({
      ...asking('profile', 'x'),
      portal: { issuer: CLIENT_ID, ial: 1 },
      evidence: [at('profile')],
    }),
    passes: () => ({ ...asking('profile', 'x'), portal: { issuer: CLIENT_ID, ial: 2 } }),
    skips: () => ({ ...asking('profile', 'x'), reason: 'no-portal-configuration' }),
  },
  {
    rule: 'oidc-scope-missing-openid',
    fails: () => ({ ...asking('email'), evidence: [at('email')] }),
    passes: () => asking('email openid'),
  },
  {
    rule: 'oidc-scope-only-openid',
    fails: () => ({ ...asking('openid groups'), evidence: [at('openid groups')] }),
    passes: () => asking('openid email'),
  },
  {
    rule: 'oidc-scope-unknown-value',
    fails: () => ({ ...asking('openid given_name'), evidence: [at('given_name')] }),
    passes: () => asking('openid profile:name', VERIFIED),
  },
  {
    rule: 'oidc-scope-unknown-value',
    fails: () => ({ ...asking('openid groups'), ...STRICT, evidence: [at('groups')] }),
    passes: () => ({ ...asking('openid email'), ...STRICT }),
  },
  {
    rule: 'oidc-scope-needs-identity-proofing',
    fails: () => ({ ...asking('openid phone'), evidence: [at('phone')] }),
    passes: () => asking('openid phone', VERIFIED),
    skips: () => ({ ...asking('openid phone', 'x'), reason: 'no-portal-configuration' }),
  },
  {
    // Of two levels the greater in byte order decides, although the other one is used.
    rule: 'oidc-scope-needs-identity-proofing',
    fails: () => ({ ...asking('openid phone', `${IAL2} ${LOA1}`), evidence: [at('phone')] }),
    passes: () => asking('openid phone', `${LOA1} ${VERIFIED}`),
  },
  {
    rule: 'oidc-scope-verified-at-not-permitted',
    fails: () => ({
      ...asking('openid profile:verified_at'),
      portal: { issuer: CLIENT_ID, ial: 1 },
      evidence: [at('profile:verified_at')],
    }),
    passes: () => ({ ...asking('openid profile:verified_at'), portal: { issuer: CLIENT_ID, ial: 2 } }),
  },
  {
    rule: 'oidc-scope-duplicate-value',
    fails: () => ({ ...asking('openid email email'), evidence: [at('email')] }),
    passes: () => asking('openid email email', VERIFIED),
    skips: () => ({ ...asking('openid email email', 'x'), reason: 'no-portal-configuration' }),
  },
  {
    rule: 'oidc-values-comma-separated',
    fails: () => ({ ...asking('openid,email'), evidence: [at('openid,email')] }),
    passes: () => asking('openid email'),
  },
  {
    rule: 'oidc-values-comma-separated',
    fails: () => ({
      ...asking('openid,email', `${VERIFIED},x`),
      evidence: [at('openid,email'), { part: 'query', name: 'acr_values', actual: `${VERIFIED},x` }],
    }),
    passes: () => asking('openid email', `${VERIFIED} x`),
  },
];
