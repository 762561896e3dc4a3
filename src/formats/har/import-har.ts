import { unnamedDeployment } from '../../core/login-gov/endpoints.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import type { Capture } from '../../core/model/index.ts';
import { nameDeployment } from '../deployment/name-deployment.ts';
import { withCalls } from './calls.ts';
import { isCall, isDocumentRequest, isFrameRequest } from './document-request.ts';
import { FlowCollector } from './flow-collector.ts';
import { HAR_LIMITS } from './har-schema.ts';
import { isOwn, ownFlows } from './own-entries.ts';
import { metaPoliciesOf, pageOf } from './page.ts';
import { type HarFile, type NumberedEntry, readHar } from './read-har.ts';
import { NO_RESPONSE, toExchange } from './to-exchange.ts';

export { HarError, type HarErrorCode } from './har-error.ts';

export interface HarImport {
  readonly capture: Capture;
  /** What was left out or is missing, one line each, with its place in the file. */
  readonly warnings: readonly string[];
}

export interface HarOptions {
  /** Origins to take for deployments of Login.gov beside the known ones, as `URL.origin` writes them. */
  readonly deployments?: readonly string[];
}

/**
 * The sign-in and sign-out attempts in a HAR 1.2 file, as the developer tools of Chromium and Firefox save it.
 * Requests for documents are read, and what scripts ask of Login.gov; of form bodies only protocol fields are
 * kept, never what was typed, and of tokens and cookies in headers only how long they are. It takes the whole text; a
 * large file is better read by `importFile`, piece by piece.
 * Throws {@link HarError} for text that is no HAR; single broken entries become warnings.
 */
export function importHar(text: string, options: HarOptions = {}): HarImport {
  return importEntries(readHar(text), options);
}

/** The same for entries that were read already. */
export function importEntries(file: HarFile, { deployments = [] }: HarOptions = {}): HarImport {
  const collector = new FlowCollector(engineOf(file), deployments);
  const own = file.entries.filter(({ entry }) => isOwn(entry));
  const entries = own.length === 0 ? file.entries : file.entries.filter(({ entry }) => !isOwn(entry));
  const documents = entries.filter(({ entry }) => isDocumentRequest(entry, deployments)).toSorted(byTime);
  const warnings = [...file.warnings];
  for (const document of documents.slice(0, HAR_LIMITS.documents)) {
    const { place, entry, meta = metaPoliciesOf(entry) } = document;
    const frame = isFrameRequest(entry) ? 1 : 0;
    const exchange = toExchange(entry, file.creator === 'WebInspector', deployments);
    collector.add(frame, exchange);
    if (exchange.response === undefined) warnings.push(unanswered(place, exchange));
    if (meta !== undefined && exchange.response?.redirectUrl === undefined)
      collector.add(frame, { kind: 'meta-policies', url: exchange.url, meta });
    if (environmentOf(exchange.url, deployments) === undefined) continue;
    const { page = pageOf(entry) } = document;
    if (page !== undefined) collector.add(frame, { kind: 'page', url: exchange.url, page });
  }
  if (documents.length > HAR_LIMITS.documents) {
    warnings.push(
      `Only the first ${HAR_LIMITS.documents} of ${documents.length} document requests were read`,
    );
  }
  const calls = entries.filter(({ entry }) => isCall(entry, deployments)).toSorted(byTime);
  const made = calls.slice(0, HAR_LIMITS.calls).map(({ place, entry }) => {
    const exchange = toExchange(entry, file.creator === 'WebInspector', deployments);
    if (exchange.response === undefined) warnings.push(unanswered(place, exchange));
    return exchange;
  });
  if (calls.length > HAR_LIMITS.calls) {
    warnings.push(`Only the first ${HAR_LIMITS.calls} of ${calls.length} requests of scripts were read`);
  }
  const flows = [
    ...ownFlows(own.map(({ entry }) => entry)),
    ...withCalls(collector.flows(), made, engineOf(file), deployments),
  ];
  if (flows.length === 0) warnings.push(nothingFound(documents, deployments));
  return { capture: { version: 1, flows }, warnings: bounded(warnings) };
}

function nothingFound(documents: readonly NumberedEntry[], deployments: readonly string[]): string {
  const found = 'The file holds no request that starts a sign-in or sign-out at Login.gov';
  for (const { entry } of documents.slice(0, HAR_LIMITS.documents)) {
    const origin = unnamedDeployment(entry.request.url, deployments);
    if (origin !== undefined) return `${found}; ${nameDeployment(origin)}`;
  }
  return found;
}

/** Firefox names itself; Chromium's developer tools write `WebInspector`, as other programs write their names. */
function engineOf({ creator, browser }: HarFile): 'chromium' | 'firefox' {
  return /firefox/i.test(browser === '' ? creator : browser) ? 'firefox' : 'chromium';
}

/** Stable, for redirects often start in the same millisecond. */
function byTime(a: NumberedEntry, b: NumberedEntry): number {
  return Date.parse(a.entry.startedDateTime) - Date.parse(b.entry.startedDateTime);
}

function unanswered(place: string, { url, error = NO_RESPONSE }: { url: string; error?: string }): string {
  const { origin, pathname } = new URL(url);
  const what = `${place}: ${`${origin}${pathname}`.slice(0, 300)} has no response (${error.slice(0, 100)})`;
  return error === 'net::ERR_ABORTED'
    ? `${what}; where Chromium refused the redirect that it answered with, the refused address is not in the file`
    : what;
}

function bounded(warnings: readonly string[]): readonly string[] {
  const more = warnings.length - HAR_LIMITS.warnings;
  return more <= 0 ? warnings : [...warnings.slice(0, HAR_LIMITS.warnings), `${more} more warnings`];
}
