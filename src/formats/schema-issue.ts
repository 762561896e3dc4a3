import * as v from 'valibot';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'an object',
  Array: 'a list',
};

/**
 * What a schema found wrong, in one line that names the place and never quotes text:
 * `request.url must be text, not an object`.
 */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const where = v.getDotPath(issue) ?? 'the top level';
  if (issue.kind !== 'schema') return `${where} ${issue.message}`;
  if (issue.input === undefined) return `${where} is missing`;
  return `${where} must be ${(issue.expected ?? '').replace(/\w+/g, (word) => EXPECTED[word] ?? word)}, not ${kindOf(issue.input)}`;
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
