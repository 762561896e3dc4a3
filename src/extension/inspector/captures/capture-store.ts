import type { Inspector } from '../../../core/inspect.ts';
import type { Flow } from '../../../core/model/index.ts';
import { flowChange } from '../../wire/stored-flows.ts';
import { createRecordingStore, type RecordingStore } from '../state/recording-store.ts';

/** The flows of a file as if they had been recorded, and never changed again. */
export function createCaptureStore(flows: readonly Flow[], inspector: Inspector): RecordingStore {
  const stored = Object.assign({}, ...flows.map((flow) => flowChange(flow).items));
  return createRecordingStore({ readStored: async () => stored, onStored: () => {} }, inspector);
}
