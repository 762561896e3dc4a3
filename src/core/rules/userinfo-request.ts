import { isBlank } from '../decode/blank.ts';
import { recordedAuthorization } from '../flow/recorded-headers.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { Evidence, OidcUserinfoRequest } from '../model/index.ts';
import { ANSWER_UNSEEN, answerTo, saidFor } from './api-answer.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/**
 * Rules about the request for the user's attributes (OpenID Connect Core 1.0, section 5.3.1). A server sends it as
 * a rule; it is seen where a page's script does, or where somebody pastes it.
 */

const on = 'oidc-userinfo-request';
const REFUSED = 'Login.gov refuses the user info request (HTTP 401)';
const FIX =
  'Send the header "Authorization: Bearer …": the word Bearer, one space, the access_token of the token response.';

function header(request: OidcUserinfoRequest, actual?: string): Evidence {
  return {
    hop: request.hop,
    at: { part: 'request-header', name: 'Authorization' },
    ...(actual !== undefined && { actual }),
    expected: 'Bearer and the access token',
  };
}

/** Browsers leave the header out of files that they save for sharing: an answer says whether it was sent. */
function missing(request: OidcUserinfoRequest, context: RuleContext): Verdict {
  const said = saidFor('oidc-userinfo-no-authorization', request, context);
  if (said === undefined) {
    if (!isBlank(request.authorization)) return undefined;
    const { status, error } = answerTo(request, context);
    if (status === 200 || error !== undefined) return undefined;
    if (!request.headersSeen) return { skip: 'headers-not-seen' };
    if (status !== undefined) return ANSWER_UNSEEN;
  }
  return {
    summary: `The request has no Authorization header. ${REFUSED}.`,
    fix: FIX,
    evidence: [header(request), ...(said === undefined ? [] : [said.evidence])],
  };
}

/** Ruby's `split(' ', 2)`: white space before the first word does not count. */
function isWellFormed(authorization: string): boolean {
  const [scheme = '', ...rest] = authorization.trimStart().split(/[\t\n\v\f\r ]+/);
  return scheme === 'Bearer' && rest.join('') !== '';
}

function malformed(request: OidcUserinfoRequest, context: RuleContext): Verdict {
  const { authorization } = request;
  if (authorization === undefined) return request.headersSeen ? undefined : { skip: 'headers-not-seen' };
  if (isBlank(authorization) || isWellFormed(authorization)) return undefined;
  const said = saidFor('oidc-userinfo-malformed-authorization', request, context);
  const shown = clip(recordedAuthorization(authorization));
  return {
    summary: `The Authorization header is ${quoted([shown])}; Login.gov expects exactly the word Bearer, one space and the access token. ${REFUSED}.`,
    fix: FIX,
    evidence: [header(request, shown), ...(said === undefined ? [] : [said.evidence])],
  };
}

function notFound(request: OidcUserinfoRequest, context: RuleContext): Verdict {
  const said = saidFor('oidc-userinfo-token-not-found', request, context);
  const { status, error } = answerTo(request, context);
  if (said === undefined) {
    if (error !== undefined || (status !== undefined && status !== 401)) return undefined;
    const { authorization } = request;
    const sent = authorization !== undefined && isWellFormed(authorization);
    if (!sent) return request.headersSeen ? undefined : { skip: 'headers-not-seen' };
    // To a header that is well formed, HTTP 401 has this one meaning.
    if (status === undefined) return ANSWER_UNSEEN;
  }
  return {
    summary:
      'Login.gov does not know the access token, or the session that it belongs to has ended: it lasts as long as the session at Login.gov, some 15 minutes.',
    fix: 'Ask for the user info at once after the token response, with its access_token unchanged, in the same environment.',
    evidence: [
      said?.evidence ?? { hop: request.hop, at: { part: 'page', name: 'error' }, actual: 'HTTP 401' },
    ],
  };
}

export const userinfoRequestRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-userinfo-no-authorization',
    severity: 'error',
    title: 'No Authorization header',
    docs: [DOCS.noAuthHeader],
    on,
    check: missing,
  }),
  messageRule({
    id: 'oidc-userinfo-malformed-authorization',
    severity: 'error',
    title: 'Malformed Authorization header',
    docs: [DOCS.malformedAuthHeader],
    on,
    check: malformed,
  }),
  messageRule({
    id: 'oidc-userinfo-token-not-found',
    severity: 'error',
    title: 'Access token unknown or session expired',
    docs: [DOCS.authHeaderContentsNotFound],
    on,
    check: notFound,
  }),
];
