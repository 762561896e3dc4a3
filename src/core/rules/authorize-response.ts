import { parameter } from '../decode/parameters.ts';
import { isBefore } from '../history.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { Evidence, OidcAuthorizeResponse } from '../model/index.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about what Login.gov sends back to the redirect_uri. */

const on = 'oidc-authorize-response';

function at(response: OidcAuthorizeResponse, name: string, actual?: string): Evidence {
  return { hop: response.hop, at: { part: 'query', name }, ...(actual !== undefined && { actual }) };
}

/** What the requests of this tab before the response had as `state`; one that had none is answered with an empty one. */
function isStateOfRequest(response: OidcAuthorizeResponse, state: string, context: RuleContext): boolean {
  const asked = context.messages.find(
    (message) => message.kind === 'oidc-authorize-request' && message.hop === response.request,
  );
  if (asked?.kind === 'oidc-authorize-request') {
    if ((parameter(asked.parameters, 'state') ?? '') === state) return true;
  }
  const here = context.history.sightingAt(response.hop, context.flow.id);
  return context.history
    .authorizeRequestsWith('state', state)
    .some((request) => here === undefined || (request.tab === here.tab && isBefore(request, here)));
}

function stateMismatch(response: OidcAuthorizeResponse, context: RuleContext): Verdict {
  const state = parameter(response.parameters, 'state');
  if (state === undefined || isStateOfRequest(response, state, context)) return undefined;
  const asked = context.messages.find(({ hop }) => hop === response.request);
  const sent = asked?.kind === 'oidc-authorize-request' ? parameter(asked.parameters, 'state') : undefined;
  return {
    summary: `The response carries a state that no authorize request of this tab had. Login.gov returns state unchanged, so the response belongs to another sign-in, or somebody made it up.`,
    fix: 'Refuse a response whose state is not that of the sign-in in progress, and look for two sign-ins that share one session.',
    evidence: [{ ...at(response, 'state', state), ...(sent !== undefined && { expected: sent }) }],
  };
}

/** A reload or the back button asks for the redirect_uri once more, with the code that was used already. */
function codeReplayed(response: OidcAuthorizeResponse, context: RuleContext): Verdict {
  const code = parameter(response.parameters, 'code');
  if (code === undefined || code === '') return undefined;
  const deliveries = context.history.deliveriesOf(code);
  if (deliveries.length < 2) return undefined;
  const here = context.history.sightingAt(response.hop, context.flow.id);
  if (here === undefined || !deliveries.some((earlier) => isBefore(earlier, here))) return undefined;
  return {
    summary:
      'The redirect_uri is asked for again with a code that was delivered before, as by a reload or the back button. A code can be exchanged once; Login.gov refuses the second token request: "Code is invalid because doesn’t match any user."',
    fix: 'Redirect from the redirect_uri to an address without the code as soon as the code is exchanged, and treat a known code as a reload.',
    evidence: [at(response, 'code')],
  };
}

function withoutCode(response: OidcAuthorizeResponse, { messages }: RuleContext): Verdict {
  const { parameters } = response;
  if (parameter(parameters, 'code') !== undefined || parameter(parameters, 'error') !== undefined)
    return undefined;
  // After a sign-out Login.gov leads to post_logout_redirect_uri, which may be the same address.
  const since = messages.slice(
    messages.findIndex(({ hop }) => hop === response.request),
    messages.indexOf(response),
  );
  if (since.some(({ kind }) => kind === 'oidc-logout-request')) return undefined;
  return {
    summary:
      'Login.gov led the user to the redirect_uri with neither a code nor an error, as its link back to the application does: no answer to the authorize request.',
    fix: 'Let the redirect_uri answer such a visit with the start page or a new sign-in rather than an error.',
    evidence: [{ ...at(response, 'code'), expected: 'code or error' }],
  };
}

export const authorizeResponseRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-response-invalid-request',
    severity: 'error',
    title: 'Login.gov returned error=invalid_request',
    docs: [DOCS.oidcAuthorizationResponse, DOCS.oidcErrors],
    on,
    check: (response) => {
      if (parameter(response.parameters, 'error') !== 'invalid_request') return undefined;
      const description = parameter(response.parameters, 'error_description');
      return {
        summary: `Login.gov refused the request: ${description === undefined ? 'it gave no description.' : `"${clip(description)}".`}`,
        fix: 'Correct the authorize request; the findings about it say how.',
        evidence: [at(response, 'error_description', description)],
        said: { request: response.request, problems: response.problems },
      };
    },
  }),
  messageRule({
    id: 'oidc-response-access-denied',
    severity: 'info',
    title: 'User cancelled (error=access_denied)',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: (response) => {
      if (parameter(response.parameters, 'error') !== 'access_denied') return undefined;
      return {
        summary: 'The user chose to cancel at Login.gov and was sent back without a code.',
        fix: 'Show the user a way to try again; treat it as no failure.',
        evidence: [at(response, 'error', 'access_denied')],
      };
    },
  }),
  messageRule({
    id: 'oidc-response-unknown-error',
    severity: 'warning',
    title: 'Error code Login.gov does not use',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: (response) => {
      const error = parameter(response.parameters, 'error');
      if (error === undefined || error === 'invalid_request' || error === 'access_denied') return undefined;
      return {
        summary: `The response says error=${quoted([error])}. Login.gov uses invalid_request and access_denied only, so something else made this response.`,
        fix: 'Find out what put the error there: a proxy, a test tool, or the application itself.',
        evidence: [{ ...at(response, 'error', error), expected: 'invalid_request or access_denied' }],
      };
    },
  }),
  messageRule({
    id: 'oidc-response-state-mismatch',
    severity: 'error',
    title: 'state in the response differs from the request',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: stateMismatch,
  }),
  messageRule({
    id: 'oidc-response-state-missing',
    severity: 'warning',
    title: 'Response without state',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: (response) => {
      const { parameters } = response;
      if (parameter(parameters, 'state') !== undefined) return undefined;
      if (parameter(parameters, 'code') === undefined && parameter(parameters, 'error') === undefined)
        return undefined;
      return {
        summary:
          'The response has no state. Login.gov always adds one, empty where the request had none, so something removed it on the way or made the response up.',
        fix: 'Refuse a response without state, and check what rewrites the URL between Login.gov and the application.',
        evidence: [{ ...at(response, 'state'), expected: 'the state of the request' }],
      };
    },
  }),
  messageRule({
    id: 'oidc-response-without-code',
    severity: 'warning',
    title: 'Return to redirect_uri without code or error',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: withoutCode,
  }),
  messageRule({
    id: 'oidc-response-code-replayed',
    severity: 'warning',
    title: 'Same code delivered twice',
    docs: [DOCS.invalidCode],
    on,
    check: codeReplayed,
  }),
];
