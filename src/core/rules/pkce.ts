import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcAuthorizeRequest } from '../model/index.ts';
import { about, on, SENT_BACK } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about PKCE (RFC 7636) in an OIDC authorize request. */

const challengeOf = ({ parameters }: OidcAuthorizeRequest) => parameter(parameters, 'code_challenge');
const methodOf = ({ parameters }: OidcAuthorizeRequest) => parameter(parameters, 'code_challenge_method');

const TO_S256 = [{ label: 'code_challenge_method', value: 'S256' }];
/** SHA-256 in base64url without padding. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}=*$/;

export const pkceRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-pkce-method-missing',
    severity: 'error',
    title: 'code_challenge without code_challenge_method',
    docs: [DOCS.oidcPkceRequestParameters],
    on,
    check: (request) => {
      if (challengeOf(request) === undefined || methodOf(request) !== undefined) return undefined;
      return about(request, 'code_challenge_method', {
        summary: `The request has a code_challenge but does not say how it was made. ${SENT_BACK}`,
        fix: 'Send code_challenge_method=S256.',
        expected: 'S256',
        values: TO_S256,
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-method-unsupported',
    severity: 'error',
    title: 'code_challenge_method is not S256',
    docs: [DOCS.oidcPkceRequestParameters],
    on,
    check: (request) => {
      const method = methodOf(request);
      if (challengeOf(request) === undefined || method === undefined || method === 'S256') return undefined;
      return about(request, 'code_challenge_method', {
        summary: `code_challenge_method is ${quoted([method])}; Login.gov takes exactly "S256". ${SENT_BACK}`,
        fix: 'Send the SHA-256 of the code_verifier as code_challenge, and code_challenge_method=S256.',
        expected: 'S256',
        values: TO_S256,
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-method-without-challenge',
    severity: 'warning',
    title: 'code_challenge_method without code_challenge',
    docs: [DOCS.oidcPkceRequestParameters],
    on,
    check: (request) => {
      if (methodOf(request) === undefined || challengeOf(request) !== undefined) return undefined;
      return about(request, 'code_challenge', {
        summary:
          'The request names a code_challenge_method but has no code_challenge. Login.gov ignores the method, so the sign-in is not protected by PKCE.',
        fix: 'Send code_challenge, too, or leave both out and authenticate with private_key_jwt.',
        expected: 'the SHA-256 of the code_verifier, in base64url',
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-challenge-malformed',
    severity: 'warning',
    title: 'code_challenge cannot be a SHA-256 digest',
    docs: [DOCS.oidcPkceCodeChallenge],
    on,
    check: (request) => {
      const challenge = challengeOf(request);
      if (challenge === undefined || challenge === '') return undefined;
      if (CHALLENGE.test(challenge)) return undefined;
      return about(request, 'code_challenge', {
        summary: `code_challenge has ${challenge.length} characters and cannot be a SHA-256 digest in base64url, which has 43 (Login.gov minds no "=" after them; its documentation shows a value without as incorrect). Login.gov accepts the sign-in, but the exchange of the code will fail with "code_verifier did not match code_challenge".`,
        fix: 'Send the SHA-256 of the code_verifier in base64url, without padding.',
        expected: '43 characters of A-Z, a-z, 0-9, "-" and "_"',
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-absent-for-pkce-client',
    severity: 'error',
    title: 'PKCE client without code_challenge',
    docs: [DOCS.pkceOrPrivateKey, DOCS.oidcPkceRequestParameters],
    needs: ['pkce'],
    on,
    check: (request, { portal }) => {
      const challenge = challengeOf(request);
      if (portal.pkce !== true || (challenge !== undefined && challenge !== '')) return undefined;
      return about(request, 'code_challenge', {
        summary:
          'The application is registered for PKCE, but the request has no code_challenge. The sign-in works; the exchange of the code will fail with "Client must authenticate via PKCE or private_key_jwt".',
        fix: 'Send code_challenge and code_challenge_method=S256.',
        expected: 'the SHA-256 of the code_verifier, in base64url',
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-sent-by-jwt-client',
    severity: 'warning',
    title: 'private_key_jwt client sends code_challenge',
    docs: [DOCS.oidcAuthenticationMethod],
    needs: ['pkce'],
    on,
    check: (request, { portal }) => {
      const challenge = challengeOf(request);
      if (portal.pkce !== false || challenge === undefined || challenge === '') return undefined;
      return about(request, 'code_challenge', {
        summary:
          'The application is registered for private_key_jwt, but the request has a code_challenge. The exchange of the code works only with a client_assertion, too.',
        fix: 'Authenticate with private_key_jwt and leave PKCE out, or register the application for PKCE.',
      });
    },
  }),
  messageRule({
    id: 'oidc-pkce-not-used',
    severity: 'info',
    title: 'No PKCE',
    docs: [DOCS.oidcAuthenticationMethod],
    needs: [],
    on,
    check: (request, { portal }) => {
      if (challengeOf(request) !== undefined) return undefined;
      return about(request, 'code_challenge', {
        summary:
          portal.pkce === false
            ? 'The request does not use PKCE; the application is registered for private_key_jwt and does not need it.'
            : 'The request does not use PKCE, so the code must be exchanged with private_key_jwt.',
        fix: 'Make sure that the server authenticates with private_key_jwt, or send code_challenge and code_challenge_method=S256.',
      });
    },
  }),
];
