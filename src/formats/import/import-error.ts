export type ImportErrorCode =
  | 'empty'
  | 'too-large'
  | 'not-recognised'
  | 'not-login-gov'
  | 'broken'
  | 'newer-version';

/** What cannot be imported at all. The message is one line: what was found, where, and what was expected. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What can be imported, for messages. */
export const ACCEPTED =
  'expected is a HAR file, a capture file, an export of SAML-tracer, a URL of a Login.gov endpoint, or a SAMLRequest or SAMLResponse';
