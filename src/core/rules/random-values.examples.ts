import type { Capture } from '../model/index.ts';
import {
  authorizeUrl,
  CALLBACK,
  flow,
  navigation,
  pageHop,
  type RuleExample,
  requestCapture,
  type Values,
} from './example-support/index.ts';

const asking = (parameters: Values) => ({ capture: requestCapture(authorizeUrl(parameters)) });
const OTHER = '0b1c2d3e4f5061728394a5b6c7d8e9f0';
const ENOUGH = '0123456789abcdefghijkl';

/** Two sign-ins one after the other; the second is the one in question. */
function twice(first: Values, second: Values): { capture: Capture } {
  const flows = [first, second].map((parameters, index) =>
    flow([navigation([pageHop(authorizeUrl(parameters))])], { id: `f${index + 1}` }),
  );
  return { capture: { version: 1, flows } };
}

function examplesOf(name: 'state' | 'nonce', sent: string): readonly RuleExample[] {
  const other = name === 'state' ? 'nonce' : 'state';
  const at = { part: 'query', name } as const;
  return [
    {
      rule: `oidc-${name}-missing`,
      fails: () => ({ ...asking({ [name]: undefined }), evidence: [at] }),
      passes: () => asking({}),
    },
    {
      rule: `oidc-${name}-missing`,
      fails: () => ({ ...asking({ [name]: ' '.repeat(30) }), evidence: [{ ...at, actual: ' '.repeat(30) }] }),
      passes: () => asking({ [name]: ENOUGH }),
    },
    {
      rule: `oidc-${name}-too-short`,
      fails: () => ({
        ...asking({ [name]: ENOUGH.slice(1) }),
        evidence: [{ ...at, actual: ENOUGH.slice(1) }],
      }),
      passes: () => asking({ [name]: ENOUGH }),
    },
    {
      // Characters beyond the basic plane count once each.
      rule: `oidc-${name}-too-short`,
      fails: () => ({
        ...asking({ [name]: '🔑'.repeat(21) }),
        evidence: [{ ...at, actual: '🔑'.repeat(21) }],
      }),
      passes: () => asking({ [name]: '🔑'.repeat(22) }),
    },
    {
      rule: `oidc-${name}-reused`,
      fails: () => ({
        ...twice({ [other]: OTHER }, {}),
        evidence: [{ ...at, actual: sent }],
      }),
      // The same address again is a reload.
      passes: () => twice({}, {}),
    },
    {
      rule: `oidc-${name}-reused`,
      fails: () => ({
        ...twice({ redirect_uri: `${CALLBACK}/2` }, {}),
        evidence: [{ ...at, actual: sent }],
      }),
      passes: () => twice({ [name]: OTHER }, {}),
    },
  ];
}

export const randomValuesExamples: readonly RuleExample[] = [
  ...examplesOf('nonce', '3f1c9a7e5b2d4860a1c3e5f7092b4d6f'),
  ...examplesOf('state', '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b'),
  {
    rule: 'oidc-random-value-guessable',
    fails: () => ({
      ...asking({ nonce: 'abcd'.repeat(8) }),
      evidence: [{ part: 'query', name: 'nonce', actual: 'abcd'.repeat(8) }],
    }),
    passes: () => asking({ nonce: 'abcde'.repeat(8) }),
  },
  {
    rule: 'oidc-random-value-guessable',
    fails: () => ({
      ...asking({ state: 'abcdefghijklmnopabcdefghijklmnop' }),
      evidence: [{ part: 'query', name: 'state', actual: 'abcdefghijklmnopabcdefghijklmnop' }],
    }),
    passes: () => asking({ state: 'abcdefghijklmnopabcdefghijklmnoq' }),
  },
  {
    rule: 'oidc-random-value-guessable',
    fails: () => ({
      ...asking({ state: OTHER, nonce: OTHER }),
      evidence: [{ part: 'query', name: 'state', actual: OTHER }],
    }),
    passes: () => asking({ state: OTHER }),
  },
];
