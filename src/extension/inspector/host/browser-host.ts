import browser from 'webextension-polyfill';
import type { Host, Theme } from './host.ts';

/** The browser as seen from a DevTools panel (`inPanel`) or from a tab of the extension's own. */
export function browserHost(inPanel: boolean): Host {
  return {
    ...(inPanel ? { inspectedTab: browser.devtools.inspectedWindow.tabId } : {}),
    readStored: () => browser.storage.session.get(null),
    onStored: (listener) => listenTo('session', listener),
    readKept: async (key) => (await browser.storage.local.get(key))[key],
    keep: (key, value) => browser.storage.local.set({ [key]: value }),
    onKept: (listener) => listenTo('local', listener),
    send: async (command) => {
      await browser.runtime.sendMessage(command);
    },
    followTheme: inPanel ? followPanelTheme : followSystemTheme,
  };
}

function listenTo(wanted: string, listener: (changed: ReadonlyMap<string, unknown>) => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== wanted) return;
    listener(new Map(Object.entries(changes).map(([key, change]) => [key, change.newValue])));
  });
}

function followPanelTheme(listener: (theme: Theme) => void): void {
  const { panels } = browser.devtools;
  const tell = (name: string) => listener(name === 'dark' ? 'dark' : 'light');
  tell(panels.themeName);
  // Firefox has the event, Chromium a setter for one handler; older versions of either have neither.
  if ('onThemeChanged' in panels && panels.onThemeChanged) panels.onThemeChanged.addListener(tell);
  else if ('setThemeChangeHandler' in panels && typeof panels.setThemeChangeHandler === 'function') {
    panels.setThemeChangeHandler(tell);
  }
}

function followSystemTheme(listener: (theme: Theme) => void): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const tell = () => listener(dark.matches ? 'dark' : 'light');
  tell();
  dark.addEventListener('change', tell);
}
