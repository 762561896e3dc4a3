import * as v from 'valibot';
import type { Capture } from '../../core/model/index.ts';
import { type ExportFacts, PRODUCT } from '../export-facts.ts';
import { parseJson } from '../json-text.ts';
import { describeIssue } from '../schema-issue.ts';
import { captureFileSchema, captureSchema } from './schema.ts';

/** A file that is no capture. The message is one line: what was found, where, what was expected. */
export class CaptureFileError extends Error {
  override readonly name = 'CaptureFileError';
  readonly code: 'not-a-capture' | 'newer-version' | 'broken-capture';

  constructor(code: CaptureFileError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface ReadCapture {
  readonly capture: Capture;
  /** Undefined for version 1, which did not say. */
  readonly redacted?: boolean;
}

/** The newest version, which is the one that is written. docs/capture.schema.json describes it. */
const VERSION = 2;

/** Capture file of the newest version, as JSON text. */
export function writeCapture({ flows }: Capture, facts: ExportFacts): string {
  const { version, created, redacted, browser } = facts;
  const file: v.InferOutput<typeof captureFileSchema> = {
    version: VERSION,
    product: { name: PRODUCT, version },
    created: new Date(created).toISOString(),
    redacted,
    ...(browser !== undefined && { browser }),
    flows: [...flows] as v.InferOutput<typeof captureFileSchema>['flows'],
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads a capture file of any version. Throws {@link CaptureFileError}, and `JsonTextError` for what is no JSON. */
export function readCaptureText(text: string): ReadCapture {
  return readCaptureFile(parseJson(text));
}

/** The same for JSON that was read already. */
export function readCaptureFile(value: unknown): ReadCapture {
  if (typeof value !== 'object' || value === null || !('flows' in value)) {
    throw new CaptureFileError('not-a-capture', 'no capture file: version and flows are expected');
  }
  const version = 'version' in value ? value.version : undefined;
  if (typeof version === 'number' && version > VERSION) {
    throw new CaptureFileError(
      'newer-version',
      `a capture file of version ${version}; this product reads versions 1 to ${VERSION}`,
    );
  }
  if (version === 1) {
    const result = v.safeParse(captureSchema, value, { abortEarly: true });
    if (result.success) return { capture: result.output };
    throw broken(1, result.issues[0]);
  }
  const result = v.safeParse(captureFileSchema, value, { abortEarly: true });
  if (!result.success) throw broken(VERSION, result.issues[0]);
  const { flows, redacted } = result.output;
  return { capture: { version: 1, flows }, redacted };
}

function broken(version: number, issue: v.BaseIssue<unknown>): CaptureFileError {
  return new CaptureFileError(
    'broken-capture',
    `not a capture file of version ${version}: ${describeIssue(issue)}`,
  );
}
