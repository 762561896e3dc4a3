export type HarErrorCode = 'too-large' | 'not-json' | 'not-a-har' | 'too-many-entries';

/** Text that cannot be imported as a whole. The message is one line: what was found, where, what was expected. */
export class HarError extends Error {
  override readonly name = 'HarError';
  readonly code: HarErrorCode;

  constructor(code: HarErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
