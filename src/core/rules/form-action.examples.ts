import type { PortalConfiguration } from '../model/index.ts';
import {
  APPLICATION,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  type ExampleCase,
  flowCapture,
  formNavigation,
  hop,
  LOGIN_GOV,
  type NavigationParts,
  navigation,
  pageHop,
  type RuleExample,
  redirect,
} from './example-support/index.ts';

const OTHER_APP = 'https://benefits.other.gov/home?welcome=1';
const CONSENT = `${LOGIN_GOV}/sign_up/completed`;
const ALLOWS_APPLICATION = `default-src 'self'; form-action 'self' ${APPLICATION}`;

const signInPage = navigation([redirect(authorizeUrl(), CONSENT), pageHop(CONSENT)]);

/** The consent form leads to the callback, and that to another application. */
function onward(policy: string): NavigationParts {
  return formNavigation({
    policies: [policy],
    hops: [
      redirect(CONSENT, callbackUrl(), { method: 'POST' }),
      redirect(callbackUrl(), OTHER_APP),
      hop(OTHER_APP),
    ],
  });
}

function registered(...redirect_uris: readonly string[]): { readonly portal: PortalConfiguration } {
  return { portal: { redirect_uris } };
}

const refused = { part: 'url', name: 'url', actual: OTHER_APP } as const;

function consentPage(policy: string): ExampleCase {
  return {
    capture: flowCapture(
      navigation([
        redirect(authorizeUrl(), CONSENT),
        pageHop(CONSENT, { 'Content-Security-Policy': policy }),
      ]),
    ),
  };
}

export const formActionExamples: readonly RuleExample[] = [
  {
    rule: 'csp-form-action-redirect-gap',
    fails: () => ({
      capture: flowCapture(signInPage, onward(ALLOWS_APPLICATION)),
      evidence: [refused],
    }),
    passes: () => ({
      capture: flowCapture(signInPage, onward(`${ALLOWS_APPLICATION} https://benefits.other.gov`)),
    }),
  },
  {
    rule: 'csp-form-action-gap-predicted',
    fails: () => ({
      capture: flowCapture(signInPage, onward("script-src 'self'")),
      ...registered(CALLBACK),
      evidence: [refused],
    }),
    passes: () => ({
      capture: flowCapture(signInPage, onward("script-src 'self'")),
      ...registered(CALLBACK, 'https://benefits.other.gov/cb'),
    }),
  },
  {
    rule: 'csp-form-action-not-sent',
    fails: () => ({
      ...consentPage("form-action 'self'"),
      evidence: [{ part: 'response-header', name: 'content-security-policy', actual: "form-action 'self'" }],
    }),
    passes: () => consentPage(ALLOWS_APPLICATION),
  },
];
