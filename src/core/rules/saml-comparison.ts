import { IALMAX, VERIFIED } from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { isAuthOnly, requestedServiceLevel } from '../login-gov/saml-levels.ts';
import { authnRequestRule } from './authn-request.ts';
import { clip, type Rule } from './rule.ts';

/** Rules about the Comparison of RequestedAuthnContext (SAML 2.0 core, section 3.3.2.2.1). */

const at = 'RequestedAuthnContext/@Comparison';
const KNOWN: readonly string[] = ['exact', 'minimum', 'better', 'maximum'];
const EXACT = [{ label: 'Comparison', value: 'exact' }];

export const samlComparisonRules: readonly Rule[] = [
  authnRequestRule({
    id: 'saml-comparison-unknown',
    severity: 'warning',
    title: 'Unknown Comparison value',
    docs: [DOCS.samlUnauthorizedContext],
    find: ({ comparison }) => {
      if (comparison === undefined || KNOWN.includes(comparison)) return undefined;
      const meant = KNOWN.find((value) => value === comparison.slice(0, 20).trim().toLowerCase()) ?? 'exact';
      return {
        summary: `"${clip(comparison)}" is no Comparison of SAML 2.0, which compares letter by letter; Login.gov treats it as "exact".`,
        fix: 'Write exact, minimum or better, in lower case, or leave Comparison out.',
        values: [{ label: 'Comparison', value: meant }],
        at,
        actual: comparison,
        expected: meant,
      };
    },
  }),
  authnRequestRule({
    id: 'saml-comparison-maximum',
    severity: 'warning',
    title: 'Comparison="maximum"',
    docs: [DOCS.samlUnauthorizedContext],
    find: ({ comparison }) => {
      if (comparison !== 'maximum') return undefined;
      return {
        summary: 'Login.gov knows no upper bound: it treats Comparison "maximum" as "exact".',
        fix: 'Send Comparison "exact" with the levels that the application wants.',
        values: EXACT,
        at,
        actual: comparison,
        expected: 'exact',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-comparison-minimum-with-auth-only',
    severity: 'info',
    title: 'minimum + auth-only on an IAL2 SP',
    docs: [DOCS.samlServiceLevel],
    needs: ['ial'],
    find: (document, { portal }) => {
      if (document.comparison !== 'minimum' || (portal.ial ?? 0) < 2) return undefined;
      const requested = requestedServiceLevel(document);
      if (requested === undefined || !isAuthOnly(requested)) return undefined;
      return {
        summary: `Because of Comparison "minimum", and as the application is registered for identity proofing, Login.gov treats "${requested}" as "${IALMAX}": people with a proofed identity are returned with it, others without.`,
        fix: `Send Comparison "exact" for sign-in alone, or ${VERIFIED} where everybody is to be proofed.`,
        values: EXACT,
        at,
        actual: document.comparison,
        expected: 'exact',
      };
    },
  }),
];
