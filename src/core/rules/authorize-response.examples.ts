import type { Capture } from '../model/index.ts';
import {
  authorizeUrl,
  CLIENT_ID,
  callbackUrl,
  captureOf,
  flow,
  flowCapture,
  logoutUrl,
  navigation,
  pageHop,
  type RuleExample,
  redirect,
  type Values,
} from './example-support/index.ts';

const STATE = '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b';
const OTHER_STATE = '00000000000000000000000000000000';

/** An authorize request and what it was answered with. */
function sentBack(parameters?: Values, asked: Values = {}): Capture {
  const callback = callbackUrl(parameters);
  return flowCapture(navigation([redirect(authorizeUrl(asked), callback), pageHop(callback)]));
}

const description = 'Acr values Please fill in this field.';
const refused = { error: 'invalid_request', error_description: description, state: STATE };

/** The same sign-in twice, in two flows; the second with the given state or code. */
function again(parameters: Values): Capture {
  const first = navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())]);
  const callback = callbackUrl(parameters);
  const second = navigation([redirect(authorizeUrl({ state: OTHER_STATE }), callback), pageHop(callback)]);
  return captureOf(flow([first], { id: 'e' }), flow([second]));
}

const CODE = '7c1f9a1e-55d0-4c1c-8f0e-2b6f0b8d1a11';
const reload = navigation([pageHop(callbackUrl())], { cause: { kind: 'reload' } });
const oneReturn = navigation([redirect(authorizeUrl(), callbackUrl()), pageHop(callbackUrl())]);

export const authorizeResponseExamples: readonly RuleExample[] = [
  {
    // The request itself shows the cause.
    rule: 'oidc-response-invalid-request',
    fails: () => ({
      capture: sentBack(refused, { acr_values: undefined }),
      evidence: [
        { part: 'query', name: 'error_description', actual: description },
        { part: 'query', name: 'acr_values' },
      ],
    }),
    passes: () => ({ capture: sentBack() }),
  },
  {
    rule: 'oidc-response-invalid-request',
    fails: () => ({
      capture: sentBack({ error: 'invalid_request', state: STATE }),
      evidence: [{ part: 'query', name: 'error_description' }],
    }),
    passes: () => ({ capture: sentBack({ error: 'access_denied', state: STATE }) }),
  },
  {
    rule: 'oidc-response-access-denied',
    fails: () => ({
      capture: sentBack({ error: 'access_denied', state: STATE }),
      evidence: [{ part: 'query', name: 'error', actual: 'access_denied' }],
    }),
    passes: () => ({ capture: sentBack() }),
  },
  {
    rule: 'oidc-response-unknown-error',
    fails: () => ({
      capture: sentBack({ error: 'server_error', state: STATE }),
      evidence: [{ part: 'query', name: 'error', actual: 'server_error' }],
    }),
    passes: () => ({ capture: sentBack(refused) }),
  },
  {
    rule: 'oidc-response-state-mismatch',
    fails: () => ({
      capture: sentBack({ code: CODE, state: OTHER_STATE }),
      evidence: [{ part: 'query', name: 'state', actual: OTHER_STATE }],
    }),
    passes: () => ({ capture: sentBack() }),
  },
  {
    // An earlier sign-in of the same tab had that state; a later one does not count.
    rule: 'oidc-response-state-mismatch',
    fails: () => ({
      capture: sentBack({ code: CODE, state: STATE.toUpperCase() }),
      evidence: [{ part: 'query', name: 'state', actual: STATE.toUpperCase() }],
    }),
    passes: () => ({ capture: again({ code: 'another-code', state: STATE }) }),
  },
  {
    // Where the request had no state, Login.gov answers with an empty one.
    rule: 'oidc-response-state-mismatch',
    fails: () => ({
      capture: sentBack({ ...refused, state: '' }),
      evidence: [{ part: 'query', name: 'state', actual: '' }],
    }),
    passes: () => ({ capture: sentBack({ ...refused, state: '' }, { state: undefined }) }),
  },
  {
    rule: 'oidc-response-state-missing',
    fails: () => ({ capture: sentBack({ code: CODE }), evidence: [{ part: 'query', name: 'state' }] }),
    passes: () => ({ capture: sentBack({ code: CODE, state: '' }) }),
  },
  {
    rule: 'oidc-response-without-code',
    fails: () => ({
      capture: sentBack({ state: STATE }),
      evidence: [{ part: 'query', name: 'code' }],
    }),
    passes: () => ({ capture: sentBack({ code: '' }) }),
  },
  {
    rule: 'oidc-response-without-code',
    fails: () => ({ capture: sentBack({}), evidence: [{ part: 'query', name: 'code' }] }),
    // A sign-out that leads to the same address is another matter.
    passes: () => {
      const callback = callbackUrl({ state: STATE });
      return {
        capture: flowCapture(
          oneReturn,
          navigation([redirect(logoutUrl({ client_id: CLIENT_ID }), callback), pageHop(callback)]),
        ),
      };
    },
  },
  {
    rule: 'oidc-response-code-replayed',
    fails: () => ({
      capture: flowCapture(oneReturn, reload),
      evidence: [{ part: 'query', name: 'code' }],
    }),
    passes: () => ({ capture: flowCapture(oneReturn) }),
  },
  {
    rule: 'oidc-response-code-replayed',
    fails: () => ({
      capture: again({ code: CODE, state: STATE }),
      evidence: [{ part: 'query', name: 'code' }],
    }),
    passes: () => ({ capture: again({ code: 'another-code', state: STATE }) }),
  },
];
