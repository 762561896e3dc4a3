import type { WebRequest } from 'webextension-polyfill';
import { parseParameters } from '../../core/decode/parameters.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { isProtocolField } from '../../core/login-gov/protocol-fields.ts';
import type { Header, RequestBody } from '../../core/model/index.ts';
import { LIMITS } from '../../formats/capture/schema.ts';

/** Largest request body that is kept, in bytes; a signed SAML message has some 10 kB. */
const MAX_BODY_BYTES = 256 * 1024;

type UploadedBody = NonNullable<WebRequest.OnBeforeRequestDetailsType['requestBody']>;

/** The protocol fields of a form submission; what the user typed is counted, not kept. */
export function readBody(
  body: UploadedBody | null | undefined,
  url: string,
  deployments: Deployments,
): RequestBody | undefined {
  if (body === null || body === undefined) return undefined;
  const fields = body.formData === undefined ? rawFields(body) : formDataFields(body.formData);
  if (typeof fields === 'number') return { kind: 'too-large', bytes: fields };
  const kept = fields.filter(({ name }) => isProtocolField(name, url, deployments)).slice(0, LIMITS.fields);
  return { kind: 'form', fields: kept, omitted: fields.length - kept.length };
}

function formDataFields(formData: object): Header[] | number {
  const fields = Object.entries(formData).flatMap(([name, values]) =>
    Array.isArray(values) ? values.map((value) => ({ name, value: String(value) })) : [],
  );
  const size = fields.reduce((sum, { value }) => sum + value.length, 0);
  return size > MAX_BODY_BYTES ? size : fields;
}

/** Chromium hands over bytes where it could not parse the form itself. */
function rawFields(body: UploadedBody): Header[] | number {
  const parts = (body.raw ?? []).flatMap(({ bytes }) =>
    bytes instanceof ArrayBuffer ? [new Uint8Array(bytes)] : [],
  );
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (size > MAX_BODY_BYTES) return size;
  const text = parts.map((part) => new TextDecoder().decode(part)).join('');
  return parseParameters(text).map(({ name, value }) => ({ name, value }));
}
