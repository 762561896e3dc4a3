/** What a file is read from: a file of a browser, a stream of its bytes, or their pieces in order. */
export type FileSource = Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The bytes piece by piece. A stream that is not read to its end is cancelled. */
export async function* piecesOf(source: FileSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Blob) yield* piecesOf(source.stream());
  else if (source instanceof ReadableStream) yield* chunksOf(source);
  else yield* source;
}

/** Streams cannot be iterated over in every browser: they are read. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}
