import type { FixValue, OidcAuthorizeRequest } from '../model/index.ts';
import { about, contextsOf } from './oidc-request.ts';
import type { Violation } from './rule.ts';

/** What the rules about acr_values share. */

/** Misspelt values beyond this number get no suggestion; each costs a comparison with all documented ones. */
export const MAX_GUESSES = 20;

export function violation(
  request: OidcAuthorizeRequest,
  texts: Pick<Violation, 'summary' | 'fix'>,
  more: { actual?: string; expected?: string; values?: readonly FixValue[] } = {},
): Violation {
  return about(request, 'acr_values', { ...texts, ...more });
}

/** acr_values with some values replaced; a replacement of undefined drops the value. */
export function corrected(
  request: OidcAuthorizeRequest,
  replace: (token: string) => string | undefined,
): FixValue[] {
  const value = [...new Set(contextsOf(request).asked.slice(0, MAX_GUESSES).map(replace))]
    .filter((token) => token !== undefined)
    .join(' ');
  return value === '' ? [] : [{ label: 'acr_values', value }];
}
