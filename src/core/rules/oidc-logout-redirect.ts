import { isBlank } from '../decode/blank.ts';
import { readJwt } from '../decode/jwt.ts';
import { parseRubyUri, type RubyUri, sameRubyUri } from '../decode/ruby-uri.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { FixValue, OidcLogoutRequest } from '../model/index.ts';
import { at, REFUSED, value } from './oidc-logout-parts.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext, type Verdict } from './rule.ts';

/** Rules about the address that Login.gov redirects to after an OIDC logout. */

const on = 'oidc-logout-request';
const REDIRECT = 'post_logout_redirect_uri';
/** Registered URIs beyond this number are not compared. */
const MAX_URIS = 1000;
const WRONG_NAMES = ['redirect_uri', 'returnTo', 'redirect'];

function redirectMissing(request: OidcLogoutRequest, { portal }: RuleContext): Verdict {
  const uri = value(request, REDIRECT);
  if (!isBlank(uri)) return undefined;
  return {
    summary: `${REDIRECT} is ${uri === undefined ? 'missing' : 'empty'}: "Please fill in this field." ${REFUSED}.`,
    fix: `Send ${REDIRECT}, one of the registered redirect URIs.`,
    values: candidates(portal.redirect_uris),
    evidence: [at(request, REDIRECT, { actual: uri, expected: 'a registered redirect URI' })],
  };
}

function candidates(uris: readonly string[] | undefined): FixValue[] {
  return (uris ?? []).slice(0, 3).map((uri) => ({ label: REDIRECT, value: uri }));
}

function wrongName(request: OidcLogoutRequest): Verdict {
  if (value(request, REDIRECT) !== undefined) return undefined;
  const name = WRONG_NAMES.find((candidate) => value(request, candidate) !== undefined);
  if (name === undefined) return undefined;
  return {
    summary: `The logout request has ${name}, which Login.gov does not read here, and no ${REDIRECT}. ${REFUSED}.`,
    fix: `Send the address as ${REDIRECT} in place of ${name}.`,
    values: [{ label: REDIRECT, value: value(request, name) ?? '' }],
    evidence: [at(request, name, { actual: value(request, name), expected: REDIRECT })],
  };
}

function unparseable(request: OidcLogoutRequest, context: RuleContext): Verdict {
  const uri = value(request, REDIRECT);
  if (uri === undefined || isBlank(uri) || parseRubyUri(uri) !== undefined) return undefined;
  if (isOfNobody(request, context)) return undefined;
  return {
    summary: `${REDIRECT} is ${quoted([uri])}, which Login.gov cannot read as a URI: "redirect_uri is invalid.", as it names the parameter. ${REFUSED}.`,
    fix: 'Send an absolute URI in ASCII, every other character percent-encoded.',
    evidence: [at(request, REDIRECT, { actual: uri, expected: 'a URI' })],
  };
}

/** Beside an id_token_hint Login.gov minds no unknown client_id, and then does not look at the address either. */
function isOfNobody(request: OidcLogoutRequest, { portal, deployment }: RuleContext): boolean {
  const [client, hint] = [value(request, 'client_id'), value(request, 'id_token_hint') ?? ''];
  if (deployment.reject_id_token_hint_in_logout || isBlank(client) || isBlank(hint)) return false;
  return portal.issuer !== undefined && client !== portal.issuer && !readJwt(hint).ok;
}

/** Whether Login.gov knows whose registered URIs to compare with: by client_id, or by an ID token that can be its own. */
function isKnown(request: OidcLogoutRequest, { portal, deployment }: RuleContext): boolean {
  const hint = value(request, 'id_token_hint');
  if (!isBlank(value(request, 'client_id'))) return true;
  if (deployment.reject_id_token_hint_in_logout || hint === undefined || isBlank(hint)) return false;
  const jwt = readJwt(hint);
  return jwt.ok && jwt.header.alg === 'RS256' && jwt.claims.aud === portal.issuer;
}

/** Login.gov compares one after the other, and gives up at a registered URI that it cannot read. */
function compare(uri: RubyUri, registered: readonly string[]): 'same' | 'none' | { readonly broken: string } {
  for (const one of registered) {
    const other = parseRubyUri(one);
    if (other === undefined) return { broken: one };
    if (sameRubyUri(other, uri)) return 'same';
  }
  return 'none';
}

function notRegistered(request: OidcLogoutRequest, context: RuleContext): Verdict {
  const uri = value(request, REDIRECT);
  const parsed = uri === undefined || isBlank(uri) ? undefined : parseRubyUri(uri);
  const registered = context.portal.redirect_uris?.slice(0, MAX_URIS) ?? [];
  if (uri === undefined || parsed === undefined || !isKnown(request, context)) return undefined;
  const result = compare(parsed, registered);
  if (result === 'same') return undefined;
  const expected = registered.slice(0, 5).map(clip).join(', ');
  const evidence = [at(request, REDIRECT, { actual: uri, expected })] as const;
  if (result !== 'none') {
    return {
      summary: `Before it reaches ${REDIRECT}, Login.gov stops at the registered redirect URI ${quoted([result.broken])}, which it cannot read: "redirect_uri is invalid." ${REFUSED}.`,
      fix: 'Remove that URI from the redirect URIs of the application in the Login.gov Partner Portal.',
      values: [{ label: 'Redirect URI to remove', value: result.broken }],
      evidence,
    };
  }
  const list =
    registered.length === 0
      ? 'and no redirect URI is registered'
      : registered.length === 1
        ? 'which is not the registered redirect URI'
        : `which is not among the ${registered.length} registered redirect URIs`;
  return {
    summary: `${REDIRECT} is ${quoted([uri])}, ${list}. Logout uses the same list as sign-in: "redirect_uri does not match registered redirect_uri." ${REFUSED}.`,
    fix: 'Add the URI to the redirect URIs of the application in the Login.gov Partner Portal, or send one that is registered, character by character.',
    values: [{ label: 'Redirect URI to register', value: uri }],
    evidence,
  };
}

export const oidcLogoutRedirectRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-logout-redirect-uri-missing',
    severity: 'error',
    title: 'post_logout_redirect_uri missing',
    docs: [DOCS.oidcLogoutRequest],
    on,
    check: redirectMissing,
  }),
  messageRule({
    id: 'oidc-logout-wrong-redirect-parameter',
    severity: 'error',
    title: 'redirect_uri used instead of post_logout_redirect_uri',
    docs: [DOCS.oidcLogoutRequest],
    refines: 'oidc-logout-redirect-uri-missing',
    on,
    check: wrongName,
  }),
  messageRule({
    id: 'oidc-logout-redirect-uri-unparseable',
    severity: 'error',
    title: 'post_logout_redirect_uri is not a parseable URI',
    docs: [DOCS.oidcInvalidRedirect],
    on,
    check: unparseable,
  }),
  messageRule({
    id: 'oidc-logout-redirect-uri-not-registered',
    severity: 'error',
    title: 'post_logout_redirect_uri not registered',
    docs: [DOCS.oidcRedirectMatch],
    needs: ['redirect_uris'],
    on,
    check: notRegistered,
  }),
];
