import { queryParameters } from '../../core/decode/parameters.ts';
import type { Capture, Flow, Header, Hop, Navigation } from '../../core/model/index.ts';
import { type ExportFacts, PRODUCT } from '../export-facts.ts';

/** Where a hop without a time stands: HAR demands one. */
const NO_TIME = 0;

/**
 * A capture as HAR 1.2, which developer tools open. Hops that nobody answered have status 0, as Chromium writes them;
 * what HAR has no field for stands in `_loginGov`, so that `importHar` gives the capture back.
 */
export function exportHar({ flows }: Capture, facts: ExportFacts): string {
  const { version, created, redacted, browser } = facts;
  const [name = '', ...rest] = (browser ?? '').split(' ');
  const log = {
    version: '1.2',
    creator: { name: PRODUCT, version },
    ...(name !== '' && { browser: { name, version: rest.join(' ') } }),
    comment: redacted
      ? 'Redacted: codes, tokens, assertions and personal data are replaced.'
      : 'Not redacted: holds codes, tokens and personal data.',
    _loginGov: { created: new Date(created).toISOString(), redacted },
    pages: [],
    entries: flows.flatMap(entriesOf),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/**
 * Readers sort by time, and redirects often start in the same millisecond: each hop begins after the one before it.
 * The time that was seen is in `_loginGov`.
 */
function entriesOf(flow: Flow) {
  let time = NO_TIME - 1;
  return flow.navigations.flatMap((navigation) =>
    navigation.hops.map((hop, index) => {
      time = Math.max(hop.time ?? NO_TIME, time + 1);
      return entryOf(navigation, hop, time, ownFacts(flow, navigation, hop, index === 0));
    }),
  );
}

function entryOf({ cause, committed }: Navigation, hop: Hop, time: number, own: object) {
  const { request, response, error, url, method } = hop;
  const body = request?.body;
  const type = response?.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return {
    startedDateTime: new Date(time).toISOString(),
    time: 0,
    request: {
      method: method ?? 'GET',
      url,
      httpVersion: '',
      cookies: [],
      headers: request?.headers ?? [],
      queryString: queryParameters(url).map(({ name, value }) => ({ name, value })),
      ...(body?.kind === 'form' && {
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          params: [],
          text: formText(body.fields),
        },
      }),
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: response?.status ?? 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: response?.headers ?? [],
      content: {
        size: response?.bodyBytes ?? 0,
        mimeType: type,
        ...(response?.bodyText !== undefined && { text: response.bodyText }),
      },
      redirectURL: response?.redirectUrl ?? '',
      headersSize: -1,
      bodySize: -1,
      ...(error !== undefined && { _error: error }),
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
    // A call of a script shows no document.
    _resourceType: cause.kind === 'script' && !committed ? 'fetch' : 'document',
    _loginGov: own,
  };
}

/** `application/x-www-form-urlencoded`; halves of surrogate pairs cannot be encoded. */
function formText(fields: readonly Header[]): string {
  return fields.map(({ name, value }) => `${encoded(name)}=${encoded(value)}`).join('&');
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

function ownFacts(flow: Flow, navigation: Navigation, hop: Hop, isFirst: boolean) {
  const { navigations: _navigations, ...flowFacts } = flow;
  const { id, hops: _hops, ...begins } = navigation;
  const { url: _url, method, request, response, ...hopFacts } = hop;
  const body = request?.body;
  const unknown: ('method' | 'request' | 'request-headers' | 'response')[] = [];
  if (method === undefined) unknown.push('method');
  if (request === undefined) unknown.push('request');
  if (request?.headers === undefined) unknown.push('request-headers');
  if (response === undefined) unknown.push('response');
  return {
    flow: flowFacts,
    navigation: { id, ...(isFirst && { begins }) },
    hop: {
      ...hopFacts,
      unknown,
      ...(body !== undefined && {
        body: body.kind === 'form' ? { kind: 'form', omitted: body.omitted } : body,
      }),
      ...(response?.bodyBytes !== undefined && { bodyBytes: response.bodyBytes }),
      ...(response?.meta !== undefined && { meta: response.meta }),
    },
  };
}
