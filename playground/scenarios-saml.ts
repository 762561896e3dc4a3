import { SAML_SP, SANDBOX_IDP, SECOND_APP } from './hosts.ts';
import type { Expected, Scenario, Step } from './scenario.ts';
import type { SamlCaseName } from './service-providers/saml-cases.ts';

const THROUGH: readonly Step[] = [
  { click: '#submit-sign-in', says: 'Sign in' },
  { click: '#agree', says: 'Agree and continue' },
];
const AND_OUT: readonly Step[] = [...THROUGH, { click: '#sign-out', says: 'Sign out' }];

const SIGNED_IN: Expected = { outcome: 'signed-in', rules: [], sees: '#signed-in' };

function signedInWith(...rules: readonly string[]): Scenario['expected'] {
  return bothBrowsers({ ...SIGNED_IN, rules });
}

function errorPageWith(...rules: readonly string[]): Scenario['expected'] {
  return bothBrowsers({
    outcome: 'refused-by-login-gov',
    rules: [...rules, 'saml-error-page'],
    sees: '#idp-errors',
  });
}

function bothBrowsers(expected: Expected): Scenario['expected'] {
  return { chromium: expected, firefox: expected };
}

type Story = Omit<Scenario, 'protocol' | 'environment' | 'start' | 'flows'> &
  Partial<Pick<Scenario, 'flows'>> & { readonly start: SamlCaseName };

function saml({ start, ...story }: Story): Scenario {
  return {
    protocol: 'saml',
    environment: SANDBOX_IDP,
    flows: 1,
    ...story,
    start: `https://${SAML_SP}/sign-in/${start}`,
  };
}

export const SAML_SCENARIOS: readonly Scenario[] = [
  saml({
    id: 'saml-good-redirect',
    title: 'SAML over the redirect binding, everything right',
    description: 'The request is signed in its query string. The user is signed in.',
    start: 'redirect',
    steps: THROUGH,
    expected: signedInWith(),
  }),
  saml({
    id: 'saml-good-post',
    title: 'SAML over the POST binding, everything right',
    description:
      'The request carries a signature inside. Login.gov posts it to itself once more; it is still one request.',
    start: 'post',
    steps: THROUGH,
    expected: signedInWith(),
  }),
  saml({
    id: 'saml-gap-after-acs',
    title: 'Redirect to an unregistered host, right after the assertion consumer service',
    description: `The service provider accepts the assertion and sends the user on to ${SECOND_APP}, which is not registered. Chromium refuses; Firefox follows.`,
    start: 'gap-after-acs',
    steps: THROUGH,
    expected: {
      chromium: {
        outcome: 'refused-by-browser',
        refusedUrl: `https://${SECOND_APP}/home`,
        rules: ['csp-form-action-redirect-gap'],
      },
      firefox: { ...SIGNED_IN, rules: ['csp-form-action-redirect-gap'] },
    },
  }),
  saml({
    id: 'saml-unsigned',
    title: 'SAML request without a signature, redirect binding',
    description: 'Login.gov accepts it, but cannot tell which certificate to encrypt the answer with.',
    start: 'unsigned',
    steps: THROUGH,
    expected: signedInWith('saml-signature-missing'),
  }),
  saml({
    id: 'saml-unsigned-post',
    title: 'SAML request without a signature, POST binding',
    description: 'The same with a posted form.',
    start: 'unsigned-post',
    steps: THROUGH,
    expected: signedInWith('saml-signature-missing'),
  }),
  saml({
    id: 'saml-sha1',
    title: 'SAML request signed with SHA-1, redirect binding',
    description: 'Login.gov accepts the request and ignores the signature.',
    start: 'sha1',
    steps: THROUGH,
    expected: signedInWith('saml-signature-not-sha256'),
  }),
  saml({
    id: 'saml-sha1-post',
    title: 'SAML request signed with SHA-1, POST binding',
    description: 'The same with a signature inside the request.',
    start: 'sha1-post',
    steps: THROUGH,
    expected: signedInWith('saml-signature-not-sha256'),
  }),
  saml({
    id: 'saml-misspelt-context',
    title: 'A misspelt class reference beside a valid one',
    description: 'Login.gov ignores the reference it does not know and signs the user in.',
    start: 'misspelt-context',
    steps: THROUGH,
    expected: signedInWith('saml-authn-context-partially-unrecognized'),
  }),
  saml({
    id: 'saml-unknown-context',
    title: 'No class reference that Login.gov knows',
    description: 'Login.gov shows an error page.',
    start: 'unknown-context',
    steps: [],
    expected: errorPageWith('saml-authn-context-no-ial', 'saml-authn-context-unrecognized'),
  }),
  saml({
    id: 'saml-plus-not-encoded',
    title: 'Base64 with a bare plus sign in the query string',
    description:
      'A plus sign means a space there, so the request cannot be read. Login.gov shows an error page.',
    start: 'plus-not-encoded',
    steps: [],
    expected: errorPageWith('saml-request-plus-not-encoded'),
  }),
  saml({
    id: 'saml-logout',
    title: 'SAML sign-out, signed',
    description: 'Sign in and out again. Login.gov posts its answer to the service provider.',
    start: 'redirect',
    flows: 2,
    steps: AND_OUT,
    expected: bothBrowsers({ outcome: 'signed-out', rules: [], sees: '#signed-out' }),
  }),
  saml({
    id: 'saml-logout-unsigned',
    title: 'SAML sign-out without a signature',
    description:
      'A request to sign out must be signed. Login.gov shows an error page and nobody is signed out.',
    start: 'unsigned-logout',
    flows: 2,
    steps: AND_OUT,
    expected: errorPageWith('saml-logout-signature-missing'),
  }),
  saml({
    id: 'saml-logout-sha1',
    title: 'SAML sign-out signed with SHA-1',
    description: 'Login.gov verifies SHA-256 only. It shows an error page and nobody is signed out.',
    start: 'sha1-logout',
    flows: 2,
    steps: AND_OUT,
    expected: errorPageWith('saml-logout-signature-not-sha256'),
  }),
];
