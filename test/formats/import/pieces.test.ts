import { createReadStream } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importFile, importHar } from '../../../src/index.ts';
import { fixture } from '../har/har-text.ts';

const NAME = 'chromium-oidc-gap.har';
const PATH = new URL(`../../fixtures/har/${NAME}`, import.meta.url);
const text = fixture(NAME);

/** A stream of the text that tells whether somebody cancelled it. */
function streamOf(content: string) {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(content));
    },
    cancel() {
      cancelled = true;
    },
  });
  return { stream, wasCancelled: () => cancelled };
}

describe('the library reads a file', () => {
  test.each([
    ['from a Blob', () => new Blob([text])],
    ['from a stream of a Blob', () => new Blob([text]).stream()],
    ['from a file of Node', () => createReadStream(PATH)],
    ['from pieces', () => [new TextEncoder().encode(text)]],
  ])('%s', async (_, source) => {
    expect((await importFile(source())).capture).toEqual(importHar(text).capture);
  });

  test('and cancels a stream that it does not read to its end', async () => {
    const { stream, wasCancelled } = streamOf('{"log":x');
    await expect(importFile(stream)).rejects.toThrow('unexpected character at byte 7');
    expect(wasCancelled()).toBe(true);
  });

  test('and stops when it is told to', async () => {
    const { stream, wasCancelled } = streamOf(' '.repeat(1000));
    const stop = new AbortController();
    const reading = importFile(stream, { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(reading).rejects.toThrow(/abort/i);
    expect(wasCancelled()).toBe(true);
  });
});
