import type { Flow } from '../../../core/model/index.ts';
import type { ImportAnswer, ImportRequest } from '../../wire/import.ts';

/** The worker that imports. */
export interface ImportChannel {
  postMessage(request: ImportRequest): void;
  terminate(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: ImportAnswer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
}

export type ImportResult =
  | (Extract<ImportAnswer, { readonly kind: 'done' }> & { readonly flows: readonly Flow[] })
  | Extract<ImportAnswer, { readonly kind: 'failed' }>;

/**
 * Imports a file in a worker of its own, which ends with the import.
 * @returns how to cancel: nothing is called back after that
 */
export function importInWorker(
  worker: ImportChannel,
  request: ImportRequest,
  onProgress: (bytes: number) => void,
  onResult: (result: ImportResult) => void,
): () => void {
  const flows: Flow[] = [];
  let ended = false;

  function end(result?: ImportResult) {
    if (ended) return;
    ended = true;
    worker.terminate();
    if (result) onResult(result);
  }

  worker.addEventListener('message', ({ data }) => {
    if (data.kind === 'progress') {
      if (!ended) onProgress(data.bytes);
    } else if (data.kind === 'flows') {
      for (const flow of data.flows) flows.push(flow);
    } else end(data.kind === 'done' ? { ...data, flows } : data);
  });
  worker.addEventListener('error', ({ message }) =>
    end({ kind: 'failed', failure: `the worker that reads it failed${message ? `: ${message}` : ''}` }),
  );
  worker.postMessage(request);
  return () => end();
}
