import type { PortalConfiguration } from '../model/index.ts';
import {
  APPLICATION,
  authorizeUrl,
  CALLBACK,
  callbackUrl,
  captureOf,
  type ExampleCase,
  flow,
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

const earlier = flow([signInPage, onward("script-src 'self'")], { id: 'e' });
const otherClient = navigation([
  redirect(authorizeUrl({ client_id: 'urn:other' }), CONSENT),
  pageHop(CONSENT),
]);

const unseenOnward = formNavigation({
  hops: [redirect(CONSENT, callbackUrl(), { method: 'POST' }), hop(CALLBACK)],
});

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
    skips: () => ({ capture: flowCapture(signInPage, unseenOnward), reason: 'policies-not-seen' }),
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
    // An earlier sign-in of the same application went there; this one is not that far yet.
    rule: 'csp-form-action-gap-predicted',
    fails: () => ({
      capture: captureOf(earlier, flow([signInPage])),
      ...registered(CALLBACK),
      evidence: [{ part: 'query', name: 'redirect_uri', actual: CALLBACK }],
    }),
    passes: () => ({
      capture: captureOf(flow([signInPage], { id: 'e' }), flow([signInPage])),
      ...registered(CALLBACK),
    }),
  },
  {
    rule: 'csp-form-action-gap-predicted',
    fails: () => ({
      capture: captureOf(earlier, flow([signInPage])),
      ...registered(CALLBACK, 'https://other.gov/'),
      evidence: [{ part: 'query', name: 'redirect_uri', actual: CALLBACK }],
    }),
    // What a later sign-in does, or one of another application, says nothing.
    passes: () => ({
      capture: captureOf(flow([otherClient, onward("script-src 'self'")], { id: 'e' }), flow([signInPage])),
      ...registered(CALLBACK),
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
