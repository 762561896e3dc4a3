import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import {
  AAL1,
  AUTH_ONLY,
  IAL2_STRICT,
  likelyIntended,
  VALID_AUTHN_CONTEXTS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { corrected, MAX_GUESSES, violation } from './acr-values-parts.ts';
import { contextsOf, on } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about values of acr_values in an OIDC authorize request that Login.gov lacks or does not know. */

const SERVICE_LEVEL_FIX = `Send a service level in acr_values: ${AUTH_ONLY} to sign in only, or ${VERIFIED} for identity proofing.`;

export const acrValuesRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-acr-values-missing',
    severity: 'error',
    title: 'acr_values missing',
    docs: [DOCS.oidcNoAcrValues, DOCS.oidcAcrValues],
    on,
    check: (request) => {
      if (!isBlank(parameter(request.parameters, 'acr_values'))) return undefined;
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
      const { asked, known } = contextsOf(request);
      if (known.length > 0 || isBlank(parameter(request.parameters, 'acr_values'))) return undefined;
      return violation(
        request,
        {
          summary: `Login.gov knows none of ${quoted(asked)} and sends the user back with error=invalid_request. Its documentation speaks of a missing AAL, but any known value would do here.`,
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
      if (contextsOf(request).known.length === 0 || contextsOf(request).levels.length > 0) return undefined;
      return violation(
        request,
        {
          summary: `${quoted(contextsOf(request).known)} says how the user authenticates, but no value says which service level is wanted; Login.gov refuses the request.`,
          fix: SERVICE_LEVEL_FIX,
        },
        {
          expected: 'a service level beside it',
          values: [{ label: 'acr_values', value: [AUTH_ONLY, ...contextsOf(request).known].join(' ') }],
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
      const unknown = contextsOf(request).asked.filter((token) => !VALID_AUTHN_CONTEXTS.has(token));
      if (unknown.length === 0 || contextsOf(request).known.length === 0) return undefined;
      const meant = unknown
        .slice(0, MAX_GUESSES)
        .map((token) => likelyIntended(token))
        .filter((value) => value !== undefined);
      const guess = meant.length === 0 ? '' : ` Probably meant: ${quoted(meant)}.`;
      return violation(
        request,
        {
          summary: `Login.gov ignores ${quoted(unknown)} without an error and goes by ${quoted(contextsOf(request).known)}; its documentation asks for listed values and no others.${guess}`,
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
      if (!contextsOf(request).asked.includes(AAL1)) return undefined;
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
      if (!contextsOf(request).asked.includes(IAL2_STRICT) || contextsOf(request).levels.length > 0)
        return undefined;
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
];
