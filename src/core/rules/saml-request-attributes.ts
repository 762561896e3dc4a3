import { DOCS } from '../login-gov/documentation.ts';
import { authnRequestRule } from './authn-request.ts';
import { clip, type Rule } from './rule.ts';

/** Rules about the attributes of the AuthnRequest element itself (SAML 2.0 core, sections 3.2.1 and 3.4.1). */

const FORCE_AUTHN_UNDERSTOOD: readonly string[] = ['true', 'false', '0'];
const TRUE: readonly string[] = ['true', '1'];

/** What service providers commonly allow for clocks that differ. */
const MAX_SKEW_MINUTES = 5;
const MAX_SKEW_MS = MAX_SKEW_MINUTES * 60 * 1000;

/** xs:dateTime; without a zone it is UTC in SAML 2.0 (core, section 1.3.3). */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,20})?(Z|[+-]\d\d:\d\d)?$/;

/** Milliseconds since 1970 UTC; undefined for what is no date and time. */
function instantOf(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const instant = Date.parse(match[1] === undefined ? `${text}Z` : text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** `7 minutes`, `3 hours`, `12 days` */
function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return `${minutes} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

const UNCHECKED = 'Login.gov does not check it';

export const samlRequestAttributesRules: readonly Rule[] = [
  authnRequestRule({
    id: 'saml-force-authn-not-true',
    severity: 'warning',
    title: 'ForceAuthn not the literal "true"',
    docs: [DOCS.samlAuthenticationRequest],
    find: ({ forceAuthn }) => {
      if (forceAuthn === undefined || FORCE_AUTHN_UNDERSTOOD.includes(forceAuthn)) return undefined;
      return {
        summary: `Login.gov understands no other ForceAuthn than "true": "${clip(forceAuthn)}" is ignored, and who is signed in already need not sign in again.`,
        fix: 'Send ForceAuthn="true" to have people sign in again, else leave it out.',
        values: [{ label: 'ForceAuthn', value: 'true' }],
        at: '@ForceAuthn',
        actual: forceAuthn,
        expected: 'true',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-is-passive-ignored',
    severity: 'warning',
    title: 'IsPassive="true"',
    docs: [DOCS.samlAuthenticationRequest],
    find: ({ isPassive }) => {
      if (isPassive === undefined || !TRUE.includes(isPassive)) return undefined;
      return {
        summary:
          'The request asks Login.gov to show nothing to the person. Login.gov has no such mode: it ignores IsPassive and shows its pages.',
        fix: 'Leave IsPassive out, and send people to Login.gov only when they may see its pages.',
        at: '@IsPassive',
        actual: isPassive,
        expected: 'false',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-request-id-missing',
    severity: 'warning',
    title: 'ID attribute missing',
    docs: [DOCS.samlAuthenticationRequest],
    find: ({ id }) => {
      if (id !== undefined && id !== '') return undefined;
      return {
        summary:
          'The AuthnRequest has no ID. Login.gov accepts it, but the response has no usable InResponseTo, so the application cannot tell which request it answers.',
        fix: 'Send an ID that is new in each request and begins with a letter or an underscore.',
        at: '@ID',
        actual: id,
        expected: 'an unpredictable ID',
      };
    },
  }),
  authnRequestRule({
    id: 'saml-version-or-instant-unusual',
    severity: 'info',
    title: 'Version or IssueInstant unusual',
    docs: [DOCS.samlAuthenticationRequest],
    find: ({ version, issueInstant }, context, { hop }) => {
      if (version !== '2.0') {
        return {
          summary: `The request ${version === undefined ? 'names no version of SAML' : `says that it is SAML "${clip(version)}"`}; the standard wants "2.0". ${UNCHECKED}.`,
          fix: 'Send Version="2.0".',
          values: [{ label: 'Version', value: '2.0' }],
          at: '@Version',
          actual: version,
          expected: '2.0',
        };
      }
      const fault = { at: '@IssueInstant', actual: issueInstant };
      const issued = issueInstant === undefined ? undefined : instantOf(issueInstant);
      if (issueInstant === undefined || issued === undefined) {
        return {
          ...fault,
          summary: `${issueInstant === undefined ? 'The request does not say when it was issued' : `"${clip(issueInstant)}" is no date and time of XML Schema`}; the standard wants that. ${UNCHECKED}.`,
          fix: 'Send IssueInstant as date and time in UTC.',
          expected: 'e.g. 2026-03-03T15:41:07Z',
        };
      }
      const time = context.hop(hop)?.time ?? context.now;
      if (time === undefined) return { skip: 'time-unknown' };
      const early = time - issued;
      if (Math.abs(early) <= MAX_SKEW_MS) return undefined;
      return {
        ...fault,
        summary: `The request says that it was issued ${duration(Math.abs(early))} ${early > 0 ? 'before' : 'after'} it was sent. ${UNCHECKED}, but responses are judged by the same clock.`,
        fix: 'Set the clock of the application by a time server, and issue a new request for each sign-in.',
        expected: `within ${MAX_SKEW_MINUTES} minutes of ${isoOf(time)}`,
      };
    },
  }),
];

function isoOf(time: number): string {
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : `${time} ms`;
}
