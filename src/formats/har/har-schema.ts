import * as v from 'valibot';

/** Bounds on a HAR file; browsers write far less. */
export const HAR_LIMITS = {
  /** Characters of the whole file. */
  file: 256 * 1024 * 1024,
  entries: 100_000,
  /** Document requests that are looked at. */
  documents: 20_000,
  /** Requests of scripts that are looked at. */
  calls: 1000,
  headers: 500,
  fields: 1000,
  /** Characters of a URL, a header or a form body. */
  text: 2 * 1024 * 1024,
  /** Characters of a page that is searched for its title and messages. */
  page: 2 * 1024 * 1024,
  /** Characters of a JSON error answer that is kept. */
  errorAnswer: 20_000,
  warnings: 100,
} as const;

const text = v.pipe(
  v.string(),
  v.maxLength(HAR_LIMITS.text, `must not be longer than ${HAR_LIMITS.text} characters`),
);
const headers = v.optional(
  v.pipe(
    v.array(v.object({ name: text, value: text })),
    v.maxLength(HAR_LIMITS.headers, `must not have more than ${HAR_LIMITS.headers} headers`),
  ),
  [],
);
/** The body may be long: it is left aside then, not the entry with it. */
const body = v.nullish(v.string());

/**
 * What is used of an entry of HAR 1.2 (section "entries"), with Chromium's `_resourceType` and `_error`, and
 * Playwright's `_failureText`.
 */
export const entrySchema = v.object({
  startedDateTime: v.pipe(
    v.string(),
    v.check((date) => !Number.isNaN(Date.parse(date)), 'must be a date and time of ISO 8601'),
  ),
  /** How long it took, in milliseconds; -1 when nobody measured. */
  time: v.fallback(v.number(), -1),
  request: v.object({
    method: v.pipe(text, v.regex(/^[!#$%&'*+.^_`|~\w-]{1,40}$/, 'must be an HTTP method')),
    url: v.pipe(
      text,
      v.check((url) => URL.canParse(url), 'must be an absolute URL'),
    ),
    headers,
    postData: v.nullish(
      v.object({
        mimeType: v.nullish(text, ''),
        text: body,
        params: v.nullish(
          v.pipe(
            v.array(v.object({ name: text, value: v.nullish(text, '') })),
            v.maxLength(HAR_LIMITS.fields, `must not have more than ${HAR_LIMITS.fields} fields`),
          ),
          [],
        ),
      }),
    ),
  }),
  response: v.nullish(
    v.object({
      status: v.nullish(v.pipe(v.number(), v.integer('must be a whole number')), 0),
      headers,
      redirectURL: v.nullish(text, ''),
      content: v.nullish(
        v.object({
          mimeType: v.nullish(text, ''),
          text: body,
          encoding: v.nullish(v.string(), ''),
          size: v.fallback(v.nullish(v.pipe(v.number(), v.integer())), undefined),
        }),
      ),
      _error: v.nullish(text, ''),
      _failureText: v.nullish(text, ''),
    }),
  ),
  _resourceType: v.nullish(text),
  /** Of files that this product wrote: see own-entries.ts. */
  _loginGov: v.exactOptional(v.unknown()),
});

export type HarEntry = v.InferOutput<typeof entrySchema>;

const program = v.fallback(v.object({ name: v.string() }), { name: '' });

/** The file without its entries, which are read one by one. */
export const harSchema = v.object({
  log: v.object({ creator: program, browser: program, entries: v.array(v.unknown()) }),
});
