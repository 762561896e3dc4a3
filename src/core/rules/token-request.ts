import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcTokenRequest } from '../model/index.ts';
import { ANSWER_UNSEEN, answerTo, atField, SIGN_IN_UNSEEN, saidFor } from './api-answer.ts';
import { messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/**
 * Rules about the request that exchanges a code for tokens (OpenID Connect Core 1.0, section 3.1.3.1). A server
 * sends it as a rule; it is seen where a page's script does, or where somebody pastes it.
 */

const on = 'oidc-token-request';
const REFUSED = 'Login.gov refuses the token request (HTTP 400)';

const value = ({ parameters }: OidcTokenRequest, name: string) => parameter(parameters, name);

function deliveryOf(request: OidcTokenRequest, { history }: RuleContext) {
  const code = value(request, 'code');
  return code === undefined ? undefined : history.deliveriesOf(code)[0];
}

/** An error was answered, and what it says is known to be something else. */
function saysOtherwise(request: OidcTokenRequest, context: RuleContext): boolean {
  const { status, error } = answerTo(request, context);
  return status === 200 || error !== undefined;
}

function expired(request: OidcTokenRequest, context: RuleContext): Verdict {
  const said = saidFor('oidc-token-code-expired', request, context);
  const limit = context.deployment.openid_connect_authorization_code_expiration_seconds;
  const from = deliveryOf(request, context)?.time;
  const to = context.hop(request.hop)?.time;
  const age = from === undefined || to === undefined ? undefined : Math.round((to - from) / 1000);
  if (said === undefined) {
    if (saysOtherwise(request, context)) return undefined;
    if (age === undefined) return { skip: 'time-unknown' };
    if (age <= limit) return undefined;
  }
  const old = age === undefined ? 'The code is too old' : `The code is ${age} seconds old`;
  return {
    summary: `${old}; Login.gov accepts it for ${limit} seconds (setting openid_connect_authorization_code_expiration_seconds), though its documentation says 15 minutes. ${REFUSED}.`,
    fix: 'Exchange the code as soon as it arrives at the redirect_uri.',
    evidence:
      said === undefined
        ? [atField(request, 'code', { actual: `${age} seconds old`, expected: `at most ${limit} seconds` })]
        : [said.evidence],
  };
}

function invalid(request: OidcTokenRequest, context: RuleContext): Verdict {
  const code = value(request, 'code');
  const texts = {
    fix: 'Send the code of the redirect_uri unchanged, once, to the environment that gave it.',
    evidence: [atField(request, 'code', { expected: 'a code that was not exchanged yet' })] as const,
  };
  if (isBlank(code)) return { ...texts, summary: `The token request has no code. ${REFUSED}.` };
  if (code?.includes('\0') === true) {
    return {
      ...texts,
      summary: `The code holds the character U+0000, as none of Login.gov does. ${REFUSED}.`,
    };
  }
  const said = saidFor('oidc-token-code-invalid', request, context);
  if (said !== undefined) {
    return {
      ...texts,
      summary: `Login.gov does not know the code, or it was exchanged before: ${said.quote}.`,
      evidence: [said.evidence],
    };
  }
  if (saysOtherwise(request, context)) return undefined;
  const earlier = context.messages.slice(0, context.messages.indexOf(request));
  const exchanged = earlier.some(
    (other) => other.kind === on && value(other, 'code') === code && answerTo(other, context).status === 200,
  );
  if (!exchanged) return ANSWER_UNSEEN;
  return { ...texts, summary: `The code was exchanged before, by an earlier token request. ${REFUSED}.` };
}

function unauthenticated(request: OidcTokenRequest, context: RuleContext): Verdict {
  const { pkce } = context.portal;
  const delivery = deliveryOf(request, context);
  const usesPkce = !isBlank(value(request, 'code_verifier')) || !isBlank(delivery?.codeChallenge);
  const usesJwt =
    !isBlank(value(request, 'client_assertion')) || !isBlank(value(request, 'client_assertion_type'));
  if ((pkce !== false && usesPkce) || (pkce !== true && usesJwt)) return undefined;
  const said = saidFor('oidc-token-no-client-authentication', request, context);
  if (said === undefined && pkce !== false && delivery === undefined) {
    return saysOtherwise(request, context) ? undefined : SIGN_IN_UNSEEN;
  }
  const registered =
    pkce === true ? 'PKCE' : pkce === false ? 'private_key_jwt' : 'both PKCE and private_key_jwt';
  const wanted =
    pkce === true
      ? 'code_verifier'
      : pkce === false
        ? 'client_assertion'
        : 'code_verifier or client_assertion';
  return {
    summary: `The token request does not authenticate the application as it is registered (${registered}): it has no ${wanted}. ${REFUSED}.`,
    fix:
      pkce === true
        ? 'Send code_challenge with the authorize request and its code_verifier with the token request.'
        : 'Sign a client_assertion with the key of the registered certificate, and send client_assertion_type with it.',
    evidence: [
      pkce === true
        ? atField(request, 'code_verifier', { expected: 'the verifier of the code_challenge' })
        : atField(request, 'client_assertion', { expected: 'a signed JWT' }),
      ...(said === undefined ? [] : [said.evidence]),
    ],
  };
}

function verifier(request: OidcTokenRequest, context: RuleContext): Verdict {
  if (context.portal.pkce === false) return undefined;
  const said = saidFor('oidc-token-code-verifier', request, context);
  const match = context.codeVerifiers.get(request.hop);
  const sent = !isBlank(value(request, 'code_verifier'));
  if (match !== 'differs' && said === undefined) {
    const undecided = match === 'unknown' && (sent || isBlank(value(request, 'client_assertion')));
    return undecided && !saysOtherwise(request, context) ? SIGN_IN_UNSEEN : undefined;
  }
  const challenge = deliveryOf(request, context)?.codeChallenge;
  const what = !sent
    ? 'The authorize request had a code_challenge, but the token request has no code_verifier.'
    : challenge === undefined && match === 'differs'
      ? 'The token request has a code_verifier, but the authorize request had no code_challenge.'
      : 'The SHA-256 of code_verifier, in base64url, is not the code_challenge of the authorize request.';
  return {
    summary: `${what} ${REFUSED}.`,
    fix: 'Keep the code_verifier of each sign-in with its session, and send its SHA-256 in base64url as code_challenge.',
    evidence: [
      atField(request, 'code_verifier', { expected: challenge ?? 'none' }),
      ...(said === undefined ? [] : [said.evidence]),
    ],
  };
}

export const tokenRequestRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-token-grant-type',
    severity: 'error',
    title: 'grant_type not authorization_code',
    docs: [DOCS.oidcTokenRequestParameters],
    on,
    check: (request) => {
      const type = value(request, 'grant_type');
      if (type === 'authorization_code') return undefined;
      return {
        summary: `grant_type is ${type === undefined ? 'missing' : quoted([type])}; Login.gov knows authorization_code only. ${REFUSED}.`,
        fix: 'Send grant_type=authorization_code.',
        values: [{ label: 'grant_type', value: 'authorization_code' }],
        evidence: [
          atField(request, 'grant_type', {
            ...(type !== undefined && { actual: type }),
            expected: 'authorization_code',
          }),
        ],
      };
    },
  }),
  messageRule({
    id: 'oidc-token-code-expired',
    severity: 'error',
    title: 'Code expired',
    docs: [DOCS.tokenExpired],
    on,
    check: expired,
  }),
  messageRule({
    id: 'oidc-token-code-invalid',
    severity: 'error',
    title: 'Code unknown or already used',
    docs: [DOCS.invalidCode],
    on,
    check: invalid,
  }),
  messageRule({
    id: 'oidc-token-no-client-authentication',
    severity: 'error',
    title: 'Neither PKCE nor private_key_jwt',
    docs: [DOCS.pkceOrPrivateKey],
    needs: ['pkce'],
    on,
    check: unauthenticated,
  }),
  messageRule({
    id: 'oidc-token-code-verifier',
    severity: 'error',
    title: 'code_verifier mismatch',
    docs: [DOCS.invalidCodeVerifier],
    on,
    check: verifier,
  }),
];
