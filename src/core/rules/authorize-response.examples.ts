import type { Capture } from '../model/index.ts';
import {
  authorizeUrl,
  callbackUrl,
  flowCapture,
  navigation,
  pageHop,
  type RuleExample,
  redirect,
  type Values,
} from './example-support/index.ts';

function sentBack(parameters?: Values): Capture {
  const callback = callbackUrl(parameters);
  return flowCapture(navigation([redirect(authorizeUrl(), callback), pageHop(callback)]));
}

const description = 'Acr values Please fill in this field.';

export const authorizeResponseExamples: readonly RuleExample[] = [
  {
    rule: 'oidc-response-invalid-request',
    fails: () => ({
      capture: sentBack({ error: 'invalid_request', error_description: description, state: 's' }),
      evidence: [{ part: 'query', name: 'error_description', actual: description }],
    }),
    passes: () => ({ capture: sentBack() }),
  },
  {
    rule: 'oidc-response-invalid-request',
    fails: () => ({
      capture: sentBack({ error: 'invalid_request' }),
      evidence: [{ part: 'query', name: 'error_description' }],
    }),
    passes: () => ({ capture: sentBack({ error: 'access_denied' }) }),
  },
  {
    rule: 'oidc-response-access-denied',
    fails: () => ({
      capture: sentBack({ error: 'access_denied', state: 's' }),
      evidence: [{ part: 'query', name: 'error', actual: 'access_denied' }],
    }),
    passes: () => ({ capture: sentBack() }),
  },
];
