import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { recordedHeaders } from '../../core/flow/recorded-headers.ts';
import { type Deployments, environmentOf } from '../../core/login-gov/environments.ts';
import { isDocumentRequest, isFrameRequest } from '../../formats/har/document-request.ts';
import { entrySchema, type HarEntry } from '../../formats/har/har-schema.ts';
import { NO_RESPONSE, toExchange } from '../../formats/har/to-exchange.ts';
import { type Command, MAX_CHAIN } from '../wire/commands.ts';
import { readMetaPolicies } from './document-content.ts';

type Exchange = Extract<Command, { kind: 'exchange' }>['exchange'];

/** Request headers that matter; cookies and authorization are not among them. */
const REQUEST_HEADERS = ['content-type', 'origin', 'referer', 'sec-fetch-dest', 'sec-fetch-site'];

/**
 * How long the headers of an aborted exchange may come after the report of its end, in milliseconds: they are looked for
 * again after each of these times, for on a busy machine they come late.
 */
const HEADERS_DELAYS = [250, 750, 2_000];

/** A worker that is being stopped takes no message; the next one does. In milliseconds. */
const RETRIES = [100, 500, 2_000];

/** Exchanges that are remembered for their chains. */
const MAX_RECENT = 50;

/** What of an address may be recorded; the rest of a request is bounded by its schema. */
const MAX_URL = 65_536;

/**
 * Hands the inspected tab's document requests to the recorder: DevTools sees them on every host, so hops
 * that the extension has no permission for are completed while DevTools is open.
 * @param deployments those of Login.gov that the user named
 */
export function forwardDocumentRequests(tab: number, deployments: () => Deployments): void {
  const recent: Finished[] = [];
  browser.devtools.network.onRequestFinished.addListener((finished: unknown) => {
    const entry = readEntry(finished);
    if (entry === undefined || !isDocumentRequest(entry)) return;
    const last = finishedOf(entry);
    const { exchange, inFrame } = last;
    remember(recent, last);
    // Asked for at once: the browser forgets it soon.
    const reading =
      exchange.response?.redirectUrl === undefined ? readMetaPolicies(finished, entry) : undefined;
    const isArrival = comesToLoginGov(exchange, deployments());
    void forward(tab, entry, last, isArrival, recent).then(async () => {
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

function finishedOf(entry: HarEntry): Finished {
  const exchange = exchangeOf(entry);
  return { exchange, end: exchange.time + Math.max(0, entry.time), inFrame: isFrameRequest(entry) };
}

function remember(recent: Finished[], finished: Finished): void {
  recent.push(finished);
  if (recent.length > MAX_RECENT) recent.shift();
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
  // The end of a redirected POST may be reported late, after what it led to has begun.
  const { time } = later.exchange;
  const isNext = time >= earlier.exchange.time && time - earlier.end < AT_ONCE;
  return redirectUrl === later.exchange.url && isNext;
}

const FRAGMENT = /#.*$/s;

async function forward(
  tab: number,
  entry: HarEntry,
  finished: Finished,
  isArrival: boolean,
  recent: Finished[],
): Promise<void> {
  if (isUnanswered(entry)) finished.exchange = exchangeOf(await readAgain(entry));
  if (isArrival) await rememberUntold(finished, recent);
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
  let again = entry;
  for (const delay of HEADERS_DELAYS) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    const asked = await listed(({ request }) => request.url === entry.request.url);
    again = asked.findLast(({ startedDateTime }) => startedDateTime === entry.startedDateTime) ?? again;
    const { error = ABORTED } = exchangeOf(again);
    // Nothing more comes of what could not be reached.
    if (!isUnanswered(again) || error !== ABORTED) break;
  }
  return again;
}

const ABORTED = 'net::ERR_ABORTED';

function isUnanswered({ response }: HarEntry): boolean {
  return (response?.status ?? 0) <= 0;
}

/** Whether it asks Login.gov for a document, and no page of Login.gov led there. */
function comesToLoginGov({ url, request }: Exchange, deployments: Deployments): boolean {
  const referer = request.headers?.find(({ name }) => name.toLowerCase() === 'referer')?.value ?? '';
  return environmentOf(url, deployments) !== undefined && environmentOf(referer, deployments) === undefined;
}

/**
 * Chromium does not report the redirects of a navigation away from one of its own error pages, although DevTools list
 * them.
 */
async function rememberUntold(finished: Finished, recent: Finished[]): Promise<void> {
  const [{ url } = finished.exchange] = chainAround(finished, recent);
  if (url !== finished.exchange.url) return;
  let first = finished;
  const redirects = (await listed(({ response }) => response.redirectURL !== ''))
    .filter((entry) => isDocumentRequest(entry))
    .map(finishedOf);
  for (let count = 0; count < MAX_CHAIN; count++) {
    const earlier = redirects.findLast((redirect) => leadsTo(redirect, first));
    if (earlier === undefined) return;
    redirects.splice(redirects.indexOf(earlier), 1);
    remember(recent, earlier);
    first = earlier;
  }
}

const addressesSchema = v.object({
  request: v.object({ url: v.string() }),
  response: v.object({ redirectURL: v.string() }),
});

/** The entries of DevTools' own list that are wanted; the others are not read whole. */
async function listed(
  isWanted: (entry: v.InferOutput<typeof addressesSchema>) => boolean,
): Promise<HarEntry[]> {
  // Without the list, what was reported is told of as it is.
  const har: unknown = await browser.devtools.network.getHAR().catch(() => undefined);
  const log = v.safeParse(v.object({ entries: v.array(v.unknown()) }), har);
  return (log.success ? log.output.entries : []).flatMap((entry) => {
    const addresses = v.safeParse(addressesSchema, entry);
    return addresses.success && isWanted(addresses.output) ? (readEntry(entry) ?? []) : [];
  });
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
    ...(error !== undefined && error !== NO_RESPONSE && { error: error.slice(0, 200) }),
  }) as Exchange;
}
