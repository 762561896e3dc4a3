import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../src/core/index.ts';
import type { Capture } from '../../../src/core/model/index.ts';
import { writeCapture } from '../../../src/formats/capture/capture-file.ts';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { exportHar } from '../../../src/formats/har/export-har.ts';
import { ImportError, type Imported, importFile } from '../../../src/formats/import/index.ts';
import { authnRequest, authorizeUrl, flow, hop, navigation, redirect } from '../../support/builders.ts';
import { fixture } from '../har/har-text.ts';

/**
 * Files of every format, cut and changed at random: each gives what can be read of it and notes that name a place, or
 * one sentence. What it gives is a sound capture, and nothing else in the program has changed.
 */

const encoder = new TextEncoder();
const FLOWS = 4;
const IDP = new URL(authorizeUrl()).origin;

/** Flows whose ids tell them apart. */
const capture: Capture = {
  version: 1,
  flows: Array.from({ length: FLOWS }, (_, at) =>
    flow(
      [
        navigation([
          redirect(authorizeUrl({ state: `${at}`.repeat(32) }), `${IDP}/`, { time: at * 1000 }),
          hop(`${IDP}/`, { time: at * 1000 + 1, response: { status: 200, headers: [] } }),
        ]),
      ],
      { id: `flow-${at}` },
    ),
  ),
};
const facts = { version: '0.1.0', created: 0, redacted: false };

/** As SAML-tracer writes it: a request that is posted, answered and followed, some masked. */
const tracer = {
  requests: Array.from({ length: FLOWS }, (_, at) => {
    const value = at === 1 ? `{hash:${'0a'.repeat(32)}}` : Buffer.from(authnRequest()).toString('base64');
    const headers = [{ name: 'Sec-Fetch-Dest', value: 'document' }];
    return {
      method: 'POST',
      url: `${IDP}/api/saml/auth2026`,
      requestId: String(at),
      requestHeaders: headers,
      responseHeaders: [{ name: 'Content-Type', value: 'text/html' }],
      post: [['SAMLRequest', value]],
      postData: { SAMLRequest: [value] },
      protocol: 'SAML-P',
      saml: at === 1 ? null : authnRequest(),
      samlart: null,
      responseStatus: 200,
      responseStatusText: 'HTTP/2.0 200 OK',
    };
  }),
  timestamp: '2026-01-02T03:04:05.000Z',
};

const FILES: readonly (readonly [name: string, text: string, list: string])[] = [
  ['a HAR of Chromium', fixture('chromium-oidc-gap-status-0.har'), 'log.entries'],
  ['a HAR of this product', exportHar(capture, facts), 'log.entries'],
  ['a capture of version 1', JSON.stringify({ version: 1, flows: capture.flows }), 'flows'],
  ['a capture of version 2', writeCapture(capture, facts), 'flows'],
  ['an export of SAML-tracer', JSON.stringify(tracer, null, 2), 'requests'],
];

function* piecesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** One line, of bearable length, that tells where or what was expected. */
const PLACE =
  /\[\d+\]|byte \d+|after \d+ bytes|expected is|has no response|more warnings|The file holds|version/;

function expectLine(line: string): void {
  expect(line).toMatch(PLACE);
  expect(line).not.toMatch(/[\n\r]/);
  expect(line.length).toBeLessThan(1000);
}

/** Imports it and checks what holds of any file; undefined where it was refused. */
async function importChecked(bytes: Uint8Array, size = 997): Promise<Imported | undefined> {
  try {
    const imported = await importFile(piecesOf(bytes, size));
    v.parse(captureSchema, imported.capture);
    expect((await inspect(imported.capture)).flows).toHaveLength(imported.capture.flows.length);
    for (const warning of imported.warnings) expectLine(warning);
    return imported;
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    expectLine(error.message);
    return undefined;
  } finally {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf([])).toBe(Array.prototype);
  }
}

const idsOf = (imported: Imported | undefined) => imported?.capture.flows.map(({ id }) => id) ?? [];

describe.each(FILES)('%s', (_name, text, list) => {
  const sound = encoder.encode(text);

  test('cut and changed at any byte', async () => {
    const insertions = ['', '{', ']', '"', '\\', '"__proto__":{"polluted":1},', '0', 'null', '\u00ff', '[['];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sound.length),
        fc.nat(20),
        fc.constantFrom(...insertions),
        fc.boolean(),
        async (at, removed, insertion, cut) => {
          const rest = cut ? new Uint8Array() : sound.slice(at + removed);
          await importChecked(new Uint8Array([...sound.slice(0, at), ...encoder.encode(insertion), ...rest]));
        },
      ),
      { numRuns: 100 },
    );
  });

  test('with a value anywhere replaced by another kind of one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom(...Object.keys(STRANGE)), async (at, kind) => {
        await importChecked(encoder.encode(changed(text, at, STRANGE[kind] ?? 'null')));
      }),
      { numRuns: 100 },
    );
  });

  test('with keys that are special to objects', async () => {
    const hostile = text.replaceAll(
      /"(?:response|navigations|hop)":/g,
      (key) => `"__proto__":{"polluted":true,"flows":[]},"constructor":{"prototype":{"polluted":1}},${key}`,
    );
    expect(await importChecked(encoder.encode(hostile))).toBeDefined();
  });

  test('with a hundred thousand items that are none, before those that are', async () => {
    const start = text.indexOf('[', text.indexOf(`"${list.split('.').at(-1)}"`)) + 1;
    const many = encoder.encode(`${text.slice(0, start)}${'0,'.repeat(100_000)}${text.slice(start)}`);
    const [all, some] = [await importChecked(sound), await importChecked(many, 65_536)];
    expect(some?.capture.flows).toHaveLength(all?.capture.flows.length ?? -1);
    expect(some?.warnings[0]).toContain(`${list}[0] was left out`);
    expect(some?.warnings.some((warning) => /^\d{5} more warnings$/.test(warning))).toBe(true);
  });
});

/** What stands in the place of a value, as JSON. */
const STRANGE: Readonly<Record<string, string>> = {
  null: 'null',
  true: 'true',
  number: '-1.5e300',
  text: '"\\u0000\\ud800"',
  list: '[]',
  object: '{"length":1e9}',
  deep: `${'[{"a":'.repeat(500)}0${'}]'.repeat(500)}`,
  prototype: '{"__proto__":{"polluted":true}}',
  long: `"${'x'.repeat(3 * 1024 * 1024)}"`,
};

/** The file with its n-th value replaced; values are counted by the colons and brackets before them. */
function changed(text: string, n: number, value: string): string {
  let count = 0;
  const marker = '\u0001';
  const values: unknown[] = [];
  JSON.parse(text, (_key, each: unknown) => values.push(each) && each);
  const wanted = n % values.length;
  const made = JSON.stringify(
    JSON.parse(text, (_key, each: unknown) => (count++ === wanted ? marker : each)),
  );
  return made.replace(JSON.stringify(marker), () => value);
}

describe('what was readable is kept', () => {
  test.each(FILES.filter(([, , list]) => list === 'flows'))(
    '%s: every flow that ends before the cut',
    async (_name, text) => {
      const ends = capture.flows.map(({ id }) => {
        const at = text.indexOf(`"${id}"`);
        const next = text.indexOf(`"flow-${Number(id.slice(-1)) + 1}"`);
        return { id, before: at, after: next < 0 ? text.length : next };
      });
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: text.length - 1 }), async (at) => {
          const ids = idsOf(await importChecked(encoder.encode(text.slice(0, at))));
          for (const { id, before, after } of ends) {
            if (after <= at) expect(ids).toContain(id);
            if (before >= at) expect(ids).not.toContain(id);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each(FILES.filter(([, , list]) => list === 'flows'))(
    '%s: every flow but the one that is broken',
    async (_name, text) => {
      for (let broken = 0; broken < FLOWS; broken += 1) {
        const file = JSON.parse(text);
        file.flows[broken].navigations[0].hops[0].url = 7;
        const imported = await importChecked(encoder.encode(JSON.stringify(file)));
        expect(idsOf(imported)).toEqual(capture.flows.map(({ id }) => id).filter((_, at) => at !== broken));
        expect(imported?.warnings).toEqual([
          `flows[${broken}] was left out: navigations.0.hops.0.url must be text, not 7`,
        ]);
      }
    },
  );

  test('an export of SAML-tracer: every request but the one that is broken', async () => {
    const file = structuredClone(tracer);
    Object.assign(file.requests[2] ?? {}, { url: 'not an address' });
    const imported = await importChecked(encoder.encode(JSON.stringify(file)));
    expect(imported?.capture.flows).toHaveLength(FLOWS - 1);
    expect(imported?.warnings).toContain('requests[2] was left out: url must be an absolute URL');
  });
});
