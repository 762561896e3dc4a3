import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import {
  AALS_BY_PRIORITY,
  DUO,
  FACIAL_MATCH_VALUES,
  IALMAX,
  IALS_BY_PRIORITY,
  likelyIntended,
  PROOFING_VALUES,
  VALID_AUTHN_CONTEXTS,
} from '../login-gov/acr-values.ts';
import { CLAIMS_BY_SCOPE, likelyScope, PROOFED_SCOPES, VALID_SCOPES } from '../login-gov/scopes.ts';
import type { OidcAuthorizeRequest, Treatment, TreatmentItem } from '../model/index.ts';
import { isProofing, valuesOf } from '../rules/oidc-request.ts';
import type { RuleContext } from '../rules/rule.ts';

/** Values of one kind beyond this number get no suggestion. */
const MAX_GUESSES = 20;
/** Parameters that Login.gov reads; it looks at no others. */
const READ = [
  'acr_values',
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'locale',
  'nonce',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'verified_within',
];

/** Effective service level and AAL, scopes, ignored values and parameters of an OIDC authorize request. */
export function treatOidcRequest(request: OidcAuthorizeRequest, context: RuleContext): Treatment {
  const contexts = [...new Set(valuesOf(request, 'acr_values'))];
  const items = [
    serviceLevel(contexts),
    authenticationLevel(contexts, context),
    ignoredContexts(contexts),
    attributes(request, context),
    ignoredScopes(request, context),
    ignoredParameters(request),
    prompt(request),
    responseUrl(request),
  ];
  return { hop: request.hop, items: items.filter((item) => item !== undefined) };
}

function serviceLevel(contexts: readonly string[]): TreatmentItem {
  const topic = 'service-level';
  const [used, ...others] = IALS_BY_PRIORITY.filter((level) => contexts.includes(level));
  if (used === undefined) {
    return { topic, values: [], because: 'acr_values name no service level, so the request is refused.' };
  }
  const what = FACIAL_MATCH_VALUES.includes(used)
    ? 'identity verification with a facial match'
    : PROOFING_VALUES.includes(used)
      ? 'identity verification'
      : used === IALMAX
        ? 'identity verification for users who have it, else authentication only'
        : 'authentication only';
  const first = others.length === 0 ? '' : ' It comes first in the order of precedence.';
  return { topic, values: [used], because: `It means ${what}.${first}` };
}

function authenticationLevel(contexts: readonly string[], { portal }: RuleContext): TreatmentItem {
  const topic = 'authentication-level';
  const [used, ...others] = AALS_BY_PRIORITY.filter(
    (level) => contexts.includes(level) && VALID_AUTHN_CONTEXTS.has(level),
  );
  if (used !== undefined) {
    const first = others.length === 0 ? '' : ' It comes first in the order of precedence.';
    return { topic, values: [used], because: `The request asks for it.${first}` };
  }
  const proofing = contexts.some((value) => PROOFING_VALUES.includes(value) || value === IALMAX);
  const level = portal.default_aal ?? undefined;
  if (level !== undefined && level >= 2) {
    return {
      topic,
      values: [`http://idmanagement.gov/ns/assurance/aal/${level}`],
      because: `acr_values name none; default_aal of the portal configuration is ${level}.`,
    };
  }
  return {
    topic,
    values: proofing ? ['http://idmanagement.gov/ns/assurance/aal/2'] : [DUO],
    because: proofing
      ? 'acr_values name none; identity verification asks for AAL2.'
      : 'acr_values name none; two factors are the least, and a device may be remembered.',
    ...(!proofing && portal.default_aal === undefined && { dependsOnPortal: true as const }),
  };
}

function ignoredContexts(contexts: readonly string[]): TreatmentItem | undefined {
  const used = [IALS_BY_PRIORITY, AALS_BY_PRIORITY.filter((level) => VALID_AUTHN_CONTEXTS.has(level))].map(
    (order) => order.find((level) => contexts.includes(level)),
  );
  const ignored = contexts.filter((value) => !used.includes(value));
  if (ignored.length === 0) return undefined;
  return {
    topic: 'ignored-contexts',
    values: ignored,
    because: 'Login.gov does not know the value, or another one goes before it.',
    meant: ignored.map((value, index) =>
      VALID_AUTHN_CONTEXTS.has(value) || index >= MAX_GUESSES ? null : (likelyIntended(value) ?? null),
    ),
  };
}

function isGranted(scope: string, request: OidcAuthorizeRequest, context: RuleContext): boolean {
  return VALID_SCOPES.includes(scope) && (isProofing(request, context) || !PROOFED_SCOPES.includes(scope));
}

function attributes(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem {
  const granted = [...new Set(valuesOf(request, 'scope'))].filter((scope) =>
    isGranted(scope, request, context),
  );
  const claims = new Set(granted.flatMap((scope) => CLAIMS_BY_SCOPE.get(scope) ?? []));
  return {
    topic: 'attributes',
    values: [...claims],
    because:
      granted.length === 0
        ? 'No scope of the request is granted, so the request is refused.'
        : `These claims come of scope ${granted.join(' ')}, as far as the user has them and agrees.`,
  };
}

function ignoredScopes(request: OidcAuthorizeRequest, context: RuleContext): TreatmentItem | undefined {
  const ignored = [...new Set(valuesOf(request, 'scope'))].filter(
    (scope) => !isGranted(scope, request, context),
  );
  if (ignored.length === 0) return undefined;
  return {
    topic: 'ignored-attributes',
    values: ignored,
    because: ignored.every((scope) => VALID_SCOPES.includes(scope))
      ? 'These scopes are granted only with identity verification.'
      : 'Login.gov does not know the scope, or grants it only with identity verification.',
    meant: ignored.map((scope, index) =>
      VALID_SCOPES.includes(scope) || index >= MAX_GUESSES ? null : (likelyScope(scope) ?? null),
    ),
  };
}

function ignoredParameters({ parameters }: OidcAuthorizeRequest): TreatmentItem | undefined {
  const ignored = [...new Set(parameters.map(({ name }) => name))].filter((name) => !READ.includes(name));
  if (ignored.length === 0) return undefined;
  return { topic: 'ignored-parameters', values: ignored, because: 'Login.gov does not read them.' };
}

const PROMPTS: Readonly<Record<string, string>> = {
  select_account: 'A user who is signed in already chooses whether to go on with that account.',
  login: 'The user signs in again, if the application is allowed to ask for it.',
  create: 'The user is led to registration, if the application is allowed to ask for it.',
};

function prompt(request: OidcAuthorizeRequest): TreatmentItem {
  const sent = parameter(request.parameters, 'prompt');
  const value = sent ?? 'select_account';
  const effect = Object.hasOwn(PROMPTS, value) ? PROMPTS[value] : undefined;
  if (effect === undefined) {
    return {
      topic: 'prompt',
      values: [],
      because: 'The value is none that Login.gov takes; the request is refused.',
    };
  }
  return {
    topic: 'prompt',
    values: [value],
    because: sent === undefined ? `Taken, for the request names none. ${effect}` : effect,
  };
}

function responseUrl(request: OidcAuthorizeRequest): TreatmentItem {
  const uri = parameter(request.parameters, 'redirect_uri');
  if (uri === undefined || isBlank(uri)) {
    return {
      topic: 'response-url',
      values: [],
      because: 'Without redirect_uri Login.gov shows its own error page.',
    };
  }
  return {
    topic: 'response-url',
    values: [uri],
    because: 'code and state, or error and error_description, come in the query, if the URI is registered.',
  };
}
