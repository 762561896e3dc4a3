/** Ruby's `[[:space:]]`: white space of Unicode, U+0085 included and U+FEFF not. */
const BLANK = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** What Ruby on Rails calls blank: absent, empty, or nothing but white space. */
export function isBlank(value: string | undefined): boolean {
  return value === undefined || BLANK.test(value);
}
