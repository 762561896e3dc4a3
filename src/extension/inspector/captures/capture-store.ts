import type { Inspector } from '../../../core/inspect.ts';
import type { Flow } from '../../../core/model/index.ts';
import { parseRecording } from '../../wire/storage.ts';
import { InspectedFlows, nextTurn } from '../state/inspected-flows.ts';
import { Published } from '../state/published.ts';
import type { RecordingState, RecordingStore } from '../state/recording-store.ts';

/** The flows of a file, which were validated when it was read, as if they had been recorded; they never change. */
export function createCaptureStore(flows: readonly Flow[], inspector: Inspector): RecordingStore {
  const inspected = new InspectedFlows(inspector, publish);
  const recording = parseRecording(undefined);
  const published = new Published<RecordingState>({ status: 'reading', recording, flows: [], rejected: 0 });

  function publish(): void {
    published.publish(() => ({ status: 'ready', recording, flows: inspected.list(), rejected: 0 }));
  }

  return {
    state: published.state,
    subscribe: published.subscribe,
    async read() {
      for (const flow of flows) inspected.put(flow);
      inspected.sort();
      publish();
      // Drawn first, in a task of its own.
      await nextTurn();
      await inspected.inspect();
    },
    configure: (options) => inspected.configure(options),
  };
}
