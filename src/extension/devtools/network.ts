import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { recordedHeaders } from '../../core/flow/recorded-headers.ts';
import { isDocumentRequest, isFrameRequest } from '../../formats/har/document-request.ts';
import { entrySchema, type HarEntry } from '../../formats/har/har-schema.ts';
import { toExchange } from '../../formats/har/to-exchange.ts';
import { type Command, MAX_CHAIN } from '../wire/commands.ts';
import { readMetaPolicies } from './document-content.ts';

type Exchange = Extract<Command, { kind: 'exchange' }>['exchange'];

/** Request headers that matter; cookies and authorization are not among them. */
const REQUEST_HEADERS = ['content-type', 'origin', 'referer', 'sec-fetch-dest', 'sec-fetch-site'];

/** How long the headers of an aborted exchange may come after the report of its end, in milliseconds. */
const HEADERS_DELAY = 250;

/** A worker that is being stopped takes no message; the next one does. In milliseconds. */
const RETRIES = [100, 500, 2_000];

/** Exchanges that are remembered for their chains. */
const MAX_RECENT = 50;

/** What of an address may be recorded; the rest of a request is bounded by its schema. */
const MAX_URL = 65_536;

/**
 * Hands the inspected tab's document requests to the recorder: DevTools sees them on every host, so hops
 * that the extension has no permission for are completed while DevTools is open.
 */
export function forwardDocumentRequests(tab: number): void {
  const recent: Finished[] = [];
  browser.devtools.network.onRequestFinished.addListener((finished: unknown) => {
    const entry = readEntry(finished);
    if (entry === undefined || !isDocumentRequest(entry)) return;
    const exchange = exchangeOf(entry);
    const inFrame = isFrameRequest(entry);
    const last = { exchange, end: exchange.time + Math.max(0, entry.time), inFrame };
    recent.push(last);
    if (recent.length > MAX_RECENT) recent.shift();
    // Asked for at once: the browser forgets it soon.
    const reading =
      exchange.response?.redirectUrl === undefined ? readMetaPolicies(finished, entry) : undefined;
    void forward(tab, entry, last, recent).then(async () => {
      const meta = await reading;
      const { url, time } = exchange;
      if (meta !== undefined) await send({ kind: 'document-read', tab, inFrame, url, askedAt: time, meta });
    });
  });
}

interface Finished {
  /** Replaced by what is known of it a moment later. */
  exchange: Exchange;
  /** Milliseconds since 1970 UTC. */
  readonly end: number;
  readonly inFrame: boolean;
}

/**
 * The redirect chain that an exchange is part of. A site's redirects come before their flow is known, and
 * those of a POST after what they led to: they are told of again.
 */
function chainAround(one: Finished, recent: readonly Finished[]): Exchange[] {
  const chain = [one];
  while (chain.length < MAX_CHAIN) {
    const earlier = recent.findLast((other) => leadsTo(other, chain[0]) && !chain.includes(other));
    if (earlier === undefined) break;
    chain.unshift(earlier);
  }
  while (chain.length < MAX_CHAIN) {
    const later = recent.find((other) => leadsTo(chain.at(-1), other) && !chain.includes(other));
    if (later === undefined) break;
    chain.push(later);
  }
  return chain.map(({ exchange }) => exchange);
}

/** A browser follows a redirect at once: what begins later than this is another visit. In milliseconds. */
const AT_ONCE = 500;

function leadsTo(earlier: Finished | undefined, later: Finished | undefined): boolean {
  if (earlier === undefined || later === undefined || earlier.inFrame !== later.inFrame) return false;
  const redirectUrl = earlier.exchange.response?.redirectUrl?.replace(FRAGMENT, '');
  return redirectUrl === later.exchange.url && Math.abs(later.exchange.time - earlier.end) < AT_ONCE;
}

const FRAGMENT = /#.*$/s;

async function forward(
  tab: number,
  entry: HarEntry,
  finished: Finished,
  recent: readonly Finished[],
): Promise<void> {
  if ((entry.response?.status ?? 0) <= 0) finished.exchange = exchangeOf(await readAgain(entry));
  const { exchange, inFrame } = finished;
  await send({ kind: 'exchange', tab, inFrame, exchange, chain: chainAround(finished, recent) });
}

async function send(command: Command): Promise<void> {
  for (const delay of [0, ...RETRIES]) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    if (await sent(command)) return;
  }
}

function sent(command: Command): Promise<boolean> {
  return browser.runtime.sendMessage(command).then(
    () => true,
    () => false,
  );
}

/**
 * Chromium reports a redirect that it refuses to follow as aborted before it has the answer's headers; a
 * moment later the answer, with the refused address, is in DevTools' own list.
 */
async function readAgain(entry: HarEntry): Promise<HarEntry> {
  await new Promise((resolve) => setTimeout(resolve, HEADERS_DELAY));
  const har: unknown = await browser.devtools.network.getHAR();
  const log = v.safeParse(v.object({ entries: v.array(v.unknown()) }), har);
  const entries = log.success ? log.output.entries : [];
  for (const candidate of entries.toReversed()) {
    const again = readEntry(candidate);
    if (again?.request.url !== entry.request.url) continue;
    if (again.startedDateTime === entry.startedDateTime) return again;
  }
  return entry;
}

/** A HAR 1.2 entry as the browser hands it over; undefined when it is none that can be used. */
function readEntry(value: unknown): HarEntry | undefined {
  const dated = typeof value === 'object' && value !== null ? { ...value, ...started(value) } : value;
  const parsed = v.safeParse(entrySchema, dated);
  return parsed.success && parsed.output.request.url.length <= MAX_URL ? parsed.output : undefined;
}

/** Some versions give a Date where HAR has its text. */
function started(entry: object): { startedDateTime: string } {
  return { startedDateTime: String(Reflect.get(entry, 'startedDateTime')) };
}

/** The exchange without what is not recorded: cookies, other headers, the fragment. */
function exchangeOf(entry: HarEntry): Exchange {
  // Live entries hold the body as text, so it does not matter how their parameters are encoded.
  const { url, method, time, request, response, error } = toExchange(entry, true);
  const headers = (request.headers ?? []).filter(({ name }) => REQUEST_HEADERS.includes(name.toLowerCase()));
  return structuredClone({
    url: url.replace(FRAGMENT, ''),
    method,
    time,
    request: { ...request, headers },
    ...(response !== undefined && { response: { ...response, headers: recordedHeaders(response.headers) } }),
    ...(error !== undefined && { error: error.slice(0, 200) }),
  }) as Exchange;
}
