import { isBlank } from '../decode/blank.ts';
import { parameter } from '../decode/parameters.ts';
import { DOCS } from '../login-gov/documentation.ts';
import type { OidcAuthorizeRequest } from '../model/index.ts';
import { about, on, SENT_BACK } from './oidc-request.ts';
import { messageRule, quoted, type Rule } from './rule.ts';

/** Rules about verified_within in an OIDC authorize request: how long ago the identity may have been proofed. */

const MIN_DAYS = 30;
const DAYS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
/** A line of the value, for so Ruby's `^` and `$` have it; only a line feed ends one. */
const DURATION = /(?:^|\n)([0-9]+)([^0-9])(?=\n|$)/;

function durationOf({ parameters }: OidcAuthorizeRequest): string | undefined {
  const value = parameter(parameters, 'verified_within');
  return isBlank(value) ? undefined : value;
}

/** Undefined for what is no duration. */
function daysOf(value: string): number | undefined {
  const [, count = '', unit = ''] = DURATION.exec(value) ?? [];
  const days = DAYS[unit];
  return days === undefined ? undefined : Number(count) * days;
}

export const verifiedWithinRules: readonly Rule[] = [
  messageRule({
    id: 'oidc-verified-within-bad-format',
    severity: 'error',
    title: 'verified_within unreadable',
    docs: [DOCS.oidcRequestParameters],
    needs: [],
    on,
    check: (request, { portal }) => {
      const value = durationOf(request);
      if (portal.verified_within_allowed !== true || value === undefined || daysOf(value) !== undefined)
        return undefined;
      return about(request, 'verified_within', {
        summary: `verified_within is ${quoted([value])}, which is no duration. ${SENT_BACK}`,
        fix: 'Send a number and one of d, w, m and y, for example 60d.',
        expected: '60d',
      });
    },
  }),
  messageRule({
    id: 'oidc-verified-within-too-recent',
    severity: 'error',
    title: 'verified_within under 30 days',
    docs: [DOCS.oidcRequestParameters],
    needs: [],
    on,
    check: (request, { portal }) => {
      const value = durationOf(request);
      const days = value === undefined ? undefined : daysOf(value);
      if (portal.verified_within_allowed !== true || days === undefined || days >= MIN_DAYS) return undefined;
      return about(request, 'verified_within', {
        summary: `verified_within asks for a proofing within ${days} days; Login.gov accepts ${MIN_DAYS} days or more. ${SENT_BACK}`,
        fix: 'Send at least 30d, or leave the parameter out.',
        expected: '30d',
        values: [{ label: 'verified_within', value: '30d' }],
      });
    },
  }),
  messageRule({
    id: 'oidc-verified-within-ignored',
    severity: 'warning',
    title: 'verified_within sent by a client without permission',
    docs: [DOCS.oidcRequestParameters],
    needs: [],
    on,
    check: (request, { portal }) => {
      const sent = parameter(request.parameters, 'verified_within');
      if (sent === undefined || portal.verified_within_allowed === true) return undefined;
      return about(request, 'verified_within', {
        summary:
          'Login.gov takes notice of verified_within only from applications that it has put on a list; it ignores this one.',
        fix: 'Take the parameter out, or ask Login.gov to allow it.',
      });
    },
  }),
];
