import * as v from 'valibot';
import { fieldsSchema, LIMITS } from '../../formats/capture/schema.ts';

/**
 * A request that the user sends again. A form waits in `storage.session` under `sent:<id>` until the page that posts
 * it, `send.html?<id>`, takes it away from there.
 */
export const SENT_PREFIX = 'sent:';

const url = v.pipe(v.string(), v.maxLength(LIMITS.text), v.url());

export const sentRequestSchema = v.variant('method', [
  v.object({ method: v.literal('GET'), url }),
  v.object({ method: v.literal('POST'), url, fields: fieldsSchema }),
]);

export type SentRequest = v.InferOutput<typeof sentRequestSchema>;

const answerSchema = v.union([
  v.object({ tab: v.pipe(v.number(), v.integer()) }),
  /** One sentence. */
  v.object({ failure: v.string() }),
]);

/** The tab in which a request was opened, or why it was not. */
export type SendAnswer = v.InferOutput<typeof answerSchema>;

/** The answer to `send`, from whoever gave it. */
export function parseSendAnswer(answer: unknown): SendAnswer {
  const parsed = v.safeParse(answerSchema, answer);
  return parsed.success ? parsed.output : { failure: 'The recorder does not answer.' };
}

/** A stored request, or undefined when it is none. */
export function parseSentRequest(stored: unknown): SentRequest | undefined {
  const parsed = v.safeParse(sentRequestSchema, stored);
  return parsed.success ? parsed.output : undefined;
}
