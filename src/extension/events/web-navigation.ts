import browser from 'webextension-polyfill';
import type { Place, RecordEvent } from '../wire/observed-event.ts';
import { isPrerendering } from './web-request.ts';

const FILTER = { url: [{ schemes: ['http', 'https'] }] };

/**
 * Turns webNavigation events into observations. They need no host permission and name the URL that
 * Chromium refused. Must be called synchronously when the worker starts.
 */
export function observeWebNavigations(record: RecordEvent): void {
  const { webNavigation } = browser;
  webNavigation.onBeforeNavigate.addListener((details) => {
    if (isPrerendering(details)) return;
    record(
      placeOf(details),
      { kind: 'navigation', url: details.url, time: details.timeStamp },
      details.timeStamp,
    );
  }, FILTER);
  webNavigation.onCommitted.addListener((details) => {
    if (isPrerendering(details)) return;
    const documentId = documentIdOf(details);
    record(
      placeOf(details),
      {
        kind: 'commit',
        url: details.url,
        time: details.timeStamp,
        ...(documentId !== undefined && { documentId }),
        transition: String(details.transitionType),
        qualifiers: (details.transitionQualifiers ?? []).map(String),
      },
      details.timeStamp,
    );
  }, FILTER);
  webNavigation.onErrorOccurred.addListener((details) => {
    if (isPrerendering(details)) return;
    const error: unknown = Reflect.get(details, 'error');
    record(
      placeOf(details),
      {
        kind: 'navigation-failed',
        url: details.url,
        time: details.timeStamp,
        error: typeof error === 'string' ? error : 'unknown error',
      },
      details.timeStamp,
    );
  });
}

function placeOf({ tabId, frameId }: { tabId: number; frameId: number }): Place {
  return { tab: tabId, frame: frameId };
}

/** What the browser calls a document; not every browser does. */
export function documentIdOf(details: object): string | undefined {
  const id: unknown = Reflect.get(details, 'documentId');
  return typeof id === 'string' ? id : undefined;
}
