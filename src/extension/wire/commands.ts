import * as v from 'valibot';
import { headersSchema, requestBodySchema, responseSchema } from '../../formats/capture/schema.ts';
import { sentRequestSchema } from './sent-request.ts';

const tab = v.pipe(v.number(), v.integer());
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const exchange = v.object({
  url: text(65_536),
  method: text(20),
  time: v.number(),
  request: v.object({
    headers: v.exactOptional(headersSchema),
    body: v.exactOptional(requestBodySchema),
  }),
  response: v.exactOptional(responseSchema),
  error: v.exactOptional(text(200)),
});

/** Most exchanges of one chain; browsers follow at most 20 redirects. */
export const MAX_CHAIN = 21;

/** What inspector and page reader may ask of the background script, by `runtime.sendMessage`. */
const commandSchema = v.variant('kind', [
  /** Forget the flows of one tab, of one window, or all; those of private windows or the others. */
  v.object({
    kind: v.literal('clear'),
    tab: v.exactOptional(tab),
    window: v.exactOptional(tab),
    private: v.exactOptional(v.boolean()),
  }),
  /** In one window, or in all. */
  v.object({ kind: v.literal('set-recording'), on: v.boolean(), window: v.exactOptional(tab) }),
  /** Asks in which window a tab is; without one, in which the sender is. Answered with a {@link TabPlace}. */
  v.object({ kind: v.literal('place'), tab: v.exactOptional(tab) }),
  /** What a Login.gov page shows, from the content script; the tab is taken from the sender. */
  v.object({
    kind: v.literal('page'),
    url: text(65_536),
    title: text(1_000),
    messages: v.pipe(v.array(text(5_000)), v.maxLength(50)),
    metaPolicies: v.pipe(v.array(text(20_000)), v.maxLength(20)),
  }),
  /** One document request of the inspected tab, from DevTools. */
  v.object({
    kind: v.literal('exchange'),
    tab,
    exchange,
    /** The redirect chain that it is part of, as far as it is known. */
    chain: v.pipe(v.array(exchange), v.maxLength(MAX_CHAIN)),
  }),
  /** Open a request again, in a new tab. Answered with a {@link SendAnswer}. */
  v.object({
    kind: v.literal('send'),
    request: sentRequestSchema,
    /** Where the tab opens; absent when the browser is to choose. */
    window: v.exactOptional(tab),
    private: v.boolean(),
  }),
]);

export type Command = v.InferOutput<typeof commandSchema>;

const placeSchema = v.object({ window: tab, private: v.boolean() });

/** The window that a tab is in. */
export type TabPlace = v.InferOutput<typeof placeSchema>;

/** The answer to `place`, or undefined when the tab is gone or nobody answered. */
export function parsePlace(answer: unknown): TabPlace | undefined {
  const parsed = v.safeParse(placeSchema, answer);
  return parsed.success ? parsed.output : undefined;
}

/** The command in a received message, or undefined when it is none of ours. */
export function parseCommand(message: unknown): Command | undefined {
  const parsed = v.safeParse(commandSchema, message);
  return parsed.success ? parsed.output : undefined;
}
