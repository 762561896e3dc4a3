import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { findRegistered } from '../decode/ruby-uri.ts';
import {
  AAL1,
  AALS_BY_PRIORITY,
  FACIAL_MATCH_VALUES,
  IALMAX,
  likelyIntended,
  PROOFING_VALUES,
} from '../login-gov/acr-values.ts';
import { AUTHORIZE_PARAMETERS } from '../login-gov/authorize-parameters.ts';
import { isAuthOnly } from '../login-gov/saml-levels.ts';
import { CLAIMS_BY_SCOPE, likelyScope, PROOFED_SCOPES, VALID_SCOPES } from '../login-gov/scopes.ts';
import type { OidcAuthorizeRequest, Treatment, TreatmentItem } from '../model/index.ts';
import { contextsOf, isProofing, valuesOf } from '../rules/oidc-request.ts';
import type { RuleContext } from '../rules/rule.ts';
import { registeredLevel } from './registered-level.ts';

/** Ignored values of one kind beyond this number are not listed; some cost a comparison with all known ones. */
const MAX_IGNORED = 20;

/**
 * Service and authentication level, ignored acr values, claims, ignored scopes and parameters, prompt and where the
 * response goes. What the request lacks so badly that Login.gov refuses it has no values.
 */
export function treatOidcRequest(request: OidcAuthorizeRequest, context: RuleContext): Treatment {
  return {
    hop: request.hop,
    items: [
      serviceLevel(request),
      authenticationLevel(request, context),
      ...ignoredContexts(request),
      attributes(request, context),
      ...ignoredScopes(request, context),
      ...ignoredParameters(request, context),
      prompt(request, context),
      responseUrl(request, context),
    ],
  };
}

function serviceLevel(request: OidcAuthorizeRequest): TreatmentItem {
  const topic = 'service-level';
  const [used, ...others] = contextsOf(request).levels;
  if (used === undefined) {
    return { topic, values: [], because: 'acr_values name no service level, so the request is refused.' };
  }
  const chosen =
    others.length === 0
      ? 'The request names it'
      : 'Of the service levels in the request it is the first in the order of Login.gov';
  return { topic, values: [used], because: `${chosen}: ${meaningOf(used)}.` };
}

function meaningOf(level: string): string {
  if (FACIAL_MATCH_VALUES.includes(level)) return 'identity verification with a facial match';
  if (PROOFING_VALUES.includes(level)) return 'identity verification';
  return level === IALMAX
    ? 'the verified identity of users who have one, else sign-in alone'
    : 'sign-in alone';
}

/** AAL1 is not among the values that Login.gov knows, so it never counts. */
const authenticationLevels = (asked: readonly string[]) =>
  AALS_BY_PRIORITY.filter((level) => level !== AAL1 && asked.includes(level));

function authenticationLevel(request: OidcAuthorizeRequest, { portal }: RuleContext): TreatmentItem {
  const topic = 'authentication-level';
  const { asked, levels } = contextsOf(request);
  const service = levels[0];
  const proofing =
    service !== undefined && !isAuthOnly(service) ? ' The service level needs AAL2 in any case.' : '';
  const [used, ...others] = authenticationLevels(asked);
  if (used !== undefined) {
    const because =
      others.length === 0
        ? 'The request names it.'
        : 'Of the authentication levels in the request it is the first in the order of Login.gov.';
    return { topic, values: [used], because: `${because}${proofing}` };
  }
  const unnamed = 'The request names no authentication level';
  return registeredLevel(unnamed, portal, proofing);
}

function ignoredContexts(request: OidcAuthorizeRequest): TreatmentItem[] {
  const topic = 'ignored-contexts';
  const { asked, known, levels } = contextsOf(request);
  const used = [levels[0], authenticationLevels(asked)[0]];
  const unknown = asked.filter((value) => !known.includes(value)).slice(0, MAX_IGNORED);
  const outranked = known.filter((value) => !used.includes(value));
  const items: TreatmentItem[] = [];
  if (unknown.length > 0) {
    const because = 'Login.gov knows none of them; values are compared letter by letter.';
    const meant = unknown.map((value) => likelyIntended(value) ?? null);
    items.push({ topic, values: unknown, because, meant });
  }
  if (outranked.length > 0) {
    const because =
      'Login.gov accepts them, but goes by one service level and one authentication level alone, by its own order.';
    items.push({ topic, values: outranked, because });
  }
  return items;
}

const scopesOf = (request: OidcAuthorizeRequest) => [...new Set(valuesOf(request, 'scope'))];

function isGranted(scope: string, proofing: boolean): boolean {
  return VALID_SCOPES.includes(scope) && (proofing || !PROOFED_SCOPES.includes(scope));
}

function attributes(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem {
  const topic = 'attributes';
  const scopes = scopesOf(request);
  const proofing = isProofing(request, context);
  const depends = proofing === undefined && scopes.some((scope) => PROOFED_SCOPES.includes(scope));
  const granted = scopes.filter((scope) => isGranted(scope, proofing === true));
  const values = [...new Set(granted.flatMap((scope) => CLAIMS_BY_SCOPE.get(scope) ?? []))];
  const because = depends
    ? 'The request names no service level, so the one registered in the portal decides which scopes count.'
    : granted.length === 0
      ? 'No scope of the request is one that Login.gov grants, so the request is refused.'
      : `${granted.length === 1 ? 'The scope' : 'The scopes'} ${granted.join(', ')} ${granted.length === 1 ? 'counts' : 'count'}; sub, iss, ial and aal come in any case.`;
  return { topic, values, because, ...(depends && { dependsOnPortal: true }) };
}

function ignoredScopes(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem[] {
  const topic = 'ignored-attributes';
  const scopes = scopesOf(request);
  const proofing = isProofing(request, context);
  const unknown = scopes.filter((scope) => !VALID_SCOPES.includes(scope)).slice(0, MAX_IGNORED);
  const proofed = proofing === false ? scopes.filter((scope) => PROOFED_SCOPES.includes(scope)) : [];
  const refused = context.deployment.unauthorized_scope_enabled && proofing === false;
  const so = refused ? ', and this deployment refuses the request for that' : '';
  const items: TreatmentItem[] = [];
  if (unknown.length > 0) {
    const because = `Login.gov knows no such scope; values are compared letter by letter${so}.`;
    const meant = unknown.map((scope) => likelyScope(scope) ?? null);
    items.push({ topic, values: unknown, because, meant });
  }
  if (proofed.length > 0) {
    const because = `Login.gov grants them only with identity verification${so}.`;
    items.push({ topic, values: proofed, because });
  }
  // With a service level that needs proofing, such an application is refused altogether; with IALMAX it is not.
  const isAccepted = proofing === false || contextsOf(request).levels[0] === IALMAX;
  const withoutTime = isAccepted && context.portal.ial !== undefined && (context.portal.ial ?? 0) < 2;
  if (withoutTime && scopes.includes('profile:verified_at')) {
    const because = `verified_at comes back empty, for the application is not registered for identity verification${so}.`;
    items.push({ topic, values: ['profile:verified_at'], because });
  }
  return items;
}

function ignoredParameters(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem[] {
  const topic = 'ignored-parameters';
  const { parameters } = request;
  const names = new Set(parameters.map(({ name }) => name));
  const unread = [...names].filter((name) => !AUTHORIZE_PARAMETERS.includes(name)).slice(0, MAX_IGNORED);
  const items: TreatmentItem[] = [];
  if (unread.length > 0) items.push({ topic, values: unread, because: 'Login.gov does not read them.' });
  const isSent = (name: string) => parameter(parameters, name) !== undefined;
  if (isSent('code_challenge_method') && !isSent('code_challenge')) {
    const because = 'It says how code_challenge was made, and there is none.';
    items.push({ topic, values: ['code_challenge_method'], because });
  }
  if (isSent('verified_within') && context.portal.verified_within_allowed !== true) {
    const because = 'It counts only for applications that Login.gov has put on a list.';
    items.push({ topic, values: ['verified_within'], because, ...unlessKnown(context) });
  }
  return items;
}

/** A field that is missing in a portal configuration means: not on the list. */
function unlessKnown({ portalGiven, portalRemark }: RuleContext): Pick<TreatmentItem, 'dependsOnPortal'> {
  return portalGiven && portalRemark === undefined ? {} : { dependsOnPortal: true };
}

function prompt(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem {
  const topic = 'prompt';
  const { portal } = context;
  const value = parameter(request.parameters, 'prompt');
  if (value === undefined || value === 'select_account') {
    const default_ = value === undefined ? 'The request names none, so this is taken. ' : '';
    const because = `${default_}A user who is signed in already may go on with that account.`;
    return { topic, values: ['select_account'], because };
  }
  if (value === 'login') {
    const { allow_prompt_login: allowed } = portal;
    if (allowed === false) {
      const because = 'The application is not registered for prompt=login, so the request is refused.';
      return { topic, values: [], because };
    }
    const because =
      allowed === true
        ? 'A user who is signed in already signs in again.'
        : 'A user who is signed in already signs in again; refused unless the application is registered for it.';
    return { topic, values: [value], because, ...(allowed === undefined && { dependsOnPortal: true }) };
  }
  if (value === 'create') {
    if (portal.create_prompt_allowed === true) {
      return { topic, values: [value], because: 'The user comes to the page to create an account.' };
    }
    const depends = unlessKnown(context);
    const because =
      depends.dependsOnPortal === true
        ? 'The user comes to the page to create an account; refused unless Login.gov has put the application on a list.'
        : 'The application is not on the list of those that may send prompt=create, so the request is refused.';
    return { topic, values: depends.dependsOnPortal === true ? [value] : [], because, ...depends };
  }
  return { topic, values: [], because: 'Login.gov takes no such value, so the request is refused.' };
}

function responseUrl(request: OidcAuthorizeRequest, { portal }: RuleContext): TreatmentItem {
  const topic = 'response-url';
  const uri = parameter(request.parameters, 'redirect_uri');
  if (uri === undefined || isBlank(uri)) {
    const because = 'The request names no redirect_uri, so Login.gov shows an error page of its own.';
    return { topic, values: [], because };
  }
  const place = uri.includes('#') ? 'in the query, before the fragment' : 'in the query';
  const how = `code and state, or error and error_description, come ${place}`;
  if (portal.redirect_uris === undefined) {
    const because = `${how}, provided that the URI is registered in the portal.`;
    return { topic, values: [uri], because, dependsOnPortal: true };
  }
  if (findRegistered(uri, portal.redirect_uris) !== 'match') {
    const because = 'The URI is not registered in the portal, so Login.gov shows an error page of its own.';
    return { topic, values: [], because };
  }
  return { topic, values: [uri], because: `It is registered in the portal; ${how}.` };
}
