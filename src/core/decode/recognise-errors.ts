import type { RecognisedError } from '../model/index.ts';

/** Where Login.gov says what is wrong: on a page of an endpoint, in a redirect, or in a JSON answer. */
export type ErrorContext =
  | 'oidc-authorize-html'
  | 'oidc-authorize-error-description'
  | 'oidc-logout-html'
  | 'saml-auth-html'
  | 'saml-logout-html'
  | 'oidc-token-json'
  | 'oidc-userinfo-json';

/** The error texts of Login.gov in a text, in whichever of its four languages, in the order of the list. */
export function recogniseErrors(_text: string, _context: ErrorContext): RecognisedError[] {
  return [];
}
