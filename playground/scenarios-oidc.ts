import { DEV_IDP, OIDC_SP, OTHER_APP, SANDBOX_IDP } from './hosts.ts';
import type { Expected, Scenario, Step } from './scenario.ts';
import type { OidcCaseName } from './service-providers/oidc-cases.ts';

const SIGN_IN: Step = { click: '#submit-sign-in', says: 'Sign in' };
const AGREE: Step = { click: '#agree', says: 'Agree and continue' };
const THROUGH: readonly Step[] = [SIGN_IN, AGREE];

/** The environment that redirects by script is none that partners have an account at. */
const OTHER_DEPLOYMENT = 'host-not-partner-environment';
const SIGNED_IN: Expected = { outcome: 'signed-in', rules: [], sees: '#signed-in' };
const REFUSED_BACK: Expected = { outcome: 'refused-by-login-gov', rules: [], sees: '#sp-error' };
const GAP = 'csp-form-action-redirect-gap';
const REFUSED_AT_OTHER_APP = {
  chromium: { outcome: 'refused-by-browser', refusedUrl: `https://${OTHER_APP}/home`, rules: [GAP] },
  firefox: { ...SIGNED_IN, rules: [GAP] },
} as const;

type Story = Omit<Scenario, 'protocol' | 'environment' | 'start' | 'flows'> &
  Partial<Pick<Scenario, 'environment' | 'flows'>> & { readonly start: OidcCaseName };

function oidc({ start, ...story }: Story): Scenario {
  return {
    protocol: 'oidc',
    environment: SANDBOX_IDP,
    flows: 1,
    ...story,
    start: `https://${OIDC_SP}/sign-in/${start}`,
  };
}

function bothBrowsers(expected: Expected): Scenario['expected'] {
  return { chromium: expected, firefox: expected };
}

export const OIDC_SCENARIOS: readonly Scenario[] = [
  oidc({
    id: 'oidc-good',
    title: 'OpenID Connect, everything right',
    description:
      'Authorization code with PKCE. The user is signed in and there is nothing to complain about.',
    start: 'good',
    steps: THROUGH,
    expected: bothBrowsers(SIGNED_IN),
  }),
  oidc({
    id: 'oidc-good-private-key-jwt',
    title: 'OpenID Connect with private_key_jwt, everything right',
    description: 'The client signs an assertion in place of PKCE. The user is signed in.',
    start: 'private-key-jwt',
    steps: THROUGH,
    expected: bothBrowsers(SIGNED_IN),
  }),
  oidc({
    id: 'oidc-good-client-side',
    title: 'OpenID Connect where Login.gov redirects by script',
    description:
      'This environment answers with a page whose link a script clicks. No form governs that step, so the user is signed in.',
    environment: DEV_IDP,
    start: 'client-side',
    steps: THROUGH,
    expected: bothBrowsers({ ...SIGNED_IN, rules: [OTHER_DEPLOYMENT] }),
  }),
  oidc({
    id: 'oidc-gap-after-callback',
    title: 'Redirect to an unregistered host, right after the callback',
    description: `The callback sends the user on to ${OTHER_APP}, which is not registered. Chromium refuses that redirect and stays on the consent page; Firefox follows it.`,
    start: 'gap-after-callback',
    steps: THROUGH,
    expected: REFUSED_AT_OTHER_APP,
  }),
  oidc({
    id: 'oidc-gap-two-hops-later',
    title: 'Redirect to an unregistered host, two hops after the callback',
    description: `The callback leads to the service provider’s own /session, and that to ${OTHER_APP}. Chromium still refuses; Firefox follows.`,
    start: 'gap-two-hops-later',
    steps: THROUGH,
    expected: REFUSED_AT_OTHER_APP,
  }),
  oidc({
    id: 'oidc-other-host-client-side',
    title: 'Redirect to an unregistered host where Login.gov redirects by script',
    description: `The same detour to ${OTHER_APP}, but a link click starts it and form-action does not apply: the user is signed in.`,
    environment: DEV_IDP,
    start: 'other-host-client-side',
    steps: THROUGH,
    expected: bothBrowsers({ ...SIGNED_IN, rules: [OTHER_DEPLOYMENT] }),
  }),
  oidc({
    id: 'oidc-misspelt-acr',
    title: 'A misspelt acr value beside a valid one',
    description:
      'Login.gov ignores the value it does not know and signs the user in at the level of the other.',
    start: 'misspelt-acr',
    steps: THROUGH,
    expected: bothBrowsers({ ...SIGNED_IN, rules: ['oidc-acr-values-unknown-value'] }),
  }),
  oidc({
    id: 'oidc-aal-only',
    title: 'acr_values without a service level',
    description:
      'Only an authentication level is asked for. Login.gov sends the user back with invalid_request.',
    start: 'aal-only',
    steps: [],
    expected: bothBrowsers({
      ...REFUSED_BACK,
      rules: ['oidc-acr-values-missing-ial', 'oidc-response-invalid-request'],
    }),
  }),
  oidc({
    id: 'oidc-unknown-acr',
    title: 'No acr value that Login.gov knows',
    description: 'The only value is misspelt. Login.gov sends the user back with invalid_request.',
    start: 'unknown-acr',
    steps: [],
    expected: bothBrowsers({
      ...REFUSED_BACK,
      rules: ['oidc-acr-values-none-recognised', 'oidc-response-invalid-request'],
    }),
  }),
  oidc({
    id: 'oidc-unregistered-client',
    title: 'A client_id that nobody registered',
    description: 'Login.gov shows an error page of its own and does not send the user back.',
    start: 'unregistered',
    steps: [],
    expected: bothBrowsers({
      outcome: 'refused-by-login-gov',
      rules: ['oidc-response-html-error-page'],
      sees: '#idp-errors',
    }),
  }),
  oidc({
    id: 'oidc-cancelled',
    title: 'The user cancels',
    description: 'The link back to the service provider returns access_denied: no fault of anyone.',
    start: 'good',
    steps: [{ click: '#cancel', says: 'Back to the service provider' }],
    expected: bothBrowsers({ outcome: 'cancelled', rules: [], sees: '#sp-error' }),
  }),
  oidc({
    id: 'oidc-logout',
    title: 'OpenID Connect sign-out',
    description: 'Sign in, sign out, confirm. The user ends on the service provider’s signed-out page.',
    start: 'good',
    flows: 2,
    steps: [
      ...THROUGH,
      { click: '#sign-out', says: 'Sign out' },
      { click: '#confirm-logout', says: 'Yes, sign out of Login.gov' },
    ],
    expected: bothBrowsers({ outcome: 'signed-out', rules: [], sees: '#signed-out' }),
  }),
];
