import {
  AUTH_ONLY,
  FACIAL_MATCH_VALUES,
  IALMAX,
  likelyIntended,
  PASSWORD_CLASS_REFS,
  PROOFING_VALUES,
  VALID_AUTHN_CONTEXTS,
  VERIFIED,
} from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { asElement, classRefRule, isUnrecognised, MAX_GUESSES, SERVICE_LEVEL_FIX } from './class-refs.ts';
import { clip, quoted, type Rule } from './rule.ts';

const UNRECOGNISED = 'saml-authn-context-unrecognized';
/** A vector of trust (RFC 8485), e.g. `C1.P1`. */
const VECTOR_OF_TRUST = /^[A-Z][a-z0-9](?:\.[A-Z][a-z0-9])*$/;

/** Rules for requests that Login.gov refuses with "Unauthorized authentication context". */
export const authnContextRefusalRules: readonly Rule[] = [
  classRefRule({
    id: UNRECOGNISED,
    severity: 'error',
    title: 'No recognised AuthnContextClassRef',
    docs: [DOCS.samlUnauthorizedContext, DOCS.samlServiceLevel],
    find: (refs) => {
      if (!isUnrecognised(refs)) return undefined;
      const meant = refs.contexts
        .slice(0, MAX_GUESSES)
        .map(likelyIntended)
        .filter((value) => value !== undefined);
      return {
        summary: `Login.gov knows none of ${quoted(refs.contexts)} and answers "Unauthorized authentication context".`,
        fix: SERVICE_LEVEL_FIX,
        actual: refs.contexts.join(' '),
        ...(meant.length > 0 && { expected: meant.join(' '), values: meant.map(asElement) }),
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-whitespace',
    severity: 'error',
    title: 'Whitespace inside AuthnContextClassRef',
    docs: [DOCS.samlUnauthorizedContext],
    refines: UNRECOGNISED,
    find: (refs) => {
      if (!isUnrecognised(refs)) return undefined;
      const padded = refs.contexts.filter((ref) => ref.trim() !== ref && refs.isValid(ref.trim()));
      if (padded.length === 0) return undefined;
      return {
        summary: `${JSON.stringify(clip(padded[0] ?? ''))} has white space around it; Login.gov compares it untrimmed and refuses the request.`,
        fix: 'Write the value directly between the tags, without line breaks or indentation.',
        actual: JSON.stringify(padded[0]),
        expected: padded[0]?.trim() ?? '',
        values: padded.map((ref) => asElement(ref.trim())),
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-empty',
    severity: 'error',
    title: 'Empty AuthnContextClassRef',
    docs: [DOCS.samlUnauthorizedContext, DOCS.samlServiceLevel],
    refines: UNRECOGNISED,
    find: ({ contexts }) => {
      if (contexts.length === 0 || contexts.some((ref) => ref !== '')) return undefined;
      return {
        summary:
          'AuthnContextClassRef is there but empty, which Login.gov refuses; without the element it would not.',
        fix: SERVICE_LEVEL_FIX,
        actual: '',
        expected: AUTH_ONLY,
        values: [asElement(AUTH_ONLY)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-password-needs-step-up',
    severity: 'error',
    title: 'Password context without step-up comparison',
    docs: [DOCS.samlUnauthorizedContext],
    refines: UNRECOGNISED,
    find: ({ contexts, stepUp, comparison }) => {
      const password = contexts.filter((ref) => PASSWORD_CLASS_REFS.includes(ref));
      if (password.length === 0 || stepUp || contexts.some((ref) => VALID_AUTHN_CONTEXTS.has(ref)))
        return undefined;
      return {
        summary: `${quoted(password)} is accepted only with Comparison "minimum" or "better"; here it is "${comparison}".`,
        fix: `Replace it by ${AUTH_ONLY}, or set Comparison="minimum".`,
        at: 'AuthnRequest/RequestedAuthnContext/@Comparison',
        actual: comparison,
        expected: 'minimum or better',
        values: [asElement(AUTH_ONLY)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-vectors-of-trust',
    severity: 'error',
    title: 'Vector of trust as class ref',
    docs: [DOCS.samlUnauthorizedContext, DOCS.samlServiceLevel],
    refines: UNRECOGNISED,
    find: (refs) => {
      if (!isUnrecognised(refs)) return undefined;
      const vectors = refs.contexts.filter((ref) => VECTOR_OF_TRUST.test(ref));
      if (vectors.length === 0) return undefined;
      return {
        summary: `${quoted(vectors)} is a vector of trust, which Login.gov no longer understands.`,
        fix: SERVICE_LEVEL_FIX,
        actual: vectors.join(' '),
        expected: AUTH_ONLY,
        values: [asElement(AUTH_ONLY)],
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-ial-not-authorized',
    severity: 'error',
    title: 'Identity proofing requested by an auth-only SP',
    docs: [DOCS.samlUnauthorizedContext],
    needs: ['ial'],
    find: ({ contexts }, { portal }) => {
      const proofing = contexts.filter((ref) => PROOFING_VALUES.includes(ref));
      if (proofing.length === 0 || (portal.ial ?? 0) >= 2) return undefined;
      return {
        summary: `${quoted(proofing)} asks for identity proofing, but the application is registered for authentication only (ial ${portal.ial ?? 'not set'}).`,
        fix: `Set the level of service to identity verification in the portal, or send ${AUTH_ONLY}.`,
        actual: proofing.join(' '),
        expected: AUTH_ONLY,
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-ialmax-not-allowed',
    severity: 'error',
    title: 'IALMAX without allow-listing',
    docs: [DOCS.samlUnauthorizedContext],
    needs: [],
    find: ({ contexts }, { portal }) => {
      if (!contexts.includes(IALMAX) || portal.ialmax_allowed === true) return undefined;
      return {
        summary: `"${IALMAX}" works only for applications that Login.gov has put on a list, and this one is not on it.`,
        fix: `Send ${AUTH_ONLY} or ${VERIFIED}.`,
        actual: IALMAX,
      };
    },
  }),
  classRefRule({
    id: 'saml-authn-context-facial-match-unavailable',
    severity: 'error',
    title: 'Facial match where not enabled',
    docs: [DOCS.samlServiceLevel],
    needs: [],
    flag: 'facial_match_general_availability_enabled',
    find: ({ contexts }, { deployment }) => {
      const asked = contexts.filter((ref) => FACIAL_MATCH_VALUES.includes(ref));
      if (asked.length === 0 || deployment.facial_match_general_availability_enabled) return undefined;
      return {
        summary: `Facial match is switched off in this deployment of Login.gov, so ${quoted(asked)} is refused.`,
        fix: `Send ${VERIFIED}, or ask Login.gov to enable facial match.`,
        actual: asked.join(' '),
        expected: VERIFIED,
      };
    },
  }),
];
