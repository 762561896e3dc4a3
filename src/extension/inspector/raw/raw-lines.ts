import type { Evidence, Hop, HopResponse, Navigation } from '../../../core/model/index.ts';
import { hopResult } from '../../../formats/report/hops.ts';
import { isSecretName, isSecretParameter, maskText, maskUrl, shorten } from '../../../formats/report/mask.ts';
import { counted } from '../../../formats/report/words.ts';

/** One line of a request or response as it was seen. */
export interface RawLine {
  /** Which evidence is about it; absent for lines that none can be about. */
  readonly at?: { readonly part: Evidence['at']['part']; readonly name?: string };
  /** What stands before the value: a method, the name of a header or field. */
  readonly name?: string;
  readonly separator?: string;
  readonly value: string;
  /** The same with secrets shortened; absent where there is none. */
  readonly masked?: string;
  /** It is a remark of the inspector, not a part of the message. */
  readonly remark?: true;
}

export interface RawHop {
  readonly request: readonly RawLine[];
  readonly response: readonly RawLine[];
}

/** Longer values are shown shortened at once: searching them for secrets would take too long. */
const MOST_SEARCHED = 20_000;

/** The hop as text: request line, headers and fields; status, headers and body, as far as they were seen. */
export function rawHop(hop: Hop, navigation: Navigation): RawHop {
  const { request, response } = hop;
  return {
    request: [
      line({ part: 'url' }, hop.method ?? '(method not seen)', ' ', hop.url, maskUrl(hop.url)),
      ...(request?.headers ?? []).map(({ name, value }) =>
        line({ part: 'request-header', name }, name, ': ', value, maskedHeader(name, value)),
      ),
      ...(request?.headers === undefined ? [remark('The request headers were not seen.')] : []),
      ...bodyLines(hop),
    ],
    response:
      response === undefined
        ? [noResponse(hop, navigation)]
        : [
            line(undefined, 'HTTP', ' ', String(response.status)),
            ...response.headers.map(({ name, value }) =>
              line({ part: 'response-header', name }, name, ': ', value, maskedHeader(name, value)),
            ),
            ...(response.bodyText === undefined
              ? []
              : [
                  remark('Body'),
                  line({ part: 'page' }, undefined, '', response.bodyText, maskedText(response.bodyText)),
                ]),
            ...metaLines(response),
            ...(navigation.hops.at(-1) === hop ? pageLines(navigation) : []),
          ],
  };
}

/** The lines as one text. */
export function rawText({ request, response }: RawHop, clear: boolean): string {
  const text = ({ name = '', separator = '', value, masked }: RawLine) =>
    `${name}${separator}${clear ? value : (masked ?? value)}`;
  const written = (lines: readonly RawLine[]) =>
    lines
      .filter((each) => each.remark !== true)
      .map(text)
      .join('\n');
  return [request, response].map(written).filter(Boolean).join('\n\n');
}

function bodyLines(hop: Hop): readonly RawLine[] {
  const body = hop.request?.body;
  if (body === undefined) return [];
  if (body.kind === 'too-large') return [remark(`The body was too large to keep: ${body.bytes} bytes.`)];
  const fields = body.fields.map(({ name, value }) =>
    line(
      { part: 'body', name },
      name,
      '=',
      value,
      isSecretParameter(name, value, hop.url) ? shorten(value) : maskedText(value),
    ),
  );
  const omitted =
    body.omitted > 0
      ? [remark(`${counted(body.omitted, 'other field')} not kept: what users type is never recorded.`)]
      : [];
  return [remark('Form fields, decoded'), ...fields, ...omitted];
}

function metaLines({ meta }: HopResponse): readonly RawLine[] {
  if (meta === undefined) return [];
  if (meta.kind === 'too-large')
    return [remark(`The page was too long to be read for its policies: ${meta.bytes} bytes.`)];
  if (meta.policies.length === 0) return [];
  return [
    remark('Policies in <meta> elements of the page'),
    ...meta.policies.map((policy) => line(undefined, undefined, '', policy)),
  ];
}

function pageLines({ page }: Navigation): readonly RawLine[] {
  if (page === undefined) return [];
  return [
    remark('Page that was shown'),
    line({ part: 'page' }, undefined, '', page.title),
    ...page.messages.map((message) => line({ part: 'page' }, undefined, '', message, maskedText(message))),
  ];
}

function noResponse(hop: Hop, navigation: Navigation): RawLine {
  if (hop.error !== undefined) return line({ part: 'error' }, undefined, '', hop.error);
  return remark(`No response: ${hopResult(hop, navigation).text}.`);
}

function line(
  at: RawLine['at'],
  name: string | undefined,
  separator: string,
  value: string,
  masked: string = value,
): RawLine {
  return {
    ...(at !== undefined && { at }),
    ...(name !== undefined && { name }),
    separator,
    value,
    ...(masked !== value && { masked }),
  };
}

function remark(value: string): RawLine {
  return { value, remark: true };
}

function maskedHeader(name: string, value: string): string {
  return isSecretName(name) ? shorten(value) : maskedText(value);
}

function maskedText(value: string): string {
  return value.length > MOST_SEARCHED
    ? `${maskText(value.slice(0, 300))}… (${value.length} characters)`
    : maskText(value);
}

/** Whether the evidence is about the line. */
export function isAbout({ at }: RawLine, { at: wanted }: Evidence): boolean {
  if (at === undefined) return false;
  if (at.part === 'url') return wanted.part === 'url' || wanted.part === 'query';
  if (at.part !== wanted.part) return false;
  if (at.part === 'body') return at.name === wanted.name;
  return at.name === undefined || at.name.toLowerCase() === wanted.name.toLowerCase();
}
