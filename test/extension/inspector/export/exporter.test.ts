import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { serveExports } from '../../../../src/extension/exporting/serve.ts';
import { createExporter } from '../../../../src/extension/inspector/export/exporter.ts';
import type { ExportSettings } from '../../../../src/extension/wire/export.ts';
import { readCaptureText } from '../../../../src/formats/capture/capture-file.ts';
import { authorizeUrl, flow, navigation, pageHop } from '../../../support/builders.ts';

const STATE = '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b';
const settings = (redacted: boolean): ExportSettings => ({
  format: 'capture',
  options: { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted },
  inspection: {},
});
const flows = [1, 2, 3].map((number) =>
  flow([navigation([pageHop(authorizeUrl())])], { id: String(number) }),
);

let channel: MessageChannel | undefined;
afterEach(() => channel?.port1.close());

/** Both ends of a real channel, as the panel and its worker have them. */
function exporter() {
  channel = new MessageChannel();
  const { port1, port2 } = channel;
  serveExports(port2 as never);
  return createExporter(port1 as never);
}

describe('the exporter', () => {
  test('has the worker make a redacted file of all flows', async () => {
    const made = await exporter().make(flows, settings(true));
    const text = (await made?.file.text()) ?? '';
    expect(text).not.toContain(STATE);
    const { capture, redacted } = readCaptureText(text);
    expect(redacted).toBe(true);
    expect(capture.flows.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(made?.beginning).toBe(text);
    expect(made?.characters).toBe(text.length);
    expect(made?.replaced).toEqual([
      { what: 'nonce', values: 1, places: 3 },
      { what: 'state', values: 1, places: 3 },
    ]);
  });

  test('replaces nothing where that was chosen', async () => {
    const made = await exporter().make(flows, settings(false));
    expect(made?.beginning).toContain(STATE);
    expect(made?.replaced).toEqual([]);
  });

  test('gives up what was asked before', async () => {
    const { make } = exporter();
    const [first, second] = await Promise.all([
      make(flows, settings(false)),
      make(flows.slice(0, 1), settings(true)),
    ]);
    expect(first).toBeUndefined();
    expect(readCaptureText((await second?.file.text()) ?? '').capture.flows).toHaveLength(1);
  });

  test('says when the worker has failed', async () => {
    const listeners = new Map<string, (event: never) => void>();
    const { make } = createExporter({
      postMessage: () => listeners.get('error')?.({ message: 'no such file' } as never),
      addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
    } as never);
    await expect(make(flows, settings(true))).rejects.toThrow('The worker that exports failed: no such file');
    await expect(make(flows, settings(true))).rejects.toThrow('no such file');
  });
});
