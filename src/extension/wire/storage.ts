import * as v from 'valibot';
import { PRIVATE_FLOW } from '../../core/flow/index.ts';

/**
 * The recorder's state in `storage.session`. The background script alone writes it; the inspector reads it
 * and listens to `storage.onChanged`, so it shows what is recorded whether or not the worker is awake.
 *
 *     flow:<id>, flow:<id>/<n>   one flow and its navigations (stored-flows.ts)
 *     lane:<tab>.<frame>   the recorder's place in that frame (opaque to the inspector)
 *     held:<number>  an event that the recorder has been told of and has not applied yet (opaque, too)
 *     applied:<number>  which events a write of the recorder is the result of (opaque, too)
 *     recording     Recording
 *
 * All but the last are stored as text (stored-text.ts).
 *
 * Ids of flows in private windows begin with `private-`, so that an inspector reads only those of its own kind.
 */
export const FLOW_PREFIX = 'flow:';
export const LANE_PREFIX = 'lane:';
export const HELD_PREFIX = 'held:';
export const APPLIED_PREFIX = 'applied:';
export const RECORDING_KEY = 'recording';

const recordingSchema = v.object({
  /** False while paused. */
  on: v.boolean(),
  /** Windows, by their id, whose state is not that of all. */
  windows: v.exactOptional(v.record(v.string(), v.boolean())),
  /** Flows dropped because storage was full. */
  dropped: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Recording = v.InferOutput<typeof recordingSchema>;

const INITIAL_RECORDING: Recording = { on: true, dropped: 0 };

/** Whether what happens in a window is recorded; without a window, in those that have no state of their own. */
export function isRecording({ on, windows }: Recording, window?: number): boolean {
  return (window === undefined ? undefined : windows?.[window]) ?? on;
}

/** The state with recording on or off in one window, or in all. */
export function withRecording({ windows, ...rest }: Recording, on: boolean, window?: number): Recording {
  if (window === undefined) return { ...rest, on };
  const others = Object.entries(windows ?? {}).filter(([id]) => id !== String(window));
  const changed = on === rest.on ? others : [...others, [String(window), on] as const];
  return { ...rest, ...(changed.length > 0 && { windows: Object.fromEntries(changed) }) };
}

/** Whether a key belongs to a flow of a private window. */
export function isPrivateKey(key: string): boolean {
  return key.slice(key.indexOf(':') + 1).startsWith(PRIVATE_FLOW);
}

/** The recording state in a stored value; the initial state when there is none. */
export function parseRecording(stored: unknown): Recording {
  const parsed = v.safeParse(recordingSchema, stored);
  return parsed.success ? parsed.output : INITIAL_RECORDING;
}
