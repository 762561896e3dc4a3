import type { Flow } from '../../core/model/index.ts';
import { importFile } from '../../formats/import/index.ts';
import type { ImportAnswer, ImportRequest } from '../wire/import.ts';

/** Reads the one file that it is sent, out of the panel's way, and answers; whoever cancels ends the worker. */

const answer = (message: ImportAnswer) => self.postMessage(message);

self.addEventListener('message', ({ data }: { readonly data: ImportRequest }) => {
  importFile(data.file, {
    deployments: data.deployments,
    onProgress: progressOf(data.file.size),
  }).then(
    ({ capture, ...rest }) => {
      for (const flows of portionsOf(capture.flows)) answer({ kind: 'flows', flows });
      answer({ kind: 'done', ...rest });
    },
    (error: unknown) =>
      answer({ kind: 'failed', failure: error instanceof Error ? error.message : String(error) }),
  );
});

/** Hops that are handed over at once: to take them costs the inspector some milliseconds. */
const PORTION = 500;

function* portionsOf(flows: readonly Flow[]): Generator<readonly Flow[]> {
  let portion: Flow[] = [];
  let hops = 0;
  for (const flow of flows) {
    portion.push(flow);
    for (const navigation of flow.navigations) hops += navigation.hops.length;
    if (hops < PORTION) continue;
    yield portion;
    portion = [];
    hops = 0;
  }
  yield portion;
}

/**
 * Tells of every hundredth of the file, not of every piece. Then other tasks get their turn: Chromium gives one piece
 * after the other in the same task, and a worker that has been ended goes on to the end of its task.
 */
function progressOf(size: number): (bytes: number) => Promise<void> | undefined {
  let told = 0;
  return (bytes) => {
    if (bytes - told < size / 100) return undefined;
    told = bytes;
    answer({ kind: 'progress', bytes });
    return nextTask();
  };
}

const { port1: there, port2: here } = new MessageChannel();

/** Sooner than a timer, which waits 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    here.onmessage = () => resolve();
    there.postMessage(undefined);
  });
}
