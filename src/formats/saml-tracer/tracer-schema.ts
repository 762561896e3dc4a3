import * as v from 'valibot';
import { HAR_LIMITS } from '../har/har-schema.ts';

const text = v.pipe(v.string(), v.maxLength(HAR_LIMITS.text));
const list = <T extends v.GenericSchema>(item: T, most: number) => v.pipe(v.array(item), v.maxLength(most));
const pair = v.pipe(
  v.array(text),
  v.minLength(1),
  v.transform(([name = '', value = '']) => ({ name, value })),
);
/** `{name, value}`; before version 1.0 of SAML-tracer `[name, value]`. */
const headers = v.nullish(
  list(v.union([v.object({ name: text, value: v.nullish(text, '') }), pair]), HAR_LIMITS.headers),
);

/**
 * What is used of a request in an export of SAML-tracer, of any version, and of Awesome SAML Tracer, which adds
 * `timestamp` and `res`. Fields that a version does not write are absent or null.
 */
export const tracerRequestSchema = v.object({
  method: v.pipe(text, v.regex(/^[!#$%&'*+.^_`|~\w-]{1,40}$/, 'must be an HTTP method')),
  url: v.pipe(
    text,
    v.check((url) => URL.canParse(url), 'must be an absolute URL'),
  ),
  requestHeaders: headers,
  responseHeaders: headers,
  post: v.fallback(v.nullish(list(pair, HAR_LIMITS.fields)), undefined),
  /** `"{overwritten}"` where values are masked. */
  postData: v.fallback(
    v.nullish(v.union([v.record(v.string(), v.union([text, list(text, HAR_LIMITS.fields)])), text])),
    undefined,
  ),
  saml: v.fallback(v.nullish(text), undefined),
  responseStatus: v.fallback(v.nullish(v.pipe(v.number(), v.integer())), undefined),
  timestamp: v.fallback(v.nullish(v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15))), undefined),
  res: v.fallback(
    v.nullish(
      v.object({
        statusCode: v.nullish(v.pipe(v.number(), v.integer())),
        responseHeaders: headers,
      }),
    ),
    undefined,
  ),
});

export type TracerRequest = v.InferOutput<typeof tracerRequestSchema>;
