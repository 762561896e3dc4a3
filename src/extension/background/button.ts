import browser from 'webextension-polyfill';
import { isRecording, parseRecording, RECORDING_KEY, type Recording } from '../wire/storage.ts';
import type { Whereabouts } from './tab-places.ts';

const TITLE = 'Login.gov Request Inspector';
const ICONS = { 16: 'icons/16.png', 32: 'icons/32.png' };
const PAUSED_ICONS = { 16: 'icons/paused-16.png', 32: 'icons/paused-32.png' };

/**
 * Shows on the toolbar button whether a tab's window is recorded: while paused a grey icon with two bars, and a
 * title that says it. Must be called synchronously when the worker starts.
 */
export function showRecordingOnButton(whereabouts: (tab: number) => Promise<Whereabouts>): void {
  let known: Promise<Recording> | undefined;
  const recording = () => {
    known ??= browser.storage.session
      .get(RECORDING_KEY)
      .then((stored) => parseRecording(stored[RECORDING_KEY]));
    return known;
  };

  browser.storage.onChanged.addListener(async (changes, area) => {
    const change = area === 'session' ? changes[RECORDING_KEY] : undefined;
    if (change === undefined) return;
    const [before, after] = [parseRecording(change.oldValue), parseRecording(change.newValue)];
    known = Promise.resolve(after);
    if (before.on === after.on && JSON.stringify(before.windows) === JSON.stringify(after.windows)) return;
    await show(after.on);
    for (const { id } of await browser.tabs.query({})) if (id !== undefined) await showInTab(id, after);
  });

  /** Only where windows differ does a tab need a button of its own. */
  async function refresh(tab: number | undefined): Promise<void> {
    if (tab === undefined || (await recording()).windows === undefined) return;
    await showInTab(tab, await recording());
  }

  async function showInTab(tab: number, state: Recording): Promise<void> {
    const { window } = await whereabouts(tab);
    await show(isRecording(state, window), tab).catch(() => undefined); // The tab may be gone by now.
  }

  // Browsers forget a tab's own button when the tab goes to another page.
  browser.webNavigation.onCommitted.addListener(({ frameId, tabId }) => {
    if (frameId === 0) void refresh(tabId);
  });
  browser.tabs.onCreated.addListener(({ id }) => void refresh(id));
  browser.tabs.onAttached.addListener((tab) => void refresh(tab));
}

async function show(on: boolean, tabId?: number): Promise<void> {
  const where = tabId === undefined ? {} : { tabId };
  await browser.action.setIcon({ ...where, path: on ? ICONS : PAUSED_ICONS });
  await browser.action.setTitle({ ...where, title: `${TITLE} (${on ? 'recording' : 'paused'})` });
}
