import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../../../src/core/model/index.ts';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { exportHar } from '../../../src/formats/har/export-har.ts';
import { importHar } from '../../../src/formats/har/import-har.ts';
import { keptFlow } from '../../../src/formats/import/kept-flow.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { authorizeUrl, flow, hop, navigation } from '../../support/builders.ts';
import { ruleExamples } from '../../support/rule-modules.ts';

const FACTS = { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted: false };
const FIXTURES = new URL('../../fixtures/har/', import.meta.url);

const recordings = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.har'))
  .map((name) => ({ name, capture: importHar(readFileSync(new URL(name, FIXTURES), 'utf8')).capture }));
const examples = await Promise.all(
  (await ruleExamples()).map(async ({ rule, fails }) => ({ name: rule, capture: (await fails()).capture })),
);
/** What exceeds the bounds of a stored capture is not read from a HAR either. */
const cases = [...recordings, ...examples].filter(({ capture }) => v.is(captureSchema, capture));

function validator() {
  const require = createRequire(import.meta.url);
  const schemas: Record<string, { readonly $id: string }> = require('har-schema');
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const validate = ajv.getSchema('har.json#') ?? ajv.getSchema('har.json');
  if (validate === undefined) throw new Error('The package has no schema of a HAR.');
  return validate;
}
const validate = validator();

describe.each([
  ['as recorded', async (capture: Capture) => capture],
  ['redacted', async (capture: Capture) => (await redactCapture(capture)).capture],
] as const)('%s', (_how, prepare) => {
  test('a capture comes back from HAR with every hop, cause and page', async () => {
    for (const { name, capture } of cases) {
      const made = await prepare(capture);
      const { capture: read, warnings } = importHar(exportHar(made, FACTS));
      // Whatever a file holds of tokens and cookies is dropped when it is read.
      expect(read, name).toEqual({ ...made, flows: made.flows.map(keptFlow) });
      expect(warnings).toEqual([]);
    }
  });

  test('the file is HAR 1.2', async () => {
    for (const { name, capture } of cases) {
      const made = await prepare(capture);
      validate(JSON.parse(exportHar(made, FACTS)));
      expect(validate.errors, name).toBeNull();
    }
  });
});

test('the schema is one that refuses', () => {
  expect(validate({ log: { version: '1.2', entries: [] } })).toBe(false);
});

test('what somebody takes out of an exported file is out', () => {
  const [first] = recordings;
  if (first === undefined) throw new Error('There is no recording.');
  const har = JSON.parse(exportHar(first.capture, FACTS));
  har.log.entries[0].request.url = 'https://app.example.gov/removed';
  har.log.entries[0].request.headers = [];
  const text = JSON.stringify(har.log.entries[0]);
  expect(text).not.toContain(first.capture.flows[0]?.navigations[0]?.hops[0]?.url);
  const hop = importHar(JSON.stringify(har)).capture.flows[0]?.navigations[0]?.hops[0];
  expect(hop?.url).toBe('https://app.example.gov/removed');
  expect(hop?.request?.headers).toEqual([]);
});

test('a file says whether it is redacted', () => {
  const { log } = JSON.parse(
    exportHar({ version: 1, flows: [] }, { ...FACTS, redacted: true, browser: 'Firefox 153' }),
  );
  expect(log._loginGov).toEqual({ created: '2026-03-03T15:41:07.000Z', redacted: true });
  expect(log.browser).toEqual({ name: 'Firefox', version: '153' });
  expect(log.comment).toMatch(/^Redacted/);
});

test('hops of the same time, or without one, keep their order for readers that sort', () => {
  const time = Date.UTC(2026, 0, 2, 3, 4, 5);
  const hops = [hop(authorizeUrl(), { time }), hop(authorizeUrl(), { time }), hop(authorizeUrl())];
  const { log } = JSON.parse(exportHar({ version: 1, flows: [flow([navigation(hops)])] }, FACTS));
  expect(log.entries.map((each: { startedDateTime: string }) => each.startedDateTime)).toEqual([
    '2026-01-02T03:04:05.000Z',
    '2026-01-02T03:04:05.001Z',
    '2026-01-02T03:04:05.002Z',
  ]);
});
