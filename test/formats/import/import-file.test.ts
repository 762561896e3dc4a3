import { describe, expect, test } from 'vitest';
import { writeCapture } from '../../../src/formats/capture/capture-file.ts';
import { exportHar } from '../../../src/formats/har/export-har.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { ImportError, importFile } from '../../../src/formats/import/index.ts';
import { AUTHORIZE, entry, fixture, har } from '../har/har-text.ts';

const encoder = new TextEncoder();

function piecesOf(text: string | Uint8Array, size = 1000): Uint8Array[] {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return pieces;
}

const importOf = (text: string | Uint8Array, size?: number) => importFile(piecesOf(text, size));

async function refusal(text: string): Promise<{ code: string; message: string }> {
  try {
    await importOf(text);
  } catch (error) {
    if (error instanceof ImportError) return { code: error.code, message: error.message };
  }
  throw new Error('not refused');
}

describe('a HAR', () => {
  test.each(['chromium-oidc-gap.har', 'chromium-oidc-good.har', 'firefox-oidc-gap.har'])(
    '%s, read in pieces of any size, gives what the whole text gives',
    async (name) => {
      const text = fixture(name);
      const whole = { ...importHar(text), redacted: false };
      for (const size of [7, 1000, 100_000_000]) expect(await importOf(text, size)).toEqual(whole);
    },
  );

  test('that ends too early gives the flows before the end, and the place', async () => {
    const text = har([entry({ url: AUTHORIZE }), entry({ url: AUTHORIZE })]);
    const cut = text.slice(0, -40);

    const { capture, warnings } = await importOf(cut);

    expect(capture.flows).toHaveLength(1);
    expect(warnings).toEqual([
      `The file is broken: the text ends too early, after ${cut.length} bytes. What stands before was read`,
    ]);
  });
});

describe('a capture', () => {
  const { flows } = importHar(fixture('chromium-oidc-gap.har')).capture;

  test.each([writeCapture, exportHar])('says whether it was redacted (%o)', async (write) => {
    for (const redacted of [true, false]) {
      const text = write({ version: 1, flows }, { version: '0.1.0', created: 0, redacted });
      expect((await importOf(text)).redacted).toBe(redacted);
    }
  });

  test('of version 1 and 2', async () => {
    for (const version of [1, 2]) {
      expect((await importOf(JSON.stringify({ version, flows }))).capture.flows).toEqual(flows);
    }
  });

  test('with a broken flow keeps the others', async () => {
    const { capture, warnings } = await importOf(
      JSON.stringify({ version: 1, flows: [{ id: 5 }, ...flows] }),
    );
    expect(capture.flows).toEqual(flows);
    expect(warnings).toEqual(['flows[0] was left out: id must be text, not 5']);
  });

  test('of a version to come', async () => {
    expect(await refusal(JSON.stringify({ version: 3, flows }))).toEqual({
      code: 'newer-version',
      message: 'a capture file of version 3; versions 1 to 2 can be read',
    });
  });
});

describe('what cannot be read', () => {
  test.each([
    ['', 'empty', /^holds nothing; expected is/],
    ['just words', 'not-recognised', /^holds neither JSON nor a URL nor a SAML message/],
    ['{"log":', 'broken', /^not JSON: the text ends too early, after 7 bytes;/],
    ['{"log":{x}}', 'broken', /^not JSON: unexpected character at byte 8;/],
    ['{}', 'not-recognised', /^JSON, but without log\.entries/],
    ['[[[[', 'broken', /ends too early/],
    [
      'https://example.com/?secret=1',
      'not-login-gov',
      /^https:\/\/example\.com\/ is not a Login\.gov endpoint/,
    ],
    [
      'https://app.example.gov/callback?error=invalid_request&error_description=Secret&state=secret',
      'not-login-gov',
      /^https:\/\/app\.example\.gov\/callback is where the user was sent back to: it says too little alone; import the request/,
    ],
    ['https://app.example.gov/?state=CA', 'not-login-gov', /is not a Login\.gov endpoint/],
  ])('%j', async (text, code, message) => {
    const found = await refusal(text);
    expect(found.code).toBe(code);
    expect(found.message).toMatch(message);
  });

  test('nested without end', async () => {
    expect((await refusal('['.repeat(1_000_000))).code).toBe('broken');
  });

  test('a million entries that are none: the first are named, the others counted, the good one is read', async () => {
    function* pieces() {
      yield encoder.encode('{"log":{"creator":{"name":"WebInspector"},"entries":[');
      const block = encoder.encode('0,'.repeat(10_000));
      for (let count = 0; count < 100; count += 1) yield block;
      yield encoder.encode(`${JSON.stringify(entry({ url: AUTHORIZE }))}]}}`);
    }
    const { capture, warnings } = await importFile(pieces());
    expect(capture.flows).toHaveLength(1);
    expect(warnings[0]).toBe('log.entries[0] was left out: the top level must be an object, not 0');
    expect(warnings.at(-1)).toBe('999900 more warnings');
  });

  test('is told of an abort', async () => {
    const stop = new AbortController();
    const text = fixture('chromium-oidc-gap.har');
    const reading = importFile(piecesOf(text), { signal: stop.signal, onProgress: () => stop.abort() });
    await expect(reading).rejects.toThrow(/abort/i);
  });

  test('waits for what hears of its progress, so that an abort can come between two pieces', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const onProgress = (bytes: number) => {
      told.push(bytes);
      setTimeout(() => stop.abort());
      return new Promise<void>((resolve) => setTimeout(resolve));
    };
    const reading = importFile(piecesOf(fixture('chromium-oidc-gap.har')), {
      signal: stop.signal,
      onProgress,
    });
    await expect(reading).rejects.toThrow(/abort/i);
    expect(told).toEqual([1000]);
  });
});
