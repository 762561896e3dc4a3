import browser, { type WebNavigation } from 'webextension-polyfill';
import type { ShownDocument } from '../../core/flow/index.ts';
import { documentIdOf } from '../events/web-navigation.ts';
import type { Place } from '../wire/observed-event.ts';

/** New tabs whose opener is remembered: one that is opened asks for its page at once. */
const MAX_OPENED = 50;

/** What frames show until their next document is there. */
export interface ShownDocuments {
  readonly inFrame: (place: Place) => Promise<ShownDocument | undefined>;
  /** The same; in a tab that was just opened and shows nothing, the document of the frame that opened it. */
  readonly behind: (place: Place) => Promise<ShownDocument | undefined>;
}

/** Must be called synchronously when the worker starts. */
export function followShownDocuments(): ShownDocuments {
  const openers = new Map<number, Promise<ShownDocument | undefined>>();
  browser.webNavigation.onCreatedNavigationTarget.addListener(({ tabId, sourceTabId, sourceFrameId }) => {
    if (openers.size >= MAX_OPENED) openers.clear();
    // Asked at once: the page may go on as soon as it has opened the tab.
    openers.set(tabId, inFrame({ tab: sourceTabId, frame: sourceFrameId }));
  });
  const behind = async (place: Place) =>
    (await inFrame(place)) ?? (place.frame === 0 ? openers.get(place.tab) : undefined);
  return { inFrame, behind };
}

/** Undefined where no page has been shown yet, and where the frame is gone. */
async function inFrame({ tab, frame }: Place): Promise<ShownDocument | undefined> {
  try {
    const shown = await browser.webNavigation.getFrame({ tabId: tab, frameId: frame });
    return shown === null ? undefined : documentOf(shown);
  } catch {
    return undefined;
  }
}

/** Of a page on a host that the user did not grant, what follows its path is none of our business. */
function documentOf(shown: WebNavigation.GetFrameCallbackDetailsType): ShownDocument | undefined {
  const documentId = documentIdOf(shown);
  if (documentId === undefined) return undefined;
  const isPage = shown.errorOccurred !== true && /^https?:/.test(shown.url);
  return { documentId, ...(isPage && { url: shown.url.replace(/[?#].*/s, '') }) };
}
