import * as v from 'valibot';
import type { MetaPolicies, Page } from '../../core/model/index.ts';
import { JsonTextError, parseJson } from '../json-text.ts';
import { describeIssue } from '../schema-issue.ts';
import { HarError } from './har-error.ts';
import { entrySchema, HAR_LIMITS, type HarEntry, harSchema } from './har-schema.ts';

/** The usable entries of a HAR, in the order of the file, and what is wrong with the others. */
export interface HarFile {
  /** Name of the program that wrote it, e.g. `WebInspector` or `Firefox`; may be empty. */
  readonly creator: string;
  readonly browser: string;
  readonly entries: readonly NumberedEntry[];
  readonly warnings: readonly string[];
}

export interface NumberedEntry {
  /** Where it stands in the file: `log.entries[12]`. */
  readonly place: string;
  readonly entry: HarEntry;
  /** What its document says, where the text of the document was dropped. */
  readonly page?: Page;
  readonly meta?: MetaPolicies;
}

/** Reads HAR 1.2. Throws {@link HarError}; an entry that cannot be read is a warning and is left out. */
export function readHar(text: string): HarFile {
  const { creator, browser, entries } = readLog(text);
  const usable: NumberedEntry[] = [];
  const warnings: string[] = [];
  entries.forEach((raw, index) => {
    const read = readEntry(raw, `log.entries[${index}]`);
    if (typeof read === 'string') warnings.push(read);
    else usable.push(read);
  });
  return { creator: creator.name, browser: browser.name, entries: usable, warnings };
}

/** One entry or, where it cannot be read, a line that says where and why. */
export function readEntry(raw: unknown, place: string): NumberedEntry | string {
  const result = v.safeParse(entrySchema, raw, { abortEarly: true });
  if (result.success) return { place, entry: result.output };
  return `${place} was left out: ${describeIssue(result.issues[0])}`;
}

function readLog(text: string): v.InferOutput<typeof harSchema>['log'] {
  if (text.length > HAR_LIMITS.file) {
    throw new HarError(
      'too-large',
      `the file has ${text.length} characters; at most ${HAR_LIMITS.file} are read`,
    );
  }
  const result = v.safeParse(harSchema, parse(text), { abortEarly: true });
  if (!result.success) {
    const found = describeIssue(result.issues[0]);
    throw new HarError(
      'not-a-har',
      `not a HAR file: ${found}; HAR 1.2 has its list of requests at log.entries`,
    );
  }
  const { log } = result.output;
  if (log.entries.length > HAR_LIMITS.entries) {
    throw new HarError(
      'too-many-entries',
      `log.entries has ${log.entries.length} entries; at most ${HAR_LIMITS.entries} are read`,
    );
  }
  return log;
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonTextError) throw new HarError('not-json', `not a HAR file: ${error.message}`);
    throw error;
  }
}
