import { authorizeUrl, type RuleExample, requestCapture, type Values } from './example-support/index.ts';

const asking = (parameters: Values) => ({ capture: requestCapture(authorizeUrl(parameters)) });

export const oidcParametersExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-vtr-ignored',
    fails: () => ({
      ...asking({ vtr: '["C1"]' }),
      evidence: [{ part: 'query', name: 'vtr', actual: '["C1"]' }],
    }),
    passes: () => asking({}),
  },
  {
    rule: 'oidc-unsupported-parameter',
    fails: () => ({
      ...asking({ display: 'page', max_age: '0' }),
      evidence: [
        { part: 'query', name: 'max_age', actual: '0' },
        { part: 'query', name: 'display', actual: 'page' },
      ],
    }),
    passes: () => asking({ locale: 'fr' }),
  },
  {
    rule: 'oidc-client-secret-in-request',
    fails: () => ({
      ...asking({ client_secret: 'invented' }),
      evidence: [{ part: 'query', name: 'client_secret', actual: 'a secret' }],
    }),
    passes: () => asking({}),
  },
  {
    rule: 'oidc-structured-parameter',
    fails: () => ({
      capture: requestCapture(`${authorizeUrl({ scope: undefined })}&scope[]=openid`),
      evidence: [{ part: 'query', name: 'scope[]', actual: 'openid' }],
    }),
    passes: () => ({ capture: requestCapture(`${authorizeUrl()}&own[]=x`) }),
  },
  {
    rule: 'oidc-structured-parameter',
    fails: () => ({
      capture: requestCapture(`${authorizeUrl({ prompt: undefined })}&prompt[]=login`),
      evidence: [{ part: 'query', name: 'prompt[]', actual: 'login' }],
      // Without prompt the request is as good as any.
      severity: 'warning',
    }),
    passes: () => asking({}),
  },
];
