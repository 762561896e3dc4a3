import {
  AAL1,
  AUTH_ONLY,
  DEPRECATED_REPLACEMENTS,
  DUO,
  IAL2_STRICT,
  IALS_BY_PRIORITY,
  likelyIntended,
  UNDOCUMENTED_REPLACEMENTS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { asElement, classRefRule, MAX_GUESSES, SERVICE_LEVEL_FIX } from './class-refs.ts';
import { quoted, type Rule } from './rule.ts';

const AAL_PREFIX = 'http://idmanagement.gov/ns/assurance/aal';

/** Rules for requests that Login.gov accepts, but not as they read. */
export const authnContextSurpriseRules: readonly Rule[] = [
  classRefRule({
    id: 'saml-authn-context-partially-unrecognized',
    severity: 'warning',
    title: 'Unknown class ref next to valid ones',
    docs: [DOCS.samlUnauthorizedContext],
    find: ({ contexts, accepted, isValid }) => {
      if (accepted.length === 0) return undefined;
      const unknown = contexts.filter((ref) => !isValid(ref));
      if (unknown.length === 0) return undefined;
      const meant = unknown
        .slice(0, MAX_GUESSES)
        .map(likelyIntended)
        .filter((value) => value !== undefined);
      return {
        summary: `Login.gov ignores ${quoted(unknown)} without an error and goes by ${quoted(accepted)}; its documentation asks for listed values and no others.`,
        fix: 'Correct the value or take it out; values are compared letter by letter.',
        actual: unknown.join(' '),
        ...(meant.length > 0 && { expected: meant.join(' '), values: meant.map(asElement) }),
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-aal1',
    severity: 'warning',
    title: 'AAL1 URI requested',
    docs: [DOCS.samlAalValues],
    find: ({ all }) => {
      if (!all.includes(AAL1)) return undefined;
      return {
        summary:
          'Login.gov does not offer AAL1, whatever the Comparison; beside a valid value it is only repeated in the response.',
        fix: 'Take the AuthnContextClassRef out.',
        actual: AAL1,
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-missing',
    severity: 'warning',
    title: 'No AuthnContextClassRef',
    docs: [DOCS.samlServiceLevel],
    find: ({ all }) => {
      if (all.length > 0) return undefined;
      return {
        summary:
          'The request names no authentication context. Login.gov uses the level registered in the portal; its documentation asks for one in the request.',
        fix: SERVICE_LEVEL_FIX,
        expected: 'a service level',
        values: [asElement(AUTH_ONLY)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-no-ial',
    severity: 'warning',
    title: 'No IAL class ref',
    docs: [DOCS.samlServiceLevel],
    find: ({ all }) => {
      if (all.length === 0 || all.some((ref) => IALS_BY_PRIORITY.includes(ref))) return undefined;
      return {
        summary: 'No class reference names a service level, so the one registered in the portal is used.',
        fix: SERVICE_LEVEL_FIX,
        actual: all.join(' '),
        expected: 'a service level beside it',
        values: [asElement(AUTH_ONLY)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-ial2-strict',
    severity: 'warning',
    title: 'ial/2?strict=true requested',
    docs: [DOCS.samlServiceLevel],
    find: ({ all }) => {
      if (!all.includes(IAL2_STRICT)) return undefined;
      return {
        summary: `Login.gov accepts "${IAL2_STRICT}" but treats it as no service level at all: the one registered in the portal is used.`,
        fix: `Send ${VERIFIED} for identity proofing.`,
        actual: IAL2_STRICT,
        expected: VERIFIED,
        values: [asElement(VERIFIED)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-deprecated',
    severity: 'warning',
    title: 'Deprecated service-level value',
    docs: [DOCS.samlDeprecatedValues],
    find: ({ all }) => {
      const deprecated = all.filter((ref) => DEPRECATED_REPLACEMENTS.has(ref));
      if (deprecated.length === 0) return undefined;
      const replacements = deprecated.map((ref) => DEPRECATED_REPLACEMENTS.get(ref) ?? ref);
      return {
        summary: `${quoted(deprecated)} still works but is deprecated.`,
        fix: `Use ${quoted(replacements)} instead.`,
        actual: deprecated.join(' '),
        expected: replacements.join(' '),
        values: replacements.map(asElement),
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-undocumented',
    severity: 'warning',
    title: 'Accepted but undocumented value',
    docs: [DOCS.samlAalValues],
    find: ({ all }) => {
      const undocumented = all.filter((ref) => ref !== IAL2_STRICT && UNDOCUMENTED_REPLACEMENTS.has(ref));
      if (undocumented.length === 0) return undefined;
      const replacements = undocumented
        .map((ref) => UNDOCUMENTED_REPLACEMENTS.get(ref))
        .filter((value) => value !== undefined);
      return {
        summary: `${quoted(undocumented)} is accepted today, but no page of the documentation promises it.`,
        fix: 'Use a documented value.',
        actual: undocumented.join(' '),
        ...(replacements.length > 0 && { values: replacements.map(asElement) }),
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-multiple-ial',
    severity: 'warning',
    title: 'More than one IAL class ref',
    docs: [DOCS.samlServiceLevel],
    find: ({ all }) => {
      const [used, ...ignored] = IALS_BY_PRIORITY.filter((level) => all.includes(level));
      if (used === undefined || ignored.length === 0) return undefined;
      return {
        summary: `Of the service levels Login.gov uses "${used}" and ignores ${quoted(ignored)}, but the application must be allowed to ask for each.`,
        fix: 'Send exactly one service level.',
        actual: [used, ...ignored].join(' '),
        expected: 'one service level',
        values: [asElement(used)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-multiple-aal',
    severity: 'warning',
    title: 'More than one AAL class ref',
    docs: [DOCS.samlAalValues],
    find: ({ all }) => {
      const [used, ...ignored] = all.filter((ref) => ref.startsWith(AAL_PREFIX) || ref.includes(DUO));
      if (used === undefined || ignored.length === 0) return undefined;
      return {
        summary: `Of the authentication levels Login.gov uses the first in the document, "${used}", and ignores ${quoted(ignored)}, even a stricter one.`,
        fix: 'Send at most one authentication level.',
        actual: [used, ...ignored].join(' '),
        expected: 'one authentication level',
      };
    },
  }),
];
