import * as v from 'valibot';
import type { Capture } from '../core/model/index.ts';
import { captureSchema } from '../formats/capture/schema.ts';
import { HAR_LIMITS } from '../formats/har/har-schema.ts';
import { HarError, importHar } from '../formats/har/import-har.ts';
import { parseJson } from '../formats/json-text.ts';
import { describeIssue } from '../formats/schema-issue.ts';
import { readStandardInput, readTextFile } from './read-file.ts';
import { looksLikeUrl, UnusableInput } from './unusable-input.ts';
import { captureFromUrl } from './url-input.ts';

const ACCEPTED =
  'expected is a URL of a Login.gov endpoint, a HAR file, a capture file or - for standard input';

export interface InputCapture {
  readonly capture: Capture;
  readonly warnings: readonly string[];
}

/** Reads a URL, a file or, for `-`, standard input. Throws {@link UnusableInput}. */
export async function readInput(input: string): Promise<InputCapture> {
  if (looksLikeUrl(input)) return { capture: captureFromUrl(input), warnings: [] };
  const text =
    input === '-'
      ? await readStandardInput(HAR_LIMITS.file)
      : readTextFile(input, HAR_LIMITS.file, `; ${ACCEPTED}`);
  if (looksLikeUrl(text)) return { capture: captureFromUrl(text, input), warnings: [] };
  if (!/^\ufeff?\s*[[{]/.test(text)) {
    throw new UnusableInput(input, `holds neither JSON nor a URL; ${ACCEPTED}`);
  }
  return readJsonInput(input, text);
}

function readJsonInput(input: string, text: string): InputCapture {
  try {
    return importHar(text);
  } catch (error) {
    if (!(error instanceof HarError)) throw error;
    if (error.code === 'not-a-har') return { capture: readCapture(input, text), warnings: [] };
    throw new UnusableInput(input, error.message);
  }
}

function readCapture(input: string, text: string): Capture {
  const value = parseJson(text);
  const result = v.safeParse(captureSchema, value, { abortEarly: true });
  if (result.success) return result.output;
  if (typeof value !== 'object' || value === null || !('flows' in value)) {
    throw new UnusableInput(
      input,
      `neither a HAR file (log.entries) nor a capture file (version and flows); ${ACCEPTED}`,
    );
  }
  throw new UnusableInput(input, `not a capture file of version 1: ${describeIssue(result.issues[0])}`);
}
