import { isBlank } from '../decode/blank.ts';
import { type Claims, isRs256, type ReadJwt, readJwt } from '../decode/jwt.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcTokenRequest } from '../model/index.ts';
import { answerTo, atField, saidFor } from './api-answer.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about the signed JWT by which an application authenticates itself in a token request (RFC 7523). */

const on = 'oidc-token-request';
const REFUSED = 'Login.gov refuses the token request (HTTP 400)';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** How far in the future `iat` may be, for clocks that go wrong. */
const IAT_LEEWAY = 10;

const read = new WeakMap<OidcTokenRequest, ReadJwt | 'absent'>();

/** The assertion, taken apart once for all rules. */
function assertionOf(request: OidcTokenRequest): ReadJwt | 'absent' {
  const known = read.get(request);
  if (known !== undefined) return known;
  const text = parameter(request.parameters, 'client_assertion');
  const jwt = text === undefined || isBlank(text) ? 'absent' : readJwt(text);
  read.set(request, jwt);
  return jwt;
}

function claimsOf(request: OidcTokenRequest): Claims | undefined {
  const jwt = assertionOf(request);
  return jwt !== 'absent' && jwt.ok ? jwt.claims : undefined;
}

/** private_key_jwt: not for an application that is registered for PKCE. */
function usesJwt({ parameters }: OidcTokenRequest, { portal }: RuleContext): boolean {
  if (portal.pkce === true) return false;
  return ['client_assertion', 'client_assertion_type'].some((name) => !isBlank(parameter(parameters, name)));
}

/** A claim as it may be shown. */
function shown(claim: unknown): string {
  return claim === undefined ? 'none' : clip(typeof claim === 'string' ? claim : JSON.stringify(claim));
}

function audience(request: OidcTokenRequest, context: RuleContext): Verdict {
  const claims = claimsOf(request);
  const url = context.hop(request.hop)?.url;
  if (claims === undefined || url === undefined || !usesJwt(request, context)) return undefined;
  const expected = `${new URL(url).origin}/api/openid_connect/token`;
  const { aud } = claims;
  const all: readonly unknown[] = Array.isArray(aud) ? aud.slice(0, 100) : [aud];
  if (all.some((one) => typeof one === 'string' && one.replace(/\/$/, '') === expected)) return undefined;
  return {
    summary: `The client_assertion is made for ${aud === undefined ? 'nobody: it has no aud' : quoted([shown(aud)])}; Login.gov expects ${expected}. ${REFUSED}.`,
    fix: 'Set aud of the client_assertion to the URL of the token endpoint that the request is sent to.',
    values: [{ label: 'aud', value: expected }],
    evidence: [atField(request, 'client_assertion', { actual: `aud ${shown(aud)}`, expected })],
  };
}

function issuedAt(request: OidcTokenRequest, context: RuleContext): Verdict {
  const iat = claimsOf(request)?.iat;
  if (iat === undefined || !usesJwt(request, context)) return undefined;
  const time = timeOf(request, context);
  if (typeof iat === 'number') {
    if (answerTo(request, context).status === 200) return undefined;
    if (time === undefined) return { skip: 'time-unknown' };
    if (iat - IAT_LEEWAY < time) return undefined;
  }
  const what =
    typeof iat === 'number' && time !== undefined
      ? `lies ${Math.ceil(iat - time)} seconds in the future`
      : 'is not a number';
  return {
    summary: `iat of the client_assertion ${what}. ${REFUSED}.`,
    fix: "Set iat to the present time in seconds since 1970, as a number, and check the server's clock.",
    evidence: [
      atField(request, 'client_assertion', { actual: `iat ${shown(iat)}`, expected: 'a time in the past' }),
    ],
  };
}

/** Seconds since 1970. */
function timeOf(request: OidcTokenRequest, { hop, now }: RuleContext): number | undefined {
  const time = hop(request.hop)?.time ?? now;
  return time === undefined ? undefined : time / 1000;
}

/** What Login.gov's JWT library complains about before or after it tries the registered certificates. */
function signature(request: OidcTokenRequest, context: RuleContext): Verdict {
  if (!usesJwt(request, context)) return undefined;
  const found = wrongInAssertion(request, context);
  const said = saidFor('oidc-token-assertion-signature', request, context);
  if (found === undefined && said === undefined) {
    if (context.clientAssertions.get(request.hop) === true) return undefined;
    if (answerTo(request, context).status === 200) return undefined;
    const detail =
      'No registered certificate can be read: the signature of the client_assertion is not verified.';
    return { skip: 'no-certificate', detail };
  }
  const what = found ?? { said: `Login.gov cannot verify the client_assertion: ${said?.quote}` };
  return {
    summary: `${what.said}. ${REFUSED}.`,
    fix: 'Sign the client_assertion anew for each request, with RS256 and the key of a registered certificate; set iss and sub to the client_id and exp to a few minutes ahead.',
    evidence: [
      atField(request, 'client_assertion', {
        ...(what.actual !== undefined && { actual: what.actual }),
        ...(what.expected !== undefined && { expected: what.expected }),
      }),
      ...(said === undefined ? [] : [said.evidence]),
    ],
  };
}

interface Wrong {
  readonly said: string;
  readonly actual?: string;
  readonly expected?: string;
}

function wrongInAssertion(request: OidcTokenRequest, context: RuleContext): Wrong | undefined {
  if (context.portal.certs?.length === 0) {
    return { said: 'No certificate is registered, so that nothing can verify the client_assertion' };
  }
  const jwt = assertionOf(request);
  if (jwt === 'absent') return { said: 'There is a client_assertion_type, but no client_assertion' };
  if (!jwt.ok) return { said: `The client_assertion is no JWT: it ${jwt.problem}`, actual: jwt.problem };
  const { alg } = jwt.header;
  if (!isRs256(alg)) {
    return {
      said: `The client_assertion is signed by ${shown(alg)}, and Login.gov accepts RS256 only`,
      actual: `alg ${shown(alg)}`,
      expected: 'RS256',
    };
  }
  if (context.clientAssertions.get(request.hop) === false) {
    return {
      said: 'None of the registered certificates verifies the signature of the client_assertion',
      actual: 'a signature by another key',
      expected: 'one by the key of a registered certificate',
    };
  }
  return wrongClaim(request, jwt.claims, context);
}

function wrongClaim(request: OidcTokenRequest, claims: Claims, context: RuleContext): Wrong | undefined {
  const code = parameter(request.parameters, 'code') ?? '';
  const client = context.history.deliveriesOf(code)[0]?.client ?? context.portal.issuer;
  for (const name of ['iss', 'sub'] as const) {
    const expected = client ?? (name === 'sub' ? claims.iss : claims[name]);
    if (typeof expected === 'string' && claims[name] === expected) continue;
    return {
      said: `${name} of the client_assertion is ${quoted([shown(claims[name])])}; it has to be the client_id${typeof expected === 'string' ? `, ${quoted([expected])}` : ''}`,
      actual: `${name} ${shown(claims[name])}`,
      ...(typeof expected === 'string' && { expected: clip(expected) }),
    };
  }
  return wrongTime(request, claims, context);
}

/** Login.gov takes whatever stands there for a number, as Ruby's `to_i` does, even where it is null. */
function wrongTime(request: OidcTokenRequest, claims: Claims, context: RuleContext): Wrong | undefined {
  const now = timeOf(request, context);
  if (now === undefined || answerTo(request, context).status === 200) return undefined;
  const exp = claims.exp === undefined ? Number.POSITIVE_INFINITY : toInteger(claims.exp);
  if (exp === undefined || exp <= now) {
    return {
      said:
        typeof claims.exp === 'number'
          ? `The client_assertion expired ${Math.floor(now - claims.exp)} seconds before it was sent`
          : 'exp of the client_assertion is no time in the future',
      actual: `exp ${shown(claims.exp)}`,
      expected: 'a time in the future',
    };
  }
  const nbf = claims.nbf === undefined ? 0 : toInteger(claims.nbf);
  if (nbf !== undefined && nbf <= now) return undefined;
  return {
    said: 'The client_assertion is not valid yet: its nbf is no time in the past',
    actual: `nbf ${shown(claims.nbf)}`,
    expected: 'a time in the past',
  };
}

/** Undefined for what cannot be converted, at which Login.gov fails. */
function toInteger(claim: unknown): number | undefined {
  if (claim === null) return 0;
  if (typeof claim === 'number') return Math.trunc(claim);
  return typeof claim === 'string' ? Number.parseInt(claim, 10) || 0 : undefined;
}

export const clientAssertionRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-token-client-assertion-type',
    severity: 'error',
    title: 'client_assertion_type wrong',
    docs: [DOCS.oidcClientAssertion],
    on,
    check: (request, context) => {
      const type = parameter(request.parameters, 'client_assertion_type');
      if (type === ASSERTION_TYPE || !usesJwt(request, context)) return undefined;
      return {
        summary: `client_assertion_type is ${type === undefined ? 'missing' : quoted([type])}; Login.gov knows one value. ${REFUSED}.`,
        fix: `Send client_assertion_type=${ASSERTION_TYPE}.`,
        values: [{ label: 'client_assertion_type', value: ASSERTION_TYPE }],
        evidence: [
          atField(request, 'client_assertion_type', {
            ...(type !== undefined && { actual: type }),
            expected: ASSERTION_TYPE,
          }),
        ],
      };
    },
  }),
  messageRule({
    id: 'oidc-token-assertion-audience',
    severity: 'error',
    title: 'client_assertion aud wrong',
    docs: [DOCS.invalidAudClaim],
    on,
    check: audience,
  }),
  messageRule({
    id: 'oidc-token-assertion-iat',
    severity: 'error',
    title: 'client_assertion iat wrong',
    docs: [DOCS.invalidIat],
    on,
    check: issuedAt,
  }),
  messageRule({
    id: 'oidc-token-assertion-signature',
    severity: 'error',
    title: 'client_assertion not verifiable',
    docs: [DOCS.invalidTokenSignature],
    needs: ['certs'],
    decidesWithoutPortal: true,
    on,
    check: signature,
  }),
];
