import * as v from 'valibot';
import type { Observation } from '../../core/flow/index.ts';
import { headersSchema, LIMITS, requestBodySchema } from '../../formats/capture/schema.ts';

/** Where an event happened: frame 0 is the tab itself. */
export interface Place {
  readonly tab: number;
  readonly frame: number;
}

/** Observations that come straight from the browser's own events. */
export type EventObservation = Exclude<Observation, { readonly kind: ToldKind }>;

/** What is told of by messages: from pages and from DevTools. */
type ToldKind = 'page' | 'meta-policies' | 'exchange';

/** One event of webRequest or webNavigation, as the recorder takes it. */
export interface ObservedEvent {
  readonly place: Place;
  readonly observation: EventObservation;
  /** When the browser saw it: milliseconds since 1970 UTC. */
  readonly at: number;
}

/** Takes an observation and the time of its event. */
export type RecordEvent = (place: Place, observation: EventObservation, at: number) => void;

const text = v.pipe(v.string(), v.maxLength(LIMITS.text));
const word = v.pipe(v.string(), v.maxLength(200));
const integer = v.pipe(v.number(), v.integer());

const askedFor = {
  requestId: word,
  url: text,
  method: word,
  time: v.number(),
  initiator: v.exactOptional(text),
};

const observationSchema = v.variant('kind', [
  v.object({ kind: v.literal('request'), ...askedFor, body: v.exactOptional(requestBodySchema) }),
  v.object({
    kind: v.literal('redirect'),
    ...askedFor,
    status: integer,
    headers: headersSchema,
    redirectUrl: text,
  }),
  v.object({ kind: v.literal('response'), ...askedFor, status: integer, headers: headersSchema }),
  v.object({ kind: v.literal('request-failed'), requestId: word, url: text, error: text }),
  v.object({ kind: v.literal('navigation'), url: text, time: v.number() }),
  v.object({
    kind: v.literal('commit'),
    url: text,
    time: v.number(),
    documentId: v.exactOptional(word),
    transition: word,
    qualifiers: v.pipe(v.array(word), v.maxLength(20)),
  }),
  v.object({ kind: v.literal('navigation-failed'), url: text, time: v.number(), error: text }),
]) satisfies v.GenericSchema<unknown, EventObservation>;

/** Validates an event that comes from storage or by a message. */
export const eventSchema = v.object({
  place: v.object({ tab: integer, frame: integer }),
  observation: observationSchema,
  at: v.number(),
}) satisfies v.GenericSchema<unknown, ObservedEvent>;

/** The event in a stored value, or undefined when it is none. */
export function parseEvent(value: unknown): ObservedEvent | undefined {
  const parsed = v.safeParse(eventSchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** Whether what somebody tells is an event of the browser's own. */
export function isEvent(told: { readonly observation: Observation }): told is ObservedEvent {
  const { kind } = told.observation;
  return kind !== 'page' && kind !== 'meta-policies' && kind !== 'exchange';
}

/** The same for one event whoever tells of it: no two events of a frame and kind have the same microsecond. */
export function eventId({ place, observation, at }: ObservedEvent): string {
  return `${place.tab}.${place.frame} ${observation.kind} ${at}`;
}
