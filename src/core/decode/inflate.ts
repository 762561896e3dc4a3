import { Inflate } from 'pako';
import { LIMITS } from '../limits.ts';

export type InflateResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `bytes` holds what came out before the failure. */
  | {
      readonly ok: false;
      readonly why: 'not-deflate' | 'truncated' | 'too-large';
      readonly bytes: Uint8Array;
    };

/** `raw` is DEFLATE alone (RFC 1951), `wrapped` has a zlib or gzip header (RFC 1950, RFC 1952). */
export type DeflateFormat = 'raw' | 'wrapped';

/** Output comes in pieces of this size; a request fits into one. */
const CHUNK_BYTES = 16 * 1024;

/** Inflates at most LIMITS.inflatedBytes and stops there, so that a bomb costs neither time nor memory. */
export function inflateBounded(compressed: Uint8Array, format: DeflateFormat): InflateResult {
  const inflator = new BoundedInflate({ chunkSize: CHUNK_BYTES, raw: format === 'raw' });
  try {
    inflator.push(compressed, true);
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, why: 'too-large', bytes: new Uint8Array() };
    return { ok: false, why: 'not-deflate', bytes: concat(inflator.pieces) };
  }
  const bytes = concat(inflator.pieces);
  if (inflator.err === 0 && inflator.ended) return { ok: true, bytes };
  const failed = inflator.err < 0 && inflator.err !== Z_BUF_ERROR;
  return { ok: false, why: failed ? 'not-deflate' : 'truncated', bytes };
}

const Z_BUF_ERROR = -5;

class TooLarge extends Error {}

class BoundedInflate extends Inflate {
  readonly pieces: Uint8Array[] = [];
  #total = 0;

  override onData(piece: Uint8Array): void {
    this.#total += piece.length;
    if (this.#total > LIMITS.inflatedBytes) throw new TooLarge();
    this.pieces.push(piece);
  }
}

function concat(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
