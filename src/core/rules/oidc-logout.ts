import { isBlank } from '../decode/blank.ts';
import { readJwt } from '../decode/jwt.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { endpointOf } from '../login-gov/endpoints.ts';
import type { Flow, Hop, Navigation, OidcLogoutRequest } from '../model/index.ts';
import { at, REFUSED, value } from './oidc-logout-parts.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about the OIDC logout request (RP-Initiated Logout 1.0, section 2), as Login.gov's form reads it. */

const on = 'oidc-logout-request';
const MIN_STATE = 22;

/** Login.gov looks for the application by client_id only where there is no id_token_hint. */
function clientAlone(request: OidcLogoutRequest): string | undefined {
  const client = value(request, 'client_id');
  return isBlank(client) || !isBlank(value(request, 'id_token_hint')) ? undefined : client;
}

function clientMissing(request: OidcLogoutRequest, { deployment }: RuleContext): Verdict {
  if (!isBlank(value(request, 'client_id')) || !isBlank(value(request, 'id_token_hint'))) return undefined;
  const text = deployment.reject_id_token_hint_in_logout
    ? 'client_id is missing.'
    : 'This application is misconfigured and must send either client_id or id_token_hint.';
  return {
    summary: `The logout request does not say which application it comes from: "${text}" ${REFUSED}.`,
    fix: 'Send client_id, as in the authorize request.',
    evidence: [at(request, 'client_id', { actual: value(request, 'client_id'), expected: 'the client_id' })],
  };
}

function unrecognised(request: OidcLogoutRequest, { portal }: RuleContext): Verdict {
  const client = clientAlone(request);
  if (client === undefined || portal.issuer === undefined || client === portal.issuer) return undefined;
  return {
    summary: `client_id is ${quoted([client])}, which is not the issuer in the portal configuration, ${quoted([portal.issuer])}: "client_id was not recognized." ${REFUSED}.`,
    fix: 'Send client_id exactly as the issuer is registered, the same as in the authorize request.',
    values: [{ label: 'client_id', value: portal.issuer }],
    evidence: [at(request, 'client_id', { actual: client, expected: portal.issuer })],
  };
}

function hintPresent(request: OidcLogoutRequest, { deployment }: RuleContext): Verdict {
  if (isBlank(value(request, 'id_token_hint'))) return undefined;
  const rejects = deployment.reject_id_token_hint_in_logout;
  return {
    ...(!rejects && { severity: 'warning' as const }),
    summary: rejects
      ? `The logout request has id_token_hint, which this deployment refuses (setting reject_id_token_hint_in_logout). ${REFUSED}. The token is also in the address, and so in logs and histories.`
      : 'The logout request has id_token_hint. Login.gov still accepts it (setting reject_id_token_hint_in_logout is off), though its documentation no longer supports it; a deployment may refuse it at any time. The token is also in the address, and so in logs and histories.',
    fix: 'Send client_id in place of id_token_hint.',
    evidence: [at(request, 'id_token_hint', { expected: 'none' })],
  };
}

function hintUnrecognised(request: OidcLogoutRequest, context: RuleContext): Verdict {
  const hint = value(request, 'id_token_hint') ?? '';
  if (context.deployment.reject_id_token_hint_in_logout) return undefined;
  if (isBlank(hint) || !isBlank(value(request, 'client_id'))) return undefined;
  const jwt = readJwt(hint);
  const wrong = !jwt.ok
    ? `is no ID token of Login.gov: it ${jwt.problem}`
    : jwt.header.alg !== 'RS256'
      ? 'is not signed with RS256, as the ID tokens of Login.gov are'
      : undefined;
  if (wrong === undefined) {
    const answer = answerTo(request, context);
    if (answer === 'unseen') return { skip: 'response-body-not-seen' };
    if (answer !== 'refused' || !isHintRefused(request, context)) return undefined;
  }
  return {
    summary: `id_token_hint ${wrong ?? 'is of no user that Login.gov knows, or was not signed by it'}: "id_token_hint was not recognized". ${REFUSED}.`,
    fix: 'Send client_id in place of id_token_hint.',
    evidence: [at(request, 'id_token_hint', { expected: 'an ID token of Login.gov' })],
  };
}

function isHintRefused(request: OidcLogoutRequest, { messages }: RuleContext): boolean {
  return messages.some(
    (message) =>
      message.kind === 'error-page' &&
      message.request === request.hop &&
      message.problems.some(({ id }) => id === 'logout-id-token-hint'),
  );
}

/** What the logout endpoint answered: after a POST Login.gov redirects to itself with the same parameters. */
function answerTo(
  request: OidcLogoutRequest,
  { flow, messages }: RuleContext,
): 'refused' | 'page' | 'redirect' | 'unseen' {
  const navigation = flow.navigations.find(({ hops }) => hops.some(({ id }) => id === request.hop));
  const hop = navigation === undefined ? undefined : lastLogoutHop(navigation, request.hop, flow);
  const { response } = hop ?? {};
  if (hop === undefined || response === undefined) return 'unseen';
  if (response.redirectUrl !== undefined) return 'redirect';
  if (messages.some((message) => message.kind === 'error-page' && message.hop === hop.id)) return 'refused';
  return response.status === 200 && navigation?.page !== undefined ? 'page' : 'unseen';
}

function lastLogoutHop({ hops }: Navigation, id: Hop['id'], { deployments }: Flow): Hop | undefined {
  const from = hops.findIndex((hop) => hop.id === id);
  return hops.slice(from).findLast(({ url }) => endpointOf(url, deployments)?.kind === 'oidc-logout');
}

export const oidcLogoutRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-logout-client-missing',
    severity: 'error',
    title: 'Neither client_id nor id_token_hint',
    docs: [DOCS.clientIdMissing],
    flag: 'reject_id_token_hint_in_logout',
    on,
    check: clientMissing,
  }),
  messageRule({
    id: 'oidc-logout-client-id-unrecognized',
    severity: 'error',
    title: 'client_id not registered',
    docs: [DOCS.clientIdNotRecognized],
    needs: ['issuer'],
    on,
    check: unrecognised,
  }),
  messageRule({
    id: 'oidc-logout-client-id-whitespace',
    severity: 'error',
    title: 'client_id contains whitespace',
    docs: [DOCS.clientIdNotRecognized],
    refines: 'oidc-logout-client-id-unrecognized',
    on,
    check: (request) => {
      const client = clientAlone(request);
      if (client === undefined || !/\s/.test(client)) return undefined;
      return {
        summary: `client_id is ${JSON.stringify(clip(client))}, with white space in it; Login.gov compares it exactly: "client_id was not recognized." ${REFUSED}.`,
        fix: 'Send client_id without white space.',
        values: [{ label: 'client_id', value: client.replace(/\s+/g, '') }],
        evidence: [at(request, 'client_id', { actual: JSON.stringify(client) })],
      };
    },
  }),
  messageRule({
    id: 'oidc-logout-id-token-hint-present',
    severity: 'error',
    title: 'id_token_hint is no longer supported',
    docs: [DOCS.idTokenHint],
    flag: 'reject_id_token_hint_in_logout',
    on,
    check: hintPresent,
  }),
  messageRule({
    id: 'oidc-logout-id-token-hint-unrecognized',
    severity: 'error',
    title: 'id_token_hint not valid',
    docs: [DOCS.oidcLogoutRequest],
    needs: [],
    decidesWithoutPortal: true,
    flag: 'reject_id_token_hint_in_logout',
    on,
    check: hintUnrecognised,
  }),
  messageRule({
    id: 'oidc-logout-state-too-short',
    severity: 'error',
    title: 'state shorter than 22 characters',
    docs: [DOCS.oidcLogoutRequest],
    on,
    check: (request) => {
      const state = value(request, 'state');
      if (state === undefined || [...state.slice(0, 2 * MIN_STATE)].length >= MIN_STATE) return undefined;
      return {
        summary: `state has ${[...state].length} characters; where it is sent at all, Login.gov asks for ${MIN_STATE} or more. ${REFUSED}.`,
        fix: `Leave state out, or send ${MIN_STATE} or more random characters.`,
        evidence: [at(request, 'state', { actual: state, expected: `${MIN_STATE} characters or more` })],
      };
    },
  }),
  messageRule({
    id: 'oidc-logout-confirmation',
    severity: 'info',
    title: 'User must confirm sign-out',
    docs: [DOCS.oidcLogout],
    on,
    check: (request, context) => {
      const answer = answerTo(request, context);
      if (answer === 'unseen') return { skip: 'response-body-not-seen' };
      if (answer !== 'page') return undefined;
      return {
        summary:
          'Login.gov asks the user whether to sign out, and redirects back only after the click. It does so for everybody who has a session there.',
        fix: "End the application's own session before the redirect, and expect that users may stay at Login.gov.",
        evidence: [{ hop: request.hop, at: { part: 'url', name: 'url' }, actual: 'HTTP 200' }],
      };
    },
  }),
];
