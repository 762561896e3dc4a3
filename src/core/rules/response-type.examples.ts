import { authorizeUrl, type RuleExample, requestCapture } from './example-support/index.ts';

const asking = (response_type: string | undefined) => ({
  capture: requestCapture(authorizeUrl({ response_type })),
});
const at = (actual?: string) =>
  ({ part: 'query', name: 'response_type', ...(actual !== undefined && { actual }) }) as const;
const calling = (method: string) => ({ capture: requestCapture({ url: authorizeUrl(), method }) });

export const responseTypeExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-response-type-not-code',
    fails: () => ({ ...asking('Code'), evidence: [at('Code')] }),
    passes: () => asking('code'),
  },
  {
    rule: 'oidc-response-type-not-code',
    fails: () => ({ ...asking(undefined), evidence: [at()] }),
    passes: () => asking('code'),
  },
  {
    rule: 'oidc-response-type-implicit',
    fails: () => ({ ...asking('code id_token'), evidence: [at('code id_token')] }),
    passes: () => asking('tokens'),
  },
  {
    rule: 'oidc-authorize-method-not-get',
    fails: () => ({ ...calling('POST'), evidence: [{ part: 'url', name: 'method', actual: 'POST' }] }),
    passes: () => calling('HEAD'),
  },
];
