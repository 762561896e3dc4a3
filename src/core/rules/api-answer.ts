import { type ApiAnswer, apiAnswer } from '../decode/api-answer.ts';
import type { Evidence, Hop, Message, OidcTokenRequest, OidcUserinfoRequest } from '../model/index.ts';
import { clip, type RuleContext, type Skip } from './rule.ts';

/** What the rules about Login.gov's API share. */

const answers = new WeakMap<Hop, ApiAnswer>();

/** The answer to the request, read once for all rules. */
export function answerTo(
  { hop: id }: OidcTokenRequest | OidcUserinfoRequest,
  { hop: hopOf, flow }: RuleContext,
): ApiAnswer {
  const hop = hopOf(id);
  if (hop === undefined) return { problems: [] };
  const known = answers.get(hop) ?? apiAnswer(hop, flow.deployments);
  answers.set(hop, known);
  return known;
}

/** The text of the answer for which that rule is the first cause, as evidence and as the end of a summary. */
export function saidFor(
  rule: string,
  message: OidcTokenRequest | OidcUserinfoRequest,
  context: RuleContext,
): { readonly evidence: Evidence; readonly quote: string } | undefined {
  const { problems, error } = answerTo(message, context);
  if (error === undefined || !problems.some(({ rules }) => rules[0] === rule)) return undefined;
  return {
    evidence: { hop: message.hop, at: { part: 'page', name: 'error' }, actual: clip(error) },
    quote: `"${clip(error)}"`,
  };
}

export const ANSWER_UNSEEN: Skip = { skip: 'response-body-not-seen' };
export const SIGN_IN_UNSEEN: Skip = {
  skip: 'request-body-not-seen',
  detail: 'The sign-in that the code comes from was not seen.',
};

/** Where a parameter of a request to the API stands: in its form, where Login.gov expects it. */
export function atField(
  message: Message,
  name: string,
  more: Pick<Evidence, 'actual' | 'expected'> = {},
): Evidence {
  return { hop: message.hop, at: { part: 'body', name }, ...more };
}
