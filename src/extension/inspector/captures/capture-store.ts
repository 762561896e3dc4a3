import type { Inspector } from '../../../core/inspect.ts';
import type { Flow } from '../../../core/model/index.ts';
import { FLOW_PREFIX } from '../../wire/storage.ts';
import { createRecordingStore, type RecordingStore } from '../state/recording-store.ts';

/** The flows of a file as if they had been recorded, and never changed again. */
export function createCaptureStore(flows: readonly Flow[], inspector: Inspector): RecordingStore {
  const stored = Object.fromEntries(flows.map((flow) => [`${FLOW_PREFIX}${flow.id}`, flow]));
  return createRecordingStore({ readStored: async () => stored, onStored: () => {} }, inspector);
}
