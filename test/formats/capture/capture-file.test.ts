import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { captureJsonSchema, SCHEMA_FILE } from '../../../scripts/capture-schema.ts';
import type { Capture } from '../../../src/core/model/index.ts';
import {
  CaptureFileError,
  readCaptureText,
  writeCapture,
} from '../../../src/formats/capture/capture-file.ts';
import { captureSchema } from '../../../src/formats/capture/schema.ts';
import { redactCapture } from '../../../src/formats/redaction/index.ts';
import { ruleExamples } from '../../support/rule-modules.ts';

const FACTS = { version: '0.1.0', created: Date.parse('2026-03-03T15:41:07Z'), redacted: false };

const examples = await ruleExamples();
/** Of those the examples about the bounds themselves cannot be stored. */
const captures: readonly Capture[] = (
  await Promise.all(examples.map(async ({ fails }) => (await fails()).capture))
).filter((capture) => v.is(captureSchema, capture));
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')));

function fault(text: string): string {
  try {
    readCaptureText(text);
  } catch (error) {
    if (error instanceof CaptureFileError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('a capture file', () => {
  test('is read as it was written', () => {
    for (const capture of captures) {
      expect(readCaptureText(writeCapture(capture, FACTS))).toEqual({ capture, redacted: false });
    }
  });

  test('says what wrote it, when, in which browser, and whether it is redacted', () => {
    const text = writeCapture(
      { version: 1, flows: [] },
      { ...FACTS, redacted: true, browser: 'Chromium 156' },
    );
    expect(JSON.parse(text)).toEqual({
      version: 2,
      product: { name: 'login-gov-inspector', version: '0.1.0' },
      created: '2026-03-03T15:41:07.000Z',
      redacted: true,
      browser: 'Chromium 156',
      flows: [],
    });
  });

  test('of version 1 is read', () => {
    for (const capture of captures) expect(readCaptureText(JSON.stringify(capture))).toEqual({ capture });
  });

  test('that cannot be read says why and where', () => {
    expect(fault('{"version":3,"flows":[]}')).toBe(
      'newer-version: a capture file of version 3; this product reads versions 1 to 2',
    );
    expect(fault('{"version":1,"flows":[{}]}')).toBe(
      'broken-capture: not a capture file of version 1: flows.0.id is missing',
    );
    expect(fault('{"version":2,"flows":[]}')).toBe(
      'broken-capture: not a capture file of version 2: product is missing',
    );
    expect(fault('{"log":{}}')).toBe('not-a-capture: no capture file: version and flows are expected');
  });
});

describe('the published schema', () => {
  test('is the one that files are read by', () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8'), 'npm run docs:capture brings it up to date').toBe(
      captureJsonSchema(),
    );
  });

  test('holds for what is written, redacted or not', async () => {
    for (const capture of captures) {
      const redacted = await redactCapture(capture);
      for (const text of [
        writeCapture(capture, FACTS),
        writeCapture(redacted.capture, { ...FACTS, redacted: true }),
      ]) {
        validate(JSON.parse(text));
        expect(validate.errors).toBeNull();
      }
    }
  });

  test('does not hold for what is not read', () => {
    const file = JSON.parse(writeCapture({ version: 1, flows: [] }, FACTS));
    for (const wrong of [
      { ...file, version: 4 },
      { ...file, redacted: 'yes' },
      { ...file, flows: [{}] },
    ]) {
      expect(validate(wrong)).toBe(false);
      expect(fault(JSON.stringify(wrong))).not.toBe('none');
    }
  });
});
