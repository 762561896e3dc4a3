import * as v from 'valibot';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { isProtocolField, isTokenField } from '../../core/login-gov/protocol-fields.ts';
import type { Header } from '../../core/model/index.ts';
import type { NumberedEntry } from '../har/read-har.ts';
import { encodeBase64 } from '../redaction/base64.ts';
import { describeIssue } from '../schema-issue.ts';
import { isMaskedValue } from './masked-value.ts';
import { type TracerRequest, tracerRequestSchema } from './tracer-schema.ts';

export interface TracerEntry extends NumberedEntry {
  readonly warnings: readonly string[];
  /** Whether the file says when it was: SAML-tracer itself does not. */
  readonly hasTime: boolean;
}

/**
 * One request of an export of SAML-tracer as an entry of a HAR, or a line that says why it cannot be read. Masked
 * values are never decoded: a form with one is left out, but for a SAML message whose XML stands beside in clear.
 * @param order of the request in the file, which stands for the time that it lacks
 */
export function readTracerRequest(
  raw: unknown,
  place: string,
  order: number,
  deployments: Deployments,
): TracerEntry | string {
  const result = v.safeParse(tracerRequestSchema, raw, { abortEarly: true });
  if (!result.success) return `${place} was left out: ${describeIssue(result.issues[0])}`;
  const request = result.output;
  const { method, url, requestHeaders, res } = request;
  const status = request.responseStatus ?? res?.statusCode ?? 0;
  const responseHeaders = request.responseHeaders ?? res?.responseHeaders ?? [];
  const form = formOf(request, place, deployments);
  return {
    place,
    hasTime: request.timestamp != null,
    warnings: form.warnings,
    entry: {
      startedDateTime: new Date(request.timestamp ?? order).toISOString(),
      time: -1,
      request: {
        method,
        url,
        headers: requestHeaders ?? [],
        ...(form.fields !== undefined && {
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            text: undefined,
            params: [...form.fields],
          },
        }),
      },
      response: {
        status,
        headers: responseHeaders,
        redirectURL: '',
        content: {
          mimeType: headerNamed(responseHeaders, 'content-type'),
          text: undefined,
          encoding: '',
          size: undefined,
        },
        _error: '',
        _failureText: '',
      },
    },
  };
}

interface Form {
  readonly fields?: readonly Header[];
  readonly warnings: readonly string[];
}

function formOf(request: TracerRequest, place: string, deployments: Deployments): Form {
  const sent = request.post ?? fieldsOf(request.postData);
  if (sent === undefined) {
    const masked = request.postData === '{overwritten}';
    return { warnings: masked ? [`${place}: the form is masked in the file and was not read`] : [] };
  }
  const fields: Header[] = [];
  const warnings: string[] = [];
  let isKnown = true;
  for (const field of sent) {
    const { name, value } = field;
    const matters =
      isProtocolField(name, request.url, deployments) || isTokenField(name, request.url, deployments);
    const isMessage = name === 'SAMLRequest' || name === 'SAMLResponse';
    if (!isMaskedValue(value)) fields.push(field);
    else if (isMessage && request.saml != null && request.saml.trim() !== '') {
      fields.push({ name, value: base64OfXml(request.saml) });
      warnings.push(`${place}: ${name} is masked in the file; the XML that stands beside it was read`);
    } else if (!matters) fields.push(field);
    else {
      if (name !== 'RelayState') isKnown = false;
      warnings.push(`${place}: ${name} is masked in the file and was not decoded`);
    }
  }
  return isKnown ? { fields, warnings } : { warnings };
}

/** `{"SAMLRequest": ["…"]}`. */
function fieldsOf(postData: TracerRequest['postData']): Header[] | undefined {
  if (typeof postData !== 'object' || postData === null) return undefined;
  return Object.entries(postData).flatMap(([name, values]) =>
    (typeof values === 'string' ? [values] : values).map((value) => ({ name, value })),
  );
}

/** The XML is a byte string read as Latin-1 or, where a version decoded it, text. */
function base64OfXml(xml: string): string {
  for (const character of xml) {
    if (character > '\u00ff') return encodeBase64(new TextEncoder().encode(xml));
  }
  return btoa(xml);
}

function headerNamed(headers: readonly Header[], wanted: string): string {
  return headers.find(({ name }) => name.toLowerCase() === wanted)?.value ?? '';
}
