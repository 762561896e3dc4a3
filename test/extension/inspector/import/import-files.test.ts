import { describe, expect, test } from 'vitest';
import {
  type FileProgress,
  type ImportedFiles,
  importFiles,
} from '../../../../src/extension/inspector/import/import-files.ts';
import type { ImportChannel } from '../../../../src/extension/inspector/import/import-in-worker.ts';
import type { ImportAnswer, ImportRequest } from '../../../../src/extension/wire/import.ts';
import { refusedFlow, samlFlow } from '../samples.ts';

type Listener = (event: { readonly data: ImportAnswer }) => void;

/** Workers that answer each file with what the test says for its text. */
function begin(texts: readonly string[], answers: (text: string) => readonly ImportAnswer[]) {
  const progress: FileProgress[] = [];
  const ends: ImportedFiles[] = [];
  let running = 0;
  let most = 0;
  const createWorker = (): ImportChannel => {
    const listeners: Listener[] = [];
    running += 1;
    most = Math.max(most, running);
    return {
      postMessage: async ({ file }: ImportRequest) => {
        for (const data of answers(await file.text())) for (const listener of listeners) listener({ data });
      },
      terminate: () => {
        running -= 1;
      },
      addEventListener: (type: string, listener: unknown) => {
        if (type === 'message') listeners.push(listener as Listener);
      },
    };
  };
  const handed = texts.map((text, at) => ({ name: `${at}.har`, file: new Blob([text]) }));
  let cancel = () => {};
  const ended = new Promise<ImportedFiles>((resolve) => {
    cancel = importFiles(
      handed,
      [],
      createWorker,
      (told) => progress.push(told),
      (imported) => {
        ends.push(imported);
        resolve(imported);
      },
    );
  });
  return { progress, ends, ended, cancel, running: () => running, most: () => most };
}

const DONE = { kind: 'done', warnings: [], redacted: false } as const;

describe('several files', () => {
  test('are imported one after the other; a broken one does not stop the others', async () => {
    const { ended, progress, running, most } = begin(['good', 'broken', 'none', 'good'], (text) => {
      if (text === 'broken') return [{ kind: 'failed', failure: 'not JSON' }];
      if (text === 'none') return [{ ...DONE, warnings: ['no request of Login.gov'] }];
      return [{ kind: 'flows', flows: [refusedFlow, samlFlow] }, DONE];
    });
    const { files, failures } = await ended;
    expect(files.map(({ name, flows }) => [name, flows.length])).toEqual([
      ['0.har', 2],
      ['3.har', 2],
    ]);
    expect(failures).toEqual([
      { name: '1.har', failure: 'not JSON' },
      { name: '2.har', failure: 'no request of Login.gov' },
    ]);
    expect(progress.map(({ name, number, of }) => `${name} ${number}/${of}`)).toEqual([
      '0.har 1/4',
      '1.har 2/4',
      '2.har 3/4',
      '3.har 4/4',
    ]);
    expect({ running: running(), most: most() }).toEqual({ running: 0, most: 1 });
  });

  test('beyond twenty are named, not dropped without a word', async () => {
    const { ended } = begin(
      Array.from({ length: 22 }, () => 'good'),
      () => [{ kind: 'flows', flows: [refusedFlow] }, DONE],
    );
    const { files, failures } = await ended;
    expect(files).toHaveLength(20);
    expect(failures.map(({ name }) => name)).toEqual(['20.har', '21.har']);
  });

  test('are all given up by one cancel', async () => {
    const { cancel, ends, running } = begin(['good', 'good'], () => []);
    cancel();
    await Promise.resolve();
    expect({ ends, running: running() }).toEqual({ ends: [], running: 0 });
  });
});
