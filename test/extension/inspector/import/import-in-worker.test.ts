import { describe, expect, test } from 'vitest';
import {
  type ImportResult,
  importInWorker,
} from '../../../../src/extension/inspector/import/import-in-worker.ts';
import type { ImportAnswer, ImportRequest } from '../../../../src/extension/wire/import.ts';
import { refusedFlow, samlFlow } from '../samples.ts';

/** The inspector's end of a worker; the test is the other end. */
function channel() {
  const requests: ImportRequest[] = [];
  const told: {
    answer?: (event: { data: ImportAnswer }) => void;
    fail?: (event: { message: string }) => void;
  } = {};
  let terminated = 0;
  return {
    requests,
    terminated: () => terminated,
    answer: (data: ImportAnswer) => told.answer?.({ data }),
    fail: (message: string) => told.fail?.({ message }),
    worker: {
      postMessage: (request: ImportRequest) => void requests.push(request),
      terminate: () => {
        terminated += 1;
      },
      addEventListener(type: 'message' | 'error', listener: (event: never) => void) {
        if (type === 'message') told.answer = listener as (event: { data: ImportAnswer }) => void;
        else told.fail = listener as (event: { message: string }) => void;
      },
    },
  };
}

function begin() {
  const other = channel();
  const progress: number[] = [];
  const results: ImportResult[] = [];
  const cancel = importInWorker(
    other.worker,
    { file: new Blob(['x']), deployments: [] },
    (bytes) => progress.push(bytes),
    (result) => results.push(result),
  );
  return { ...other, progress, results, cancel };
}

describe('an import in a worker', () => {
  test('tells how far it is, then what it read, and ends', () => {
    const { answer, progress, results, terminated, requests } = begin();
    answer({ kind: 'progress', bytes: 1 });
    answer({ kind: 'flows', flows: [refusedFlow] });
    answer({ kind: 'flows', flows: [samlFlow] });
    answer({ kind: 'done', warnings: ['w'], redacted: false });
    expect(requests).toHaveLength(1);
    expect(progress).toEqual([1]);
    expect(results).toEqual([
      { kind: 'done', flows: [refusedFlow, samlFlow], warnings: ['w'], redacted: false },
    ]);
    expect(terminated()).toBe(1);
  });

  test('that was cancelled ends and is heard of no more', () => {
    const { answer, cancel, progress, results, terminated } = begin();
    cancel();
    answer({ kind: 'progress', bytes: 1 });
    answer({ kind: 'done', warnings: [], redacted: false });
    expect({ progress, results, terminated: terminated() }).toEqual({
      progress: [],
      results: [],
      terminated: 1,
    });
  });

  test('whose worker fails says so', () => {
    const { fail, results } = begin();
    fail('boom');
    expect(results).toEqual([{ kind: 'failed', failure: 'the worker that reads it failed: boom' }]);
  });
});
