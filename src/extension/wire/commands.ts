import * as v from 'valibot';
import { headersSchema, requestBodySchema, responseSchema } from '../../formats/capture/schema.ts';
import { eventSchema } from './observed-event.ts';
import { sentRequestSchema } from './sent-request.ts';

const tab = v.pipe(v.number(), v.integer());
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));

const metaPolicies = v.pipe(v.array(text(20_000)), v.maxLength(20), v.readonly());

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

/** Most events that a page of ours keeps and asks about, and most that one message tells of. */
export const MAX_ASKED = 2_000;
export const MAX_TOLD = 200;

const eventIds = v.pipe(v.array(text(300)), v.maxLength(MAX_ASKED));

const startedSchema = v.object({
  kind: v.literal('started'),
  /** Milliseconds since 1970 UTC. */
  at: v.number(),
});

const seenSchema = v.object({
  ids: eventIds,
  /** Milliseconds since 1970 UTC. */
  since: v.number(),
});

/** Events that a page of ours saw, by their ids, and when the last worker started that it had heard of. */
export type Seen = v.InferOutput<typeof seenSchema>;

/** What a worker says to the pages of the extension when it starts; one that sees events answers with true. */
export type Started = v.InferOutput<typeof startedSchema>;

/** When the worker that sent the message started, or undefined when it is another message. */
export function parseStarted(message: unknown): number | undefined {
  const parsed = v.safeParse(startedSchema, message);
  return parsed.success ? parsed.output.at : undefined;
}

/** What inspector and content scripts may ask of the background script, by `runtime.sendMessage`. */
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
    metaPolicies,
  }),
  /** The policies in the head of a page, from the content script; the tab is taken from the sender. */
  v.object({ kind: v.literal('meta-policies'), url: text(65_536), policies: metaPolicies }),
  /** One document request of the inspected tab, from DevTools. */
  v.object({
    kind: v.literal('exchange'),
    tab,
    inFrame: v.boolean(),
    exchange,
    /** The redirect chain that it is part of, as far as it is known. */
    chain: v.pipe(v.array(exchange), v.maxLength(MAX_CHAIN)),
  }),
  /** What the head of a document says that the inspected tab was answered with, from DevTools. */
  v.object({
    kind: v.literal('document-read'),
    tab,
    /** It was asked for by one of the tab's frames; DevTools does not say by which. */
    inFrame: v.boolean(),
    url: text(65_536),
    /** When it was asked for: milliseconds since 1970 UTC. */
    askedAt: v.number(),
    meta: v.variant('kind', [
      v.object({ kind: v.literal('read'), policies: metaPolicies }),
      v.object({ kind: v.literal('too-large'), bytes: v.pipe(v.number(), v.integer()) }),
    ]),
  }),
  /** Open a request again, in a new tab. Answered with a {@link SendAnswer}. */
  v.object({
    kind: v.literal('send'),
    request: sentRequestSchema,
    /** Where the tab opens; absent when the browser is to choose. */
    window: v.exactOptional(tab),
    private: v.boolean(),
  }),
  /** A page of ours saw events with these ids. Answered with their {@link Standing}. */
  v.object({ kind: v.literal('seen'), ...seenSchema.entries }),
  /**
   * The events that it does not have, in their order. Answered with true. With the last of them, what the page saw: the
   * recorder has all of that now.
   */
  v.object({
    kind: v.literal('missed'),
    events: v.pipe(v.array(eventSchema), v.maxLength(MAX_TOLD)),
    seen: v.exactOptional(seenSchema),
  }),
  /** A page of ours was opened and sees events from now on: of that tab, or of all. */
  v.object({ kind: v.literal('look'), tab: v.exactOptional(tab) }),
  /** A page of ours could keep no more events for a recorder that does not answer. */
  v.object({ kind: v.literal('lost'), time: v.number() }),
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

const standingSchema = v.object({
  /** The recorder was never given them. */
  missing: eventIds,
  /** It was given them, and they wait for those that happened before them. */
  waiting: eventIds,
});

/** What has become of events that a page of ours saw; those that are in neither list are stored for good. */
export type Standing = v.InferOutput<typeof standingSchema>;

/** The answer to `seen`, or undefined when nobody answered. */
export function parseStanding(answer: unknown): Standing | undefined {
  const parsed = v.safeParse(standingSchema, answer);
  return parsed.success ? parsed.output : undefined;
}

/** The command in a received message, or undefined when it is none of ours. */
export function parseCommand(message: unknown): Command | undefined {
  const parsed = v.safeParse(commandSchema, message);
  return parsed.success ? parsed.output : undefined;
}
