import browser from 'webextension-polyfill';
import type { Flow } from '../../core/model/index.ts';
import { errorsOf } from './errors-of.ts';
import type { Which } from './session.ts';

const ERROR_COLOUR = '#b3261e';
/** How long to wait for a chain to come to rest before it is judged, in milliseconds. */
const REST = 250;

const waiting = new Map<number, Flow>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows the number of errors of a tab's newest flow on the toolbar button, once its chain has come to rest. */
export function updateBadges(flows: readonly Flow[]): void {
  for (const flow of flows) if (flow.tab !== undefined) waiting.set(flow.tab.id, flow);
  clearTimeout(timer);
  timer = setTimeout(() => void showWaiting(), REST);
}

/** Takes the number off the buttons of the tabs whose flows were forgotten: of one tab, of one window, or of all. */
export async function clearBadges({ tab, window, private: isPrivate = false }: Which): Promise<void> {
  const tabs = await browser.tabs.query(window === undefined ? {} : { windowId: window });
  for (const { id, incognito } of tabs) {
    if (id === undefined || incognito !== isPrivate || (tab !== undefined && id !== tab)) continue;
    waiting.delete(id);
    await setBadge(id, 0).catch(() => undefined); // The tab may be gone by now.
  }
}

async function showWaiting(): Promise<void> {
  const flows = [...waiting];
  waiting.clear();
  for (const [tabId, flow] of flows) {
    await setBadge(tabId, await errorsOf(flow)).catch(() => undefined); // The tab may be gone by now.
  }
}

async function setBadge(tabId: number, errors: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ tabId, color: ERROR_COLOUR });
  await browser.action.setBadgeText({ tabId, text: errors === 0 ? '' : String(errors) });
}
