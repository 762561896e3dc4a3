/** NameID formats, as the identity provider's constants list them; compared exactly. */

export const NAME_ID_PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const NAME_ID_EMAIL = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
export const NAME_ID_UNSPECIFIED = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** Each mixes the SAML version of one format with the name of another. */
export const NAME_ID_PERSISTENT_1_1 = 'urn:oasis:names:tc:SAML:1.1:nameid-format:persistent';
export const NAME_ID_EMAIL_2_0 = 'urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress';

/** Any other is answered with the application's default, without an error. */
export function isAcceptedNameIdFormat(format: string): boolean {
  return format === NAME_ID_PERSISTENT || format === NAME_ID_EMAIL;
}

/** Without a format, or with one that is not accepted. */
export function defaultNameIdFormat(emailAllowed: boolean): string {
  return emailAllowed ? NAME_ID_EMAIL : NAME_ID_PERSISTENT;
}
