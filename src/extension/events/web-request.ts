import browser, { type WebRequest } from 'webextension-polyfill';
import type { Observation } from '../../core/flow/index.ts';
import { recordedHeaders } from '../../core/flow/recorded-headers.ts';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { EventObservation, Place, RecordEvent } from '../wire/observed-event.ts';
import { readBody } from './form-fields.ts';

const FILTER: WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['main_frame', 'sub_frame'] };

/**
 * Turns webRequest events of documents into observations. The browser sends them only for hosts that it has
 * granted, from the moment that it does. Must be called synchronously when the worker starts, or it is not woken
 * for them.
 * @param deployments those of Login.gov that the user named
 */
export function observeWebRequests(recordEvent: RecordEvent, deployments: () => Deployments): void {
  const { webRequest } = browser;
  const record = (details: EventDetails, observation: EventObservation) => {
    if (!isPrerendering(details)) recordEvent(placeOf(details), observation, details.timeStamp);
  };
  webRequest.onBeforeRequest.addListener(
    (details) => {
      const body = readBody(details.requestBody, details.url, deployments());
      record(details, {
        kind: 'request',
        ...askedFor(details),
        ...(body !== undefined && { body }),
      });
      return undefined;
    },
    FILTER,
    ['requestBody'],
  );
  webRequest.onBeforeRedirect.addListener(
    (details) =>
      record(details, {
        kind: 'redirect',
        ...askedFor(details),
        status: details.statusCode,
        headers: recordedHeaders(details.responseHeaders ?? []),
        redirectUrl: details.redirectUrl,
      }),
    FILTER,
    ['responseHeaders'],
  );
  webRequest.onResponseStarted.addListener(
    (details) =>
      record(details, {
        kind: 'response',
        ...askedFor(details),
        status: details.statusCode,
        headers: recordedHeaders(details.responseHeaders ?? []),
      }),
    FILTER,
    ['responseHeaders'],
  );
  webRequest.onErrorOccurred.addListener(
    (details) =>
      record(details, {
        kind: 'request-failed',
        requestId: details.requestId,
        url: details.url,
        error: details.error,
      }),
    FILTER,
  );
}

type AskedFor = Pick<
  Extract<Observation, { readonly kind: 'request' }>,
  'requestId' | 'url' | 'method' | 'time' | 'initiator'
>;

function askedFor(
  details: WebRequest.OnResponseStartedDetailsType | WebRequest.OnBeforeRequestDetailsType,
): AskedFor {
  const { requestId, url, method, timeStamp } = details;
  const initiator = initiatorOf(details);
  return { requestId, url, method, time: timeStamp, ...(initiator !== undefined && { initiator }) };
}

interface EventDetails {
  readonly tabId: number;
  readonly frameId: number;
  readonly type: string;
  readonly timeStamp: number;
}

function placeOf({ tabId, frameId, type }: EventDetails): Place {
  return { tab: tabId, frame: type === 'main_frame' ? 0 : frameId };
}

/** Chromium tells the origin (`initiator`), Firefox the URL of the document (`originUrl`). */
function initiatorOf(details: object): string | undefined {
  const [initiator] = ['initiator', 'originUrl']
    .map((name): unknown => Reflect.get(details, name))
    .filter((value) => typeof value === 'string' && /^https?:/.test(value));
  return typeof initiator === 'string' ? initiator : undefined;
}

/** Chromium loads pages ahead that nobody may ever see. */
export function isPrerendering(details: object): boolean {
  return Reflect.get(details, 'documentLifecycle') === 'prerender';
}
