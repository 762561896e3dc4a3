import {
  AALS_BY_PRIORITY,
  AUTH_ONLY,
  DEPRECATED_REPLACEMENTS,
  FACIAL_MATCH_VALUES,
  IALMAX,
  PROOFING_VALUES,
  UNDOCUMENTED_REPLACEMENTS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { corrected, violation } from './acr-values-parts.ts';
import { contextsOf, on } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about the levels that acr_values of an OIDC authorize request name, and who may ask for them. */

export const acrLevelsRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-acr-values-deprecated',
    severity: 'warning',
    title: 'Deprecated service-level value',
    docs: [DOCS.oidcDeprecatedValues],
    on,
    check: (request) => {
      const deprecated = contextsOf(request).asked.filter((token) => DEPRECATED_REPLACEMENTS.has(token));
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
      const undocumented = contextsOf(request).asked.filter((token) => UNDOCUMENTED_REPLACEMENTS.has(token));
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
      const [used, ...ignored] = contextsOf(request).levels;
      if (used === undefined || ignored.length === 0) return undefined;
      const checked = contextsOf(request).checked;
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
      const asked = contextsOf(request).asked;
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
      const level = contextsOf(request).checked;
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
      if (contextsOf(request).checked !== IALMAX || portal.ialmax_allowed === true) return undefined;
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
      const asked = contextsOf(request).asked.filter((token) => FACIAL_MATCH_VALUES.includes(token));
      if (asked.length === 0 || deployment.facial_match_general_availability_enabled) return undefined;
      return violation(
        request,
        {
          summary: `The documentation lists ${quoted(asked)}, but this deployment of Login.gov has facial_match_general_availability_enabled off and refuses it.`,
          fix: `Send ${VERIFIED}, or ask Login.gov to enable facial match.`,
        },
        { actual: asked.join(' '), expected: VERIFIED },
      );
    },
  }),
];
