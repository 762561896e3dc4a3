import type { RedactionContext } from './context.ts';
import { redactFreeText } from './free-text.ts';
import { redactOpenText } from './open-text.ts';
import { isEmptyTalk, isName } from './vocabulary.ts';

/** Claims and members that say what a token or an answer is, and nothing about the user. */
const OPEN_MEMBERS: ReadonlySet<string> = new Set([
  'aal',
  'acr',
  'alg',
  'aud',
  'auth_time',
  'cty',
  'enc',
  'exp',
  'expires_in',
  'ial',
  'iat',
  'iss',
  'nbf',
  'token_type',
  'typ',
  'vot',
  'vtm',
  'zip',
]);
const TEXTS: ReadonlySet<string> = new Set(['error', 'error_description']);
const DEEPEST = 20;

/** A JSON object with its unknown values replaced. */
export function redactJson(
  value: Readonly<Record<string, unknown>>,
  context: RedactionContext,
): Record<string, unknown> {
  return redactMembers(value, context, 0);
}

/** JSON text, or any other text, that an answer held. */
export function redactJsonText(text: string, context: RedactionContext): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return redactFreeText(text, context);
  }
  return typeof value === 'string'
    ? JSON.stringify(redactFreeText(value, context))
    : JSON.stringify(redactAny('', value, context, 0));
}

function redactMembers(
  value: Readonly<Record<string, unknown>>,
  context: RedactionContext,
  depth: number,
): Record<string, unknown> {
  const made: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    const shown = isName(name) ? redactOpenText(name, context) : context.secrets.replace(name, 'member name');
    made.push([shown, redactAny(name, member, context, depth + 1)]);
  }
  return Object.fromEntries(made);
}

function redactAny(name: string, value: unknown, context: RedactionContext, depth: number): unknown {
  if (depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => redactAny(name, item, context, depth + 1));
  if (typeof value === 'object' && value !== null) return redactMembers({ ...value }, context, depth);
  if (typeof value === 'string') {
    if (TEXTS.has(name)) return redactFreeText(value, context);
    if (OPEN_MEMBERS.has(name)) return redactOpenText(value, context);
    return isEmptyTalk(value)
      ? value
      : context.secrets.replace(value, `member ${isName(name) ? name : ''}`.trim());
  }
  if (typeof value === 'number' && !OPEN_MEMBERS.has(name)) {
    const made = Number(context.secrets.replace(String(value), 'number'));
    return Number.isFinite(made) ? made : 0;
  }
  return value;
}
