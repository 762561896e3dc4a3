import * as v from 'valibot';
import type { Flow } from '../../core/model/index.ts';
import { flowSchema, LIMITS } from '../capture/schema.ts';
import { HAR_LIMITS } from '../har/har-schema.ts';
import { importEntries } from '../har/import-har.ts';
import { type NumberedEntry, readEntry } from '../har/read-har.ts';
import { readTracerRequest } from '../saml-tracer/tracer-entry.ts';
import { describeIssue } from '../schema-issue.ts';
import { ACCEPTED, ImportError } from './import-error.ts';
import { importText } from './import-text.ts';
import type { Imported } from './imported.ts';
import { type JsonItem, readJsonItems } from './json-items.ts';
import { keepEntry } from './keep-entry.ts';
import { keptFlow } from './kept-flow.ts';
import { type FileSource, piecesOf } from './pieces.ts';

/** Bounds on what is imported. */
export const IMPORT_LIMITS = {
  /** Bytes of a file, which is read piece by piece. */
  file: 1024 * 1024 * 1024,
  /** Bytes of what is no JSON: a URL, a SAML message. */
  text: 4 * 1024 * 1024,
} as const;

/** Newest version of the capture file whose flows can be read. */
const NEWEST_CAPTURE = 2;

export interface ImportOptions {
  /** Origins to take for deployments of Login.gov beside the known ones. */
  readonly deployments?: readonly string[];
  /** Hears after each piece how many bytes have been read. The next is read when what it returns has come. */
  readonly onProgress?: (bytes: number) => void | Promise<void>;
  /** Rejects the import with its reason when it is aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Reads what a person hands over, whatever of {@link ACCEPTED} it is, piece by piece: of a file no more is held than
 * its largest entry and what flows are made of. Of a broken file what stands before the fault is read, and a warning
 * says where that is. Rejects with {@link ImportError} where there is nothing to read, and with the reason of `signal`
 * when it is aborted.
 * @param source a Blob or File, a stream of bytes, or pieces of them, such as Node's `createReadStream` gives
 */
export async function importFile(
  source: FileSource,
  { deployments = [], onProgress, signal }: ImportOptions = {},
): Promise<Imported> {
  const collected = new Collected(deployments);
  const items = readJsonItems((item) => collected.add(item));
  const texts: Uint8Array[] = [];
  let format: 'json' | 'text' | undefined;
  let size = 0;
  for await (const piece of piecesOf(source)) {
    signal?.throwIfAborted();
    const bytes = size === 0 ? withoutMark(piece) : piece;
    size += piece.length;
    format ??= formatOf(bytes);
    const most = format === 'json' ? IMPORT_LIMITS.file : IMPORT_LIMITS.text;
    if (size > most)
      throw new ImportError('too-large', `has ${size} bytes or more; at most ${most} are read`);
    await onProgress?.(size);
    if (format !== 'json') texts.push(bytes);
    else if (!items.add(bytes)) break;
  }
  signal?.throwIfAborted();
  if (format !== 'json') return importText(await new Blob(texts as BlobPart[]).text(), deployments);
  return collected.imported(items.end());
}

/** UTF-8's byte order mark. */
function withoutMark(piece: Uint8Array): Uint8Array {
  return piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? piece.subarray(3) : piece;
}

/** By the first character that is no white space; undefined while there is none. */
function formatOf(bytes: Uint8Array): 'json' | 'text' | undefined {
  const first = bytes.find((byte) => byte > 0x20);
  if (first === undefined) return undefined;
  return first === 0x7b || first === 0x5b ? 'json' : 'text';
}

/** What has been read of a JSON file. */
class Collected {
  readonly #deployments: readonly string[];
  readonly #entries: NumberedEntry[] = [];
  readonly #flows: Flow[] = [];
  readonly #warnings: string[] = [];
  #moreWarnings = 0;
  #format: 'har' | 'tracer' | 'capture' | undefined;
  #creator = '';
  #browser = '';
  #version = 1;
  #hasTimes = false;
  #redacted = false;

  constructor(deployments: readonly string[]) {
    this.#deployments = deployments;
  }

  add({ kind, value, index }: JsonItem): void {
    switch (kind) {
      // HAR 1.2 and SAML-tracer always write these two: they tell of a file with an empty list.
      case 'timestamp':
        this.#format ??= 'tracer';
        return;
      case 'creator':
        this.#format ??= 'har';
        this.#creator = nameOf(value);
        return;
      case 'browser':
        this.#browser = nameOf(value);
        return;
      case 'version':
        if (typeof value !== 'number') return;
        this.#format ??= 'capture';
        this.#version = value;
        return;
      case 'redacted':
        this.#redacted = value === true;
        return;
      case 'entry':
        this.#format ??= 'har';
        this.#addEntry(readEntry(value, `log.entries[${index}]`));
        return;
      case 'request':
        this.#format ??= 'tracer';
        this.#addTracerRequest(value, index);
        return;
      case 'flow':
        this.#format ??= 'capture';
        this.#addFlow(value, `flows[${index}]`);
    }
  }

  #addEntry(read: NumberedEntry | string): void {
    const kept = typeof read === 'string' ? undefined : keepEntry(read, this.#deployments);
    if (typeof read === 'string') this.#warn(read);
    else if (kept !== undefined && this.#entries.length >= HAR_LIMITS.documents) {
      this.#warn(`${read.place} was left out: the first ${HAR_LIMITS.documents} document requests are read`);
    } else if (kept !== undefined) this.#entries.push(kept);
  }

  #addTracerRequest(value: unknown, index: number): void {
    const read = readTracerRequest(value, `requests[${index}]`, index, this.#deployments);
    if (typeof read === 'string') {
      this.#warn(read);
      return;
    }
    for (const warning of read.warnings) this.#warn(warning);
    if (read.hasTime) this.#hasTimes = true;
    const { place, entry } = read;
    const agent = entry.request.headers.find(({ name }) => name.toLowerCase() === 'user-agent')?.value;
    if (/firefox/i.test(agent ?? '')) this.#browser = 'Firefox';
    this.#addEntry({ place, entry });
  }

  #addFlow(value: unknown, place: string): void {
    const result = v.safeParse(flowSchema, value, { abortEarly: true });
    if (!result.success) this.#warn(`${place} was left out: ${describeIssue(result.issues[0])}`);
    else if (this.#flows.length >= LIMITS.flows) {
      this.#warn(`${place} was left out: the first ${LIMITS.flows} flows are read`);
    } else {
      const deployments = [...new Set([...(result.output.deployments ?? []), ...this.#deployments])];
      this.#flows.push({ ...keptFlow(result.output), ...(deployments.length > 0 && { deployments }) });
    }
  }

  /** @param fault where the text is broken */
  imported(fault: string | undefined): Imported {
    if (this.#format === 'capture' && this.#version > NEWEST_CAPTURE) {
      throw new ImportError(
        'newer-version',
        `a capture file of version ${this.#version}; versions 1 to ${NEWEST_CAPTURE} can be read`,
      );
    }
    if (fault !== undefined && this.#entries.length + this.#flows.length === 0) {
      throw new ImportError('broken', `not JSON: ${fault}; ${ACCEPTED}`);
    }
    if (this.#format === undefined) {
      throw new ImportError(
        'not-recognised',
        `JSON, but without log.entries (HAR), flows (capture) or requests (SAML-tracer); ${ACCEPTED}`,
      );
    }
    const [why] = this.#warnings;
    if (this.#format === 'capture' && this.#flows.length === 0 && why !== undefined) {
      throw new ImportError('broken', `holds nothing that can be read: ${why}`);
    }
    if (fault !== undefined) this.#warn(`The file is broken: ${fault}. What stands before was read`);
    const { flows, warnings } = this.#read();
    return {
      capture: { version: 1, flows },
      warnings: [...this.#allWarnings(), ...warnings],
      redacted: this.#redacted,
    };
  }

  #read(): { readonly flows: readonly Flow[]; readonly warnings: readonly string[] } {
    if (this.#format === 'capture') return { flows: withOwnIds(this.#flows), warnings: [] };
    const file = { creator: this.#creator, browser: this.#browser, entries: this.#entries, warnings: [] };
    const { capture, warnings } = importEntries(file, { deployments: this.#deployments });
    const isTimeless = this.#format === 'tracer' && !this.#hasTimes;
    return { flows: isTimeless ? capture.flows.map(withoutTimes) : capture.flows, warnings };
  }

  #warn(warning: string): void {
    if (this.#warnings.length < HAR_LIMITS.warnings) this.#warnings.push(warning);
    else this.#moreWarnings += 1;
  }

  #allWarnings(): readonly string[] {
    return this.#moreWarnings === 0
      ? this.#warnings
      : [...this.#warnings, `${this.#moreWarnings} more warnings`];
  }
}

function nameOf(program: unknown): string {
  const name = typeof program === 'object' && program !== null && 'name' in program ? program.name : '';
  return typeof name === 'string' ? name.slice(0, 200) : '';
}

/** Flows are told apart by their ids: of two with the same the later one gets another. */
function withOwnIds(flows: readonly Flow[]): readonly Flow[] {
  const taken = new Set<Flow['id']>();
  return flows.map((flow, index) => {
    const id = taken.has(flow.id) ? `${flow.id}#${index}` : flow.id;
    taken.add(id);
    return id === flow.id ? flow : { ...flow, id };
  });
}

/** SAML-tracer writes no time: its requests were only put in order. */
function withoutTimes(flow: Flow): Flow {
  const navigations = flow.navigations.map((navigation) => ({
    ...navigation,
    hops: navigation.hops.map(({ time: _, ...hop }) => hop),
  }));
  return { ...flow, navigations };
}
