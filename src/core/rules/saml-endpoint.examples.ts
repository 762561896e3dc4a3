import { authnRequest, type RuleExample, requestCapture, samlRedirectUrl } from './example-support/index.ts';

const calling = (path: string, method = 'GET') => ({
  capture: requestCapture({
    url: samlRedirectUrl(authnRequest()).replace('/api/saml/auth2026', path),
    method,
  }),
});
const at = (actual: string) => ({ part: 'url', name: 'path', actual }) as const;

export const samlEndpointExamples: readonly RuleExample[] = [
  {
    rule: 'saml-endpoint-year-missing',
    fails: () => ({ ...calling('/api/saml/auth'), evidence: [at('/api/saml/auth')] }),
    passes: () => calling('/api/saml/auth2026'),
  },
  {
    rule: 'saml-endpoint-year-missing',
    fails: () => ({ ...calling('/api/saml/metadata'), evidence: [at('/api/saml/metadata')] }),
    passes: () => calling('/api/saml/complete'),
  },
  {
    rule: 'saml-endpoint-year-unsupported',
    fails: () => ({ ...calling('/api/saml/auth2023'), evidence: [at('/api/saml/auth2023')] }),
    passes: () => calling('/api/saml/auth2025'),
  },
  {
    rule: 'saml-endpoint-year-superseded',
    fails: () => ({ ...calling('/api/saml/logout2025'), evidence: [at('/api/saml/logout2025')] }),
    passes: () => calling('/api/saml/logout2026'),
  },
  {
    rule: 'saml-internal-endpoint',
    fails: () => ({ ...calling('/api/saml/authpost2026'), evidence: [at('/api/saml/authpost2026')] }),
    passes: () => calling('/api/saml/auth2026'),
  },
  {
    rule: 'saml-auth-method-unsupported',
    fails: () => ({
      ...calling('/api/saml/auth2026', 'PUT'),
      evidence: [{ part: 'url', name: 'method', actual: 'PUT' }],
    }),
    passes: () => calling('/api/saml/auth2026', 'HEAD'),
  },
];
