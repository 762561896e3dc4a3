import { authorizeUrl, CLIENT_ID, type RuleExample, requestCapture } from './example-support/index.ts';

const asking = (client_id: string | undefined) => ({ capture: requestCapture(authorizeUrl({ client_id })) });
const at = { part: 'query', name: 'client_id' } as const;

export const clientIdExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-client-id-missing',
    fails: () => ({ ...asking(undefined), evidence: [at] }),
    passes: () => asking(CLIENT_ID),
  },
  {
    rule: 'oidc-client-id-missing',
    fails: () => ({ ...asking('\u00a0'), evidence: [{ ...at, actual: '\u00a0' }] }),
    passes: () => asking('\u200b'),
  },
  {
    rule: 'oidc-client-id-whitespace',
    fails: () => ({ ...asking(`${CLIENT_ID}\n`), evidence: [{ ...at, actual: `"${CLIENT_ID}\\n"` }] }),
    passes: () => asking(CLIENT_ID),
  },
  {
    rule: 'oidc-client-id-unregistered',
    fails: () => ({
      ...asking(CLIENT_ID.toUpperCase()),
      portal: { issuer: CLIENT_ID },
      evidence: [{ ...at, actual: CLIENT_ID.toUpperCase() }],
    }),
    passes: () => ({ ...asking(CLIENT_ID), portal: { issuer: CLIENT_ID } }),
  },
];
