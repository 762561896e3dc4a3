import { authorizeUrl, CLIENT_ID, type RuleExample, requestCapture } from './example-support/index.ts';

const asking = (verified_within: string | undefined, allowed: boolean) => ({
  capture: requestCapture(authorizeUrl({ verified_within })),
  portal: { issuer: CLIENT_ID, verified_within_allowed: allowed },
});
const at = (actual: string) => ({ part: 'query', name: 'verified_within', actual }) as const;

export const verifiedWithinExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-verified-within-bad-format',
    fails: () => ({ ...asking('30D', true), evidence: [at('30D')] }),
    passes: () => asking('30d', true),
  },
  {
    // Login.gov's pattern is content with one line of several; a carriage return ends none.
    rule: 'oidc-verified-within-bad-format',
    fails: () => ({ ...asking('x\r30d', true), evidence: [at('x\r30d')] }),
    passes: () => asking('x\n30d', true),
  },
  {
    rule: 'oidc-verified-within-too-recent',
    fails: () => ({ ...asking('4w', true), evidence: [at('4w')] }),
    passes: () => asking('1m', true),
  },
  {
    rule: 'oidc-verified-within-ignored',
    fails: () => ({ ...asking('30d', false), evidence: [at('30d')] }),
    passes: () => asking('30d', true),
  },
];
