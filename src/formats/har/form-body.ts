import { parseParameters, percentDecode } from '../../core/decode/parameters.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { isProtocolField, isTokenField } from '../../core/login-gov/protocol-fields.ts';
import type { Header, RequestBody } from '../../core/model/index.ts';
import { HAR_LIMITS, type HarEntry } from './har-schema.ts';

/** Firefox may write the headers of the upload before its body: `Content-Type: …`, CRLF, CRLF. */
const UPLOAD_HEADERS = /^(?:[\w-]{1,40}:[^\r\n]{0,1000}\r\n){1,10}\r\n/;

/**
 * The protocol fields of a form-encoded body; what else was in the form is counted. The text is preferred to
 * the list of parameters, which Chromium writes percent-encoded and Firefox decoded. Undefined when the body
 * is not in the file or is no such form.
 */
export function formBody(
  { postData, url }: HarEntry['request'],
  parametersAreEncoded: boolean,
  deployments?: Deployments,
): RequestBody | undefined {
  if (postData == null) return undefined;
  const { mimeType, text, params } = postData;
  if (text != null && text.length > HAR_LIMITS.text) return { kind: 'too-large', bytes: text.length };
  const isForm = /^\s*application\/x-www-form-urlencoded\b/i.test(mimeType);
  if (isForm && text != null && text !== '')
    return keep(parseParameters(text.replace(UPLOAD_HEADERS, '')), url, deployments);
  if (params.length === 0) return undefined;
  const decode = (value: string) => (isForm && parametersAreEncoded ? percentDecode(value) : value);
  return keep(
    params.map(({ name, value }) => ({ name: decode(name), value: decode(value) })),
    url,
    deployments,
  );
}

function keep(fields: readonly Header[], url: string, deployments?: Deployments): RequestBody {
  const kept = fields.filter(
    ({ name }) => isProtocolField(name, url, deployments) || isTokenField(name, url, deployments),
  );
  return {
    kind: 'form',
    fields: kept.map(({ name, value }) => ({ name, value })),
    omitted: fields.length - kept.length,
  };
}
