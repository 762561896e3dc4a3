import type { Entry, Header as HarHeader, Request } from 'har-format';
import browser from 'webextension-polyfill';
import { recordedHeaders } from '../../core/flow/recorded-headers.ts';
import { isProtocolField } from '../../core/login-gov/protocol-fields.ts';
import type { Command } from '../wire/commands.ts';

type Exchange = Extract<Command, { kind: 'exchange' }>['exchange'];

/** Request headers that matter; cookies and authorization are not among them. */
const REQUEST_HEADERS = [
  'content-type',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
];

/** How long the headers of an aborted exchange may come after the report of its end, in milliseconds. */
const HEADERS_DELAY = 250;

/**
 * Hands the inspected tab's document requests to the recorder: DevTools sees them on every host, so hops
 * that the extension has no permission for are completed while DevTools is open.
 */
export function forwardDocumentRequests(tab: number): void {
  browser.devtools.network.onRequestFinished.addListener((finished: object) => {
    const entry = finished as Entry; // HAR 1.2 by the API's contract; the recorder validates what is sent.
    if (isDocument(entry)) void forward(tab, entry);
  });
}

async function forward(tab: number, entry: Entry): Promise<void> {
  const whole = entry.response.status === 0 ? await readAgain(entry) : entry;
  const command: Command = { kind: 'exchange', tab, exchange: exchangeOf(whole) };
  await browser.runtime.sendMessage(command).catch(() => undefined); // The worker may be restarting.
}

/**
 * Chromium reports a redirect that it refuses to follow as aborted before it has the answer's headers; a
 * moment later the answer, with the refused address, is in DevTools' own list.
 */
async function readAgain(entry: Entry): Promise<Entry> {
  await new Promise((resolve) => setTimeout(resolve, HEADERS_DELAY));
  const { entries } = (await browser.devtools.network.getHAR()) as unknown as { entries: Entry[] };
  const same = ({ request, startedDateTime }: Entry) =>
    request.url === entry.request.url && String(startedDateTime) === String(entry.startedDateTime);
  return entries.findLast(same) ?? entry;
}

function isDocument(entry: Entry): boolean {
  if (entry._resourceType !== undefined && entry._resourceType !== null)
    return entry._resourceType === 'document';
  return header(entry.request.headers, 'sec-fetch-dest') === 'document';
}

function exchangeOf({ request, response, startedDateTime, ...entry }: Entry): Exchange {
  const { redirectURL, status } = response;
  const location = redirectURL === '' ? header(response.headers, 'location') : redirectURL;
  const redirectUrl = status >= 300 && status < 400 ? absolute(location, request.url) : undefined;
  const body = bodyOf(request);
  const error: unknown = Reflect.get(response, '_error') ?? Reflect.get(entry, '_error');
  return {
    url: withoutFragment(request.url),
    method: request.method,
    time: Date.parse(String(startedDateTime)) || 0,
    request: {
      headers: request.headers
        .filter(({ name }) => REQUEST_HEADERS.includes(name.toLowerCase()))
        .map(nameAndValue),
      ...(body !== undefined && { body }),
    },
    ...(status > 0 && {
      response: {
        status,
        headers: recordedHeaders(response.headers),
        ...(redirectUrl !== undefined && { redirectUrl }),
      },
    }),
    ...(typeof error === 'string' && error !== '' && { error: error.slice(0, 200) }),
  };
}

function bodyOf({ postData }: Request): Exchange['request']['body'] | undefined {
  if (postData === undefined) return undefined;
  const pairs =
    postData.params !== undefined && postData.params.length > 0
      ? postData.params.map(({ name, value }) => ({ name: decoded(name), value: decoded(value ?? '') }))
      : [...new URLSearchParams(postData.text ?? '')].map(([name, value]) => ({ name, value }));
  const fields = pairs.filter(({ name }) => isProtocolField(name));
  return { kind: 'form', fields, omitted: pairs.length - fields.length };
}

/** Chromium gives form parameters as sent. */
function decoded(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? text;
}

function header(headers: readonly HarHeader[], name: string): string | undefined {
  return headers.find((candidate) => candidate.name.toLowerCase() === name)?.value;
}

function nameAndValue({ name, value }: HarHeader) {
  return { name, value };
}

function absolute(location: string | undefined, base: string): string | undefined {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : undefined;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
