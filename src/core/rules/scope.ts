import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { LIMITS } from '../limits.ts';
import { VERIFIED } from '../login-gov/acr-values.ts';
import { DOCS } from '../login-gov/documentation.ts';
import { AUTH_ONLY_SCOPES, likelyScope, PROOFED_SCOPES, VALID_SCOPES } from '../login-gov/scopes.ts';
import type { FixValue, OidcAuthorizeRequest, Severity } from '../model/index.ts';
import { about, isProofing, on, SENT_BACK, valuesOf } from './oidc-request.ts';
import { messageRule, quoted, type Rule, type RuleContext } from './rule.ts';

/** Rules about scope in an OIDC authorize request. */

const FLAG = 'unauthorized_scope_enabled';
/** The request names no service level, and that of the application is not known. */
const LEVEL_UNKNOWN = {
  skip: 'no-portal-configuration',
  detail: 'acr_values name no service level, so the level of the application decides.',
} as const;
/** Misspelt values beyond this number get no suggestion. */
const MAX_GUESSES = 20;

/** What Login.gov does with a scope that it does not grant: by default it leaves it out without a word. */
function notGranted({ deployment }: RuleContext): {
  readonly consequence: string;
  readonly severity: Severity;
} {
  return deployment[FLAG]
    ? {
        consequence: `This deployment has ${FLAG} set, so it answers "Unauthorized scope." ${SENT_BACK}`,
        severity: 'error',
      }
    : {
        consequence:
          'Login.gov leaves it out without an error; its documentation speaks of the error "Unauthorized scope".',
        severity: 'warning',
      };
}

const LISTS = ['scope', 'acr_values'] as const;

/** The value with each comma taken for a separator. */
function withSpaces({ parameters }: OidcAuthorizeRequest, name: string): string {
  const parts = (parameter(parameters, name) ?? '').split(/[,\t-\r ]+/, LIMITS.values);
  return parts.filter((part) => part !== '').join(' ');
}

function scopeOf(values: readonly string[]): FixValue[] {
  const value = [...new Set(values)].join(' ');
  return value === '' ? [] : [{ label: 'scope', value }];
}

/** The scopes with misspelt ones corrected and those without meaning left out. */
function corrected(request: OidcAuthorizeRequest): FixValue[] {
  const meant = valuesOf(request, 'scope')
    .slice(0, MAX_GUESSES)
    .map((value) => (VALID_SCOPES.includes(value) ? value : likelyScope(value)))
    .filter((value) => value !== undefined);
  return scopeOf(meant.length === 0 ? ['openid', 'email'] : meant);
}

export const scopeRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-scope-missing',
    severity: 'error',
    title: 'scope missing',
    docs: [DOCS.oidcNoScope],
    on,
    check: (request) => {
      if (!isBlank(parameter(request.parameters, 'scope'))) return undefined;
      return about(request, 'scope', {
        summary: `The request asks for no scope. ${SENT_BACK}`,
        fix: 'Send scope with openid and what the application needs, for example "openid email".',
        expected: 'openid email',
        values: scopeOf(['openid', 'email']),
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-no-valid-values',
    severity: 'error',
    title: 'No usable scope value',
    docs: [DOCS.oidcNoScope],
    on,
    check: (request, context) => {
      if (isBlank(parameter(request.parameters, 'scope'))) return undefined;
      const asked = valuesOf(request, 'scope');
      if (asked.some((value) => AUTH_ONLY_SCOPES.includes(value))) return undefined;
      const proofed = asked.some((value) => PROOFED_SCOPES.includes(value));
      const proofing = isProofing(request, context);
      if (proofed && proofing !== false) return proofing === undefined ? LEVEL_UNKNOWN : undefined;
      const level = proofed ? ' without identity proofing' : '';
      return about(request, 'scope', {
        summary: `None of ${quoted(asked)} is a scope that Login.gov grants${level}. ${SENT_BACK}`,
        fix: 'Send scope with openid and what the application needs, for example "openid email".',
        expected: 'openid email',
        values: asked.every((value) => PROOFED_SCOPES.includes(value))
          ? scopeOf(['openid', 'email'])
          : corrected(request),
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-missing-openid',
    severity: 'warning',
    title: 'scope lacks openid',
    docs: [DOCS.oidcScopeValues],
    on,
    check: (request) => {
      const asked = valuesOf(request, 'scope');
      if (asked.includes('openid')) return undefined;
      return about(request, 'scope', {
        summary:
          'scope does not contain "openid". Login.gov does not check it, but its documentation says that it must be there, and OpenID Connect Core asks for it.',
        fix: 'Add openid to scope.',
        expected: 'openid',
        values: scopeOf(['openid', ...asked.slice(0, MAX_GUESSES)]),
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-only-openid',
    severity: 'info',
    title: 'openid is the only scope',
    docs: [DOCS.oidcNoScope],
    on,
    check: (request) => {
      const valid = valuesOf(request, 'scope').filter((value) => VALID_SCOPES.includes(value));
      if (valid.length === 0 || valid.some((value) => value !== 'openid')) return undefined;
      return about(request, 'scope', {
        summary:
          'The application asks for nothing but "openid": it gets an identifier of the user and no attribute, not even the e-mail address.',
        fix: 'Add the scopes of the attributes that the application needs, if it needs any.',
        expected: 'openid email',
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-unknown-value',
    severity: 'warning',
    title: 'Unknown scope value',
    docs: [DOCS.oidcScopeValues],
    flag: FLAG,
    on,
    check: (request, context) => {
      const unknown = valuesOf(request, 'scope').filter((value) => !VALID_SCOPES.includes(value));
      if (unknown.length === 0) return undefined;
      const meant = unknown
        .slice(0, MAX_GUESSES)
        .map(likelyScope)
        .filter((value) => value !== undefined);
      const guess = meant.length === 0 ? '' : ` Probably meant: ${quoted(meant)}.`;
      const { consequence, severity } =
        isProofing(request, context) !== false
          ? { consequence: 'Login.gov leaves it out without an error.', severity: 'warning' as const }
          : notGranted(context);
      return about(request, 'scope', {
        summary: `Login.gov knows no scope ${quoted(unknown)}. ${consequence}${guess}`,
        fix: 'Correct the value or take it out; values are compared letter by letter.',
        severity,
        actual: unknown.join(' '),
        ...(meant.length > 0 && { expected: meant.join(' ') }),
        values: corrected(request),
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-needs-identity-proofing',
    severity: 'warning',
    title: 'Identity-proofed scope at auth-only level',
    docs: [DOCS.oidcUnauthotizedScope, DOCS.oidcScopeValues],
    flag: FLAG,
    on,
    check: (request, context) => {
      const proofed = valuesOf(request, 'scope').filter((value) => PROOFED_SCOPES.includes(value));
      if (proofed.length === 0) return undefined;
      const proofing = isProofing(request, context);
      if (proofing !== false) return proofing === undefined ? LEVEL_UNKNOWN : undefined;
      const { consequence, severity } = notGranted(context);
      return about(request, 'scope', {
        summary: `${quoted(proofed)} is granted only with identity proofing, which acr_values do not ask for. ${consequence}`,
        fix: `Send ${VERIFIED} in acr_values, or take the scope out.`,
        severity,
        actual: proofed.join(' '),
        values: scopeOf(valuesOf(request, 'scope').filter((value) => !PROOFED_SCOPES.includes(value))),
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-verified-at-not-permitted',
    severity: 'warning',
    title: 'profile:verified_at for an auth-only SP',
    docs: [DOCS.oidcUnauthotizedScope, DOCS.oidcScopeValues],
    needs: ['ial'],
    flag: FLAG,
    on,
    check: (request, context) => {
      const asks = valuesOf(request, 'scope').includes('profile:verified_at');
      if (!asks || isProofing(request, context) || (context.portal.ial ?? 0) >= 2) return undefined;
      const { consequence, severity } = notGranted(context);
      return about(request, 'scope', {
        summary: `"profile:verified_at" is granted only to applications registered for identity verification, and this one is registered with ial ${context.portal.ial ?? 'not set'}. ${consequence}`,
        fix: 'Take profile:verified_at out of scope, or register the application for identity verification.',
        severity,
        actual: 'profile:verified_at',
      });
    },
  }),
  messageRule({
    id: 'oidc-scope-duplicate-value',
    severity: 'warning',
    title: 'Scope value repeated',
    docs: [DOCS.oidcUnauthotizedScope],
    flag: FLAG,
    on,
    check: (request, context) => {
      const asked = valuesOf(request, 'scope');
      if (new Set(asked).size === asked.length) return undefined;
      const repeated = asked.filter((value, index) => asked.indexOf(value) !== index);
      const proofing = isProofing(request, context);
      if (proofing !== false) return proofing === undefined ? LEVEL_UNKNOWN : undefined;
      const { severity } = notGranted(context);
      const consequence =
        severity === 'error'
          ? `This deployment has ${FLAG} set and counts the repetition as an unauthorized scope. ${SENT_BACK}`
          : 'Login.gov takes it once; a deployment that reports unauthorized scopes refuses it.';
      return about(request, 'scope', {
        summary: `scope names ${quoted([...new Set(repeated)])} more than once. ${consequence}`,
        fix: 'Send each scope once.',
        severity,
        actual: repeated.join(' '),
        values: scopeOf(asked),
      });
    },
  }),
  messageRule({
    id: 'oidc-values-comma-separated',
    severity: 'warning',
    title: 'Comma used as separator',
    docs: [DOCS.oidcAcrValues, DOCS.oidcScopeValues],
    on,
    check: (request) => {
      const [first, ...others] = LISTS.filter((name) => parameter(request.parameters, name)?.includes(','));
      if (first === undefined) return undefined;
      const values = [first, ...others].map((name) => ({ label: name, value: withSpaces(request, name) }));
      const read = valuesOf(request, first);
      return {
        ...about(request, first, {
          summary: `${quoted([first, ...others])} contains a comma. Values are separated by white space only, so Login.gov reads ${quoted(read)} in ${first}.`,
          fix: 'Separate the values with spaces.',
          values,
        }),
        evidence: [
          ...about(request, first, { summary: '', fix: '' }).evidence,
          ...others.flatMap((name) => about(request, name, { summary: '', fix: '' }).evidence),
        ],
      };
    },
  }),
];
