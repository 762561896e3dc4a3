import browser, { type WebNavigation } from 'webextension-polyfill';
import type { ShownDocument } from '../../core/flow/index.ts';
import { documentIdOf } from '../events/web-navigation.ts';
import type { Place } from '../wire/observed-event.ts';

/** New tabs whose opener is remembered: one that is opened asks for its page at once. */
const MAX_OPENED = 50;

/**
 * Which document a frame shows until its next one is there; in a tab that was just opened and shows none, that of
 * the frame that opened it. Must be called synchronously when the worker starts.
 */
export function followShownDocuments(): (place: Place) => Promise<ShownDocument | undefined> {
  const openers = new Map<number, Promise<ShownDocument | undefined>>();
  browser.webNavigation.onCreatedNavigationTarget.addListener(({ tabId, sourceTabId, sourceFrameId }) => {
    if (openers.size >= MAX_OPENED) openers.clear();
    // Asked at once: the page may go on as soon as it has opened the tab.
    openers.set(tabId, shownIn({ tab: sourceTabId, frame: sourceFrameId }).then(documentOf));
  });

  return async (place) => {
    const shown = await shownIn(place);
    if (shown !== undefined || place.frame !== 0) return documentOf(shown);
    return openers.get(place.tab);
  };
}

/** Undefined where no page has been shown yet, and where the frame is gone. */
async function shownIn({ tab, frame }: Place): Promise<Shown | undefined> {
  try {
    return (await browser.webNavigation.getFrame({ tabId: tab, frameId: frame })) ?? undefined;
  } catch {
    return undefined;
  }
}

type Shown = WebNavigation.GetFrameCallbackDetailsType;

/** Of a page on a host that the user did not grant, what follows its path is none of our business. */
function documentOf(shown: Shown | undefined): ShownDocument | undefined {
  const documentId = shown === undefined ? undefined : documentIdOf(shown);
  const isPage = shown?.errorOccurred !== true && /^https?:/.test(shown?.url ?? '');
  if (shown === undefined || documentId === undefined || !isPage) return undefined;
  return { url: shown.url.replace(/[?#].*/s, ''), documentId };
}
