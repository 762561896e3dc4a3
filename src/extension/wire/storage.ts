import * as v from 'valibot';
import type { Flow } from '../../core/model/index.ts';
import { flowSchema } from '../../formats/capture/schema.ts';

/**
 * The recorder's state in `storage.session`. The background script alone writes it; the inspector reads it
 * and listens to `storage.onChanged`, so it shows what is recorded whether or not the worker is awake.
 *
 *     flow:<id>     one Flow
 *     lane:<tab>.<frame>   the recorder's place in that frame (opaque to the inspector)
 *     recording     Recording
 */
export const FLOW_PREFIX = 'flow:';
export const LANE_PREFIX = 'lane:';
export const RECORDING_KEY = 'recording';

const recordingSchema = v.object({
  /** False while paused. */
  on: v.boolean(),
  /** Flows dropped because storage was full. */
  dropped: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type Recording = v.InferOutput<typeof recordingSchema>;

const INITIAL_RECORDING: Recording = { on: true, dropped: 0 };

/** The flow in a stored value, or undefined when it is not one. */
export function parseFlow(stored: unknown): Flow | undefined {
  const parsed = v.safeParse(flowSchema, stored);
  return parsed.success ? parsed.output : undefined;
}

/** The recording state in a stored value; the initial state when there is none. */
export function parseRecording(stored: unknown): Recording {
  const parsed = v.safeParse(recordingSchema, stored);
  return parsed.success ? parsed.output : INITIAL_RECORDING;
}
