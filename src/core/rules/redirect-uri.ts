import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { findRegistered, MAX_REGISTERED, parseRubyUri } from '../decode/ruby-uri.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { environmentOf } from '../login-gov/environments.ts';
import type { OidcAuthorizeRequest } from '../model/index.ts';
import { about, on } from './oidc-request.ts';
import { clip, messageRule, quoted, type Rule, type RuleContext } from './rule.ts';

/** Rules about redirect_uri in an OIDC authorize request. */

const NOT_REGISTERED = 'oidc-redirect-uri-not-registered';
const NO_MATCH = 'Login.gov answers "redirect_uri does not match registered redirect_uri" on an error page.';
const INVALID = 'Login.gov answers "redirect_uri is invalid" on an error page.';

/** The URI of the request; undefined when it is missing or blank. */
function redirectUri(request: OidcAuthorizeRequest): string | undefined {
  const uri = parameter(request.parameters, 'redirect_uri');
  return isBlank(uri) ? undefined : uri;
}

/** The registered URI that differs least: same but for case, slashes at the end, query or fragment; else the first. */
function nearest(uri: string, registered: readonly string[]): string | undefined {
  const wanted = plain(uri);
  return (
    registered.slice(0, MAX_REGISTERED).find((candidate) => plain(candidate) === wanted) ?? registered[0]
  );
}

function plain(uri: string): string {
  const end = uri.search(/[?#]/);
  let length = end < 0 ? uri.length : end;
  while (uri[length - 1] === '/') length--;
  return uri.slice(0, length).toLowerCase();
}

function inProduction(request: OidcAuthorizeRequest, { hop }: RuleContext): boolean {
  const url = hop(request.hop)?.url;
  return url !== undefined && environmentOf(url) === 'production';
}

export const redirectUriRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-redirect-uri-missing',
    severity: 'error',
    title: 'redirect_uri missing',
    docs: [DOCS.oidcRedirectMatch],
    on,
    check: (request, { portal }) => {
      if (redirectUri(request) !== undefined) return undefined;
      const [registered] = portal.redirect_uris ?? [];
      return about(request, 'redirect_uri', {
        summary:
          'The request has no redirect_uri. Login.gov shows an error page, for it does not know where to send the user.',
        fix: 'Send one of the registered redirect URIs as redirect_uri.',
        expected: 'a registered redirect URI',
        ...(registered !== undefined && { values: [{ label: 'redirect_uri', value: registered }] }),
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-unparseable',
    severity: 'error',
    title: 'redirect_uri is not a parseable URI',
    docs: [DOCS.oidcInvalidRedirect],
    on,
    check: (request, { portal }) => {
      const uri = redirectUri(request);
      // Without a registered URI Login.gov does not come to parsing it.
      if (uri === undefined || portal.redirect_uris?.length === 0 || parseRubyUri(uri) !== undefined)
        return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} is no URI by RFC 3986: it holds a character that must be percent-encoded, or a part that is malformed. ${INVALID} Its documentation names a registered URI as the cause; here it is the one sent.`,
        fix: 'Send the redirect URI exactly as registered, with every special character percent-encoded.',
        expected: 'a URI',
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-relative',
    severity: 'error',
    title: 'redirect_uri has no scheme',
    docs: [DOCS.oidcRedirectMatch],
    refines: NOT_REGISTERED,
    on,
    check: (request) => {
      const uri = redirectUri(request);
      if (uri === undefined) return undefined;
      const parsed = parseRubyUri(uri);
      if (parsed === undefined || parsed.scheme !== undefined) return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} has no scheme, so it can equal no registered URI. ${NO_MATCH}`,
        fix: 'Send the whole address, beginning with https:// or the scheme of the app.',
        expected: 'an absolute URI',
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-wildcard',
    severity: 'error',
    title: 'redirect_uri contains *',
    docs: [DOCS.oidcRedirectMatch],
    refines: NOT_REGISTERED,
    on,
    check: (request) => {
      const uri = redirectUri(request);
      if (uri?.includes('*') !== true) return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} contains "*". The portal registers no such URI, and Login.gov compares exactly, never by pattern. ${NO_MATCH}`,
        fix: 'Register each redirect URI in full and send one of them.',
        expected: 'a registered redirect URI',
      });
    },
  }),
  messageRule({
    id: NOT_REGISTERED,
    severity: 'error',
    title: 'redirect_uri not registered for this client',
    docs: [DOCS.oidcRedirectMatch],
    needs: ['redirect_uris'],
    on,
    check: (request, { portal }) => {
      const uri = redirectUri(request);
      const registered = portal.redirect_uris ?? [];
      if (uri === undefined) return undefined;
      const outcome = findRegistered(uri, registered);
      if (outcome === 'match') return undefined;
      // A request that cannot be parsed has a rule of its own; here a registered one cannot.
      if (outcome === 'invalid' && parseRubyUri(uri) === undefined) return undefined;
      const near = nearest(uri, registered);
      const why =
        outcome === 'invalid'
          ? `A registered URI before it cannot be parsed, which ends the search. ${INVALID}`
          : `${registered.length === 0 ? 'No redirect URI is registered.' : `It is not ${registered.length === 1 ? 'the registered one' : `among the ${registered.length} registered ones`}; path, query, case and a slash at the end count.`} ${NO_MATCH}`;
      return about(request, 'redirect_uri', {
        summary: `redirect_uri is ${quoted([uri])}. ${why}`,
        fix: 'Register this address in the Login.gov Partner Portal, or send a registered one letter by letter.',
        expected: clip(near ?? 'a registered redirect URI'),
        values: [
          { label: 'Redirect URI to register', value: uri },
          ...(near === undefined ? [] : [{ label: 'redirect_uri', value: near }]),
        ],
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-http-in-production',
    severity: 'warning',
    title: 'http redirect_uri on production',
    docs: [DOCS.productionConfigurationProcess],
    on,
    check: (request, context) => {
      const uri = redirectUri(request);
      if (uri === undefined || !/^http:/i.test(uri) || !inProduction(request, context)) return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} is not encrypted, so the authorization code travels in clear. Login.gov does not check it here, but its rules for production ask for https.`,
        fix: 'Serve the callback over https and register that address.',
        expected: 'https',
        values: [{ label: 'redirect_uri', value: uri.replace(/^http:/i, 'https:') }],
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-localhost-in-production',
    severity: 'warning',
    title: 'localhost redirect_uri on production',
    docs: [DOCS.productionBeforeDeployment],
    on,
    check: (request, context) => {
      const uri = redirectUri(request);
      if (uri === undefined || !inProduction(request, context)) return undefined;
      const host = parseRubyUri(uri)?.host;
      if (host === undefined || !/localhost|127\.0\.0/.test(host)) return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} leads to the user's own computer, but the request goes to production. The portal refuses such addresses in production configurations.`,
        fix: 'Send the public address of the application, or test in the sandbox.',
        expected: 'the public address',
      });
    },
  }),
  messageRule({
    id: 'oidc-redirect-uri-fragment',
    severity: 'info',
    title: 'redirect_uri has a fragment',
    docs: [DOCS.oidcRequestParameters],
    on,
    check: (request) => {
      const uri = redirectUri(request);
      if (uri?.includes('#') !== true) return undefined;
      return about(request, 'redirect_uri', {
        summary: `${quoted([uri])} has a fragment. Login.gov accepts it and puts code and state before the "#"; OAuth 2.0 (RFC 6749, section 3.1.2) forbids fragments, and other software may drop it.`,
        fix: 'Use a redirect URI without a fragment.',
        expected: 'no fragment',
      });
    },
  }),
];
