import { JSONParser } from '@streamparser/json';

/** Where the files that can be imported have their lists and what is said about them. */
const PATHS = {
  '$.log.entries.*': 'entry',
  '$.log.creator': 'creator',
  '$.log.browser': 'browser',
  '$.requests.*': 'request',
  '$.flows.*': 'flow',
  '$.version': 'version',
  '$.timestamp': 'timestamp',
  '$.redacted': 'redacted',
  '$.log._loginGov.redacted': 'redacted',
} as const;

export interface JsonItem {
  readonly kind: (typeof PATHS)[keyof typeof PATHS];
  readonly value: unknown;
  /** Its place in the list, where it is of one. */
  readonly index: number;
}

export interface JsonItems {
  /** Whether the text is sound so far; what follows a fault is not read. */
  add(bytes: Uint8Array): boolean;
  /** Where it is broken, in one line that quotes nothing; undefined when the text is whole. */
  end(): string | undefined;
}

/**
 * Takes a JSON file piece by piece and calls back with each item of its lists when the item is complete; what was
 * handed over is not kept.
 */
export function readJsonItems(onItem: (item: JsonItem) => void): JsonItems {
  const parser = new JSONParser({ paths: Object.keys(PATHS), keepStack: false, stringBufferSize: 65_536 });
  const counts = new Map<JsonItem['kind'], number>();
  let bytesRead = 0;
  let ended = false;
  let fault: string | undefined;

  parser.onValue = ({ key, value, stack }) => {
    const inList = typeof key === 'number';
    const path = [...stack.slice(1).map((level) => level.key), inList ? '*' : key].join('.');
    const kind = Object.hasOwn(PATHS, `$.${path}`) ? PATHS[`$.${path}` as keyof typeof PATHS] : undefined;
    if (kind === undefined) return;
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    onItem({ kind, value, index });
  };
  parser.onEnd = () => {
    ended = true;
  };
  // Else it throws, and what a callback throws could not be told from a fault of the text.
  parser.onError = (error) => {
    const [, position] = /position "(\d+)"/.exec(error.message) ?? [];
    fault ??= `unexpected character at byte ${position ?? bytesRead}`;
  };

  return {
    add(bytes) {
      if (fault !== undefined) return false;
      if (ended) {
        const at = bytes.findIndex((byte) => ![0x20, 0x0a, 0x0d, 0x09].includes(byte));
        if (at >= 0) fault = `unexpected character at byte ${bytesRead + at}, after the end`;
      } else parser.write(bytes);
      bytesRead += bytes.length;
      return fault === undefined;
    },
    end: () => fault ?? (ended ? undefined : `the text ends too early, after ${bytesRead} bytes`),
  };
}
