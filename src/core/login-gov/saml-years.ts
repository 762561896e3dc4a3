/** SAML endpoints carry a year: each has its own signing certificate, which is exchanged every spring. */

export const CURRENT_SAML_YEAR = '2026';
/** Still served in some environments; its certificate expired on April 1 of the current year. */
export const FORMER_SAML_YEAR = '2025';
