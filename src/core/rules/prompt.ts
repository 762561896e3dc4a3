import { isBlank } from '../decode/blank.ts';
import { parameter, queryParameters } from '../decode/parameters.ts';
import { isBefore } from '../history.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcAuthorizeRequest } from '../model/index.ts';
import { about, on, SENT_BACK } from './oidc-request.ts';
import { messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about prompt in an OIDC authorize request. */

const KNOWN = ['select_account', 'login', 'create'];
const TO_SELECT_ACCOUNT = [{ label: 'prompt', value: 'select_account' }];

const promptOf = ({ parameters }: OidcAuthorizeRequest) => parameter(parameters, 'prompt');

function hasCode(url: string): boolean {
  return parameter(queryParameters(url), 'code') !== undefined;
}

/** A request with prompt=login and a new state, right after Login.gov had handed over a code. */
function bounced(request: OidcAuthorizeRequest, context: RuleContext): Verdict {
  if (promptOf(request) !== 'login') return undefined;
  const { history, flow, messages, deployment, hop } = context;
  const state = parameter(request.parameters, 'state');
  const at = messages.indexOf(request);
  const handoff = messages
    .slice(0, at)
    .findLast(
      (message) =>
        message.kind === 'oidc-authorize-response' && parameter(message.parameters, 'code') !== undefined,
    );
  const client = parameter(request.parameters, 'client_id') ?? '';
  const here = history.sightingAt(request.hop, flow.id);
  const elsewhere =
    here &&
    history
      .callbackHopsOf(client)
      .findLast((seen) => seen.flow !== flow.id && isBefore(seen, here) && hasCode(seen.url));
  const former = handoff === undefined ? elsewhere : hop(handoff.hop);
  const isNew =
    state !== undefined &&
    !history.authorizeRequestsWith('state', state).some((seen) => here && isBefore(seen, here));
  if (former === undefined || !isNew) return undefined;
  const time = hop(request.hop)?.time;
  if (time === undefined || former.time === undefined) return { skip: 'time-unknown' };
  const seconds = (time - former.time) / 1000;
  if (seconds < 0 || seconds > deployment.sp_handoff_bounce_max_seconds) return undefined;
  return about(request, 'prompt', {
    summary: `${seconds.toFixed(1)} seconds after Login.gov had handed the user over with a code, the application sent the user back with prompt=login. Login.gov takes that for a loop and shows "There was a problem connecting to" the application.`,
    fix: 'Accept the code of the first sign-in; find out why the application asks again, usually a session that was not kept.',
    expected: `no new request within ${deployment.sp_handoff_bounce_max_seconds} seconds`,
  });
}

export const promptRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-prompt-missing',
    severity: 'info',
    title: 'prompt omitted',
    docs: [DOCS.oidcPrompt],
    on,
    check: (request) =>
      promptOf(request) === undefined
        ? about(request, 'prompt', {
            summary:
              'The request has no prompt. Login.gov takes select_account; its documentation asks for the parameter.',
            fix: 'Send prompt=select_account.',
            expected: 'select_account',
            values: TO_SELECT_ACCOUNT,
          })
        : undefined,
  }),
  messageRule({
    id: 'oidc-prompt-empty',
    severity: 'error',
    title: 'prompt empty',
    docs: [DOCS.oidcNoPrompt, DOCS.oidcPrompt],
    on,
    check: (request) => {
      const prompt = promptOf(request);
      if (prompt === undefined || !isBlank(prompt)) return undefined;
      return about(request, 'prompt', {
        summary: `prompt is there without a value, which is worse than leaving it out. ${SENT_BACK}`,
        fix: 'Send prompt=select_account, or leave the parameter out.',
        expected: 'select_account',
        values: TO_SELECT_ACCOUNT,
      });
    },
  }),
  messageRule({
    id: 'oidc-prompt-unsupported',
    severity: 'error',
    title: 'Unsupported prompt value',
    docs: [DOCS.oidcNoPrompt, DOCS.oidcPrompt],
    on,
    check: (request) => {
      const prompt = promptOf(request);
      if (prompt === undefined || isBlank(prompt) || KNOWN.includes(prompt)) return undefined;
      return about(request, 'prompt', {
        summary: `prompt is ${quoted([prompt])}; Login.gov takes exactly one value, select_account, or by arrangement login or create. ${SENT_BACK}`,
        fix: 'Send prompt=select_account.',
        expected: 'select_account',
        values: TO_SELECT_ACCOUNT,
      });
    },
  }),
  messageRule({
    id: 'oidc-prompt-login-not-allowed',
    severity: 'error',
    title: 'prompt=login not allowed for this SP',
    docs: [DOCS.oidcNoPrompt, DOCS.oidcPrompt],
    needs: ['allow_prompt_login'],
    on,
    check: (request, { portal }) => {
      if (promptOf(request) !== 'login' || portal.allow_prompt_login === true) return undefined;
      return about(request, 'prompt', {
        summary: `prompt=login, which makes the user sign in again, works only for applications that Login.gov has enabled for it (allow_prompt_login); its documentation names select_account alone. ${SENT_BACK}`,
        fix: 'Send prompt=select_account, or ask Login.gov to allow prompt=login.',
        expected: 'select_account',
        values: TO_SELECT_ACCOUNT,
      });
    },
  }),
  messageRule({
    id: 'oidc-prompt-create-not-allowed',
    severity: 'error',
    title: 'prompt=create not allowed for this SP',
    docs: [DOCS.oidcNoPrompt, DOCS.oidcPrompt],
    needs: [],
    on,
    check: (request, { portal }) => {
      if (promptOf(request) !== 'create' || portal.create_prompt_allowed === true) return undefined;
      return about(request, 'prompt', {
        summary: `prompt=create, which leads to registration, works only for applications that Login.gov has put on a list; its documentation names select_account alone. ${SENT_BACK}`,
        fix: 'Send prompt=select_account, or ask Login.gov to allow prompt=create.',
        expected: 'select_account',
        values: TO_SELECT_ACCOUNT,
      });
    },
  }),
  messageRule({
    id: 'sp-handoff-bounced',
    severity: 'warning',
    title: 'prompt=login request repeated right after a hand-off',
    docs: [DOCS.oidcAuthorizationResponse],
    on,
    check: bounced,
  }),
];
