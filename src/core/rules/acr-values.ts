import { parameter } from '../decode/parameters.ts';
import {
  AAL1,
  AALS_BY_PRIORITY,
  AUTH_ONLY,
  DEPRECATED_REPLACEMENTS,
  FACIAL_MATCH_VALUES,
  IAL2_STRICT,
  IALMAX,
  IALS_BY_PRIORITY,
  likelyIntended,
  PROOFING_VALUES,
  UNDOCUMENTED_REPLACEMENTS,
  VALID_AUTHN_CONTEXTS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { FixValue, OidcAuthorizeRequest } from '../model/index.ts';
import { clip, messageRule, quoted, type Rule, type Violation } from './rule.ts';

/** Rules about the acr_values parameter of an OIDC authorize request. */

const on = 'oidc-authorize-request';

/** Values beyond this number are not read; each unknown one costs a comparison with all documented ones. */
const MAX_VALUES = 100;

/** Login.gov splits at ASCII white space only: a no-break space out of a web page is part of a value. */
const SEPARATOR = /[\t\n\v\f\r ]+/;
/** Misspelt values beyond this number get no suggestion. */
const MAX_GUESSES = 20;

/** Values as Login.gov splits them, each once, in order. */
function tokens(request: OidcAuthorizeRequest): string[] {
  const value = parameter(request.parameters, 'acr_values') ?? '';
  return [...new Set(value.split(SEPARATOR).filter((token) => token !== ''))].slice(0, MAX_VALUES);
}

function valid(request: OidcAuthorizeRequest): string[] {
  return tokens(request).filter((token) => VALID_AUTHN_CONTEXTS.has(token));
}

/** Service levels in the request, the one that Login.gov uses first. */
function serviceLevels(request: OidcAuthorizeRequest): string[] {
  const asked = tokens(request);
  return IALS_BY_PRIORITY.filter((level) => asked.includes(level));
}

/** Authorization is checked against the greatest level in byte order, not against the one that is used. */
function checkedLevel(request: OidcAuthorizeRequest): string | undefined {
  return serviceLevels(request).toSorted().at(-1);
}

function violation(
  request: OidcAuthorizeRequest,
  texts: Pick<Violation, 'summary' | 'fix'>,
  more: { actual?: string; expected?: string; values?: readonly FixValue[] } = {},
): Violation {
  const { values, ...evidence } = more;
  const actual = evidence.actual ?? parameter(request.parameters, 'acr_values');
  return {
    ...texts,
    ...(values !== undefined && values.length > 0 && { values }),
    evidence: [
      {
        hop: request.hop,
        at: { part: 'query', name: 'acr_values' },
        ...(actual !== undefined && { actual }),
        ...(evidence.expected !== undefined && { expected: evidence.expected }),
      },
    ],
  };
}

/** acr_values with some values replaced; a replacement of undefined drops the value. */
function corrected(
  request: OidcAuthorizeRequest,
  replace: (token: string) => string | undefined,
): FixValue[] {
  const value = [...new Set(tokens(request).slice(0, MAX_GUESSES).map(replace))]
    .filter((token) => token !== undefined)
    .join(' ');
  return value === '' ? [] : [{ label: 'acr_values', value }];
}

const SERVICE_LEVEL_FIX = `Send a service level in acr_values: ${AUTH_ONLY} to sign in only, or ${VERIFIED} for identity proofing.`;

export const acrValuesRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-acr-values-missing',
    severity: 'error',
    title: 'acr_values missing',
    docs: [DOCS.oidcNoAcrValues, DOCS.oidcAcrValues],
    on,
    check: (request) => {
      if (tokens(request).length > 0) return undefined;
      const summary =
        'The request has no acr_values, so Login.gov sends the user back with error=invalid_request.';
      return violation(
        request,
        { summary, fix: SERVICE_LEVEL_FIX },
        { expected: 'a service level', values: [{ label: 'acr_values', value: AUTH_ONLY }] },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-none-recognised',
    severity: 'error',
    title: 'No recognised acr_values',
    docs: [DOCS.oidcNoAcrValues, DOCS.oidcAcrValues],
    on,
    check: (request) => {
      const asked = tokens(request);
      if (asked.length === 0 || valid(request).length > 0) return undefined;
      return violation(
        request,
        {
          summary: `Login.gov knows none of ${quoted(asked)} and sends the user back with error=invalid_request.`,
          fix: `Replace the value by one that the documentation lists. ${SERVICE_LEVEL_FIX}`,
        },
        { expected: 'documented values', values: corrected(request, likelyIntended) },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-missing-ial',
    severity: 'error',
    title: 'No IAL / service level in acr_values',
    docs: [DOCS.oidcMissingIal, DOCS.oidcServiceLevel],
    on,
    check: (request) => {
      if (valid(request).length === 0 || serviceLevels(request).length > 0) return undefined;
      return violation(
        request,
        {
          summary: `${quoted(valid(request))} says how the user authenticates, but no value says which service level is wanted; Login.gov refuses the request.`,
          fix: SERVICE_LEVEL_FIX,
        },
        {
          expected: 'a service level beside it',
          values: [{ label: 'acr_values', value: [AUTH_ONLY, ...valid(request)].join(' ') }],
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-unknown-value',
    severity: 'warning',
    title: 'Unknown acr value next to valid ones',
    docs: [DOCS.oidcAcrValues],
    on,
    check: (request) => {
      const unknown = tokens(request).filter((token) => !VALID_AUTHN_CONTEXTS.has(token));
      if (unknown.length === 0 || valid(request).length === 0) return undefined;
      const meant = unknown
        .slice(0, MAX_GUESSES)
        .map((token) => likelyIntended(token))
        .filter((value) => value !== undefined);
      const guess = meant.length === 0 ? '' : ` Probably meant: ${quoted(meant)}.`;
      return violation(
        request,
        {
          summary: `Login.gov ignores ${quoted(unknown)} without an error and goes by ${quoted(valid(request))}.${guess}`,
          fix: 'Correct the value or take it out; values are compared letter by letter.',
        },
        {
          actual: unknown.join(' '),
          ...(meant.length > 0 && { expected: meant.join(' ') }),
          values: corrected(request, (token) => (unknown.includes(token) ? likelyIntended(token) : token)),
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-aal1',
    severity: 'warning',
    title: 'AAL1 requested',
    docs: [DOCS.oidcAalValues],
    on,
    check: (request) => {
      if (!tokens(request).includes(AAL1)) return undefined;
      return violation(
        request,
        {
          summary:
            'Login.gov does not offer AAL1 and ignores the value; every sign-in uses at least two factors.',
          fix: 'Take the value out of acr_values.',
        },
        { actual: AAL1, values: corrected(request, (token) => (token === AAL1 ? undefined : token)) },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-ial2-strict',
    severity: 'error',
    title: 'ial/2?strict=true used as the only IAL',
    docs: [DOCS.oidcMissingIal, DOCS.oidcServiceLevel],
    refines: 'oidc-acr-values-missing-ial',
    on,
    check: (request) => {
      if (!tokens(request).includes(IAL2_STRICT) || serviceLevels(request).length > 0) return undefined;
      return violation(
        request,
        {
          summary: `Login.gov's discovery document lists "${IAL2_STRICT}", but no part of it treats the value as a service level; the request is refused.`,
          fix: `Send ${VERIFIED} for identity proofing.`,
        },
        {
          actual: IAL2_STRICT,
          expected: VERIFIED,
          values: corrected(request, (token) => (token === IAL2_STRICT ? VERIFIED : token)),
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-deprecated',
    severity: 'warning',
    title: 'Deprecated service-level value',
    docs: [DOCS.oidcDeprecatedValues],
    on,
    check: (request) => {
      const deprecated = tokens(request).filter((token) => DEPRECATED_REPLACEMENTS.has(token));
      if (deprecated.length === 0) return undefined;
      return violation(
        request,
        {
          summary: `${quoted(deprecated)} still works but is deprecated.`,
          fix: `Use ${quoted(deprecated.map((token) => DEPRECATED_REPLACEMENTS.get(token) ?? token))} instead.`,
        },
        {
          actual: deprecated.join(' '),
          expected: deprecated.map((token) => DEPRECATED_REPLACEMENTS.get(token) ?? token).join(' '),
          values: corrected(request, (token) => DEPRECATED_REPLACEMENTS.get(token) ?? token),
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-undocumented',
    severity: 'warning',
    title: 'Accepted but undocumented acr value',
    docs: [DOCS.oidcAcrValues],
    on,
    check: (request) => {
      const undocumented = tokens(request).filter((token) => UNDOCUMENTED_REPLACEMENTS.has(token));
      if (undocumented.length === 0) return undefined;
      const replacement = (token: string) =>
        UNDOCUMENTED_REPLACEMENTS.has(token) ? (UNDOCUMENTED_REPLACEMENTS.get(token) ?? token) : token;
      return violation(
        request,
        {
          summary: `${quoted(undocumented)} is accepted today, but no page of the documentation promises it.`,
          fix: 'Use a documented value.',
        },
        {
          actual: undocumented.join(' '),
          values: undocumented.some((token) => replacement(token) !== token)
            ? corrected(request, replacement)
            : [],
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-multiple-ial',
    severity: 'warning',
    title: 'More than one IAL value',
    docs: [DOCS.oidcServiceLevel],
    on,
    check: (request) => {
      const [used, ...ignored] = serviceLevels(request);
      if (used === undefined || ignored.length === 0) return undefined;
      const checked = checkedLevel(request);
      const quirk =
        checked === used
          ? ''
          : ` Whether the application may ask for it is checked against "${checked}", however: Login.gov takes the last in alphabetical order there.`;
      return violation(
        request,
        {
          summary: `Of the service levels Login.gov uses "${used}" and ignores ${quoted(ignored)}.${quirk}`,
          fix: 'Send exactly one service level.',
        },
        {
          actual: [used, ...ignored].join(' '),
          expected: 'one service level',
          values: corrected(request, (token) => (ignored.includes(token) ? undefined : token)),
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-multiple-aal',
    severity: 'warning',
    title: 'More than one AAL value',
    docs: [DOCS.oidcAalValues],
    on,
    check: (request) => {
      const asked = tokens(request);
      const [used, ...ignored] = AALS_BY_PRIORITY.filter((level) => asked.includes(level));
      if (used === undefined || ignored.length === 0) return undefined;
      return violation(
        request,
        {
          summary: `Of the authentication levels Login.gov uses "${used}" and ignores ${quoted(ignored)}.`,
          fix: 'Send at most one authentication level.',
        },
        {
          actual: [used, ...ignored].join(' '),
          expected: 'one authentication level',
          values: corrected(request, (token) => (ignored.includes(token) ? undefined : token)),
        },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-ial-not-authorized',
    severity: 'error',
    title: 'Identity proofing requested by an auth-only SP',
    docs: [DOCS.oidcMissingAcrValues, DOCS.oidcServiceLevel],
    needs: ['ial'],
    on,
    check: (request, { portal }) => {
      const level = checkedLevel(request);
      if (level === undefined || !PROOFING_VALUES.includes(level) || (portal.ial ?? 0) >= 2) return undefined;
      return violation(
        request,
        {
          summary: `"${level}" asks for identity proofing, but the application is registered for authentication only (ial ${portal.ial ?? 'not set'}).`,
          fix: `Set the level of service to identity verification in the portal, or send ${AUTH_ONLY}.`,
        },
        { actual: level, expected: AUTH_ONLY },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-ialmax-not-allowed',
    severity: 'error',
    title: 'IALMAX requested without allow-listing',
    docs: [DOCS.oidcMissingAcrValues],
    needs: [],
    on,
    check: (request, { portal }) => {
      if (checkedLevel(request) !== IALMAX || portal.ialmax_allowed === true) return undefined;
      return violation(
        request,
        {
          summary: `"${IALMAX}" works only for applications that Login.gov has put on a list, and this one is not on it.`,
          fix: `Send ${AUTH_ONLY} or ${VERIFIED}.`,
        },
        { actual: IALMAX },
      );
    },
  }),
  messageRule({
    id: 'oidc-acr-values-facial-match-unavailable',
    severity: 'error',
    title: 'Facial match requested where not enabled',
    docs: [DOCS.oidcServiceLevel, DOCS.oidcMissingAcrValues],
    needs: [],
    flag: 'facial_match_general_availability_enabled',
    on,
    check: (request, { deployment }) => {
      const asked = tokens(request).filter((token) => FACIAL_MATCH_VALUES.includes(token));
      if (asked.length === 0 || deployment.facial_match_general_availability_enabled) return undefined;
      return violation(
        request,
        {
          summary: `Facial match is switched off in this deployment of Login.gov, so ${quoted(asked)} is refused.`,
          fix: `Send ${VERIFIED}, or ask Login.gov to enable facial match.`,
        },
        { actual: clip(asked.join(' ')), expected: VERIFIED },
      );
    },
  }),
];
