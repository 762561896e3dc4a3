import browser from 'webextension-polyfill';
import { type Command, parsePlace, type TabPlace } from '../../wire/commands.ts';
import { parseSendAnswer } from '../../wire/sent-request.ts';
import { FLOW_PREFIX, isPrivateKey } from '../../wire/storage.ts';
import type { Host, Theme } from './host.ts';

/**
 * The browser as seen from a DevTools panel (`panel` in the query of its address) or from a tab of the extension's
 * own. That is for private windows where it stands in one or says `private`: Chromium shows no page of an extension
 * in a private window.
 */
export async function browserHost(address: URLSearchParams): Promise<Host> {
  const inspectedTab = address.has('panel') ? browser.devtools.inspectedWindow.tabId : undefined;
  const place = await askForPlace(inspectedTab);
  const isPrivate = place?.private ?? false;
  const showsPrivate = isPrivate || address.has('private');
  const isShown = (key: string) => !key.startsWith(FLOW_PREFIX) || isPrivateKey(key) === showsPrivate;
  const window = isPrivate === showsPrivate ? place?.window : undefined;
  return {
    version: browser.runtime.getManifest().version,
    ...(inspectedTab !== undefined && { inspectedTab }),
    ...(window !== undefined && { window }),
    ...(showsPrivate && { isPrivate: true }),
    readStored: () => readStored(isShown),
    onStored: (listener) =>
      listenTo('session', (changed) => {
        const shown = [...changed].filter(([key]) => isShown(key));
        if (shown.length > 0) listener(new Map(shown));
      }),
    readKept: async (key) => (await browser.storage.local.get(key))[key],
    keep: (key, value) => browser.storage.local.set({ [key]: value }),
    onKept: (listener) => listenTo('local', listener),
    send: async (command) => {
      await browser.runtime.sendMessage(command);
    },
    openRequest: async (request) => {
      const at = { private: showsPrivate, ...(window !== undefined && { window }) };
      const command: Command = { kind: 'send', request, ...at };
      return parseSendAnswer(await browser.runtime.sendMessage(command));
    },
    followTheme: inspectedTab !== undefined ? followPanelTheme : followSystemTheme,
  };
}

/** Stored keys that are read at once: the browser hands a portion over in a few milliseconds, all in more than 50. */
const PORTION = 50;

async function* readStored(
  isShown: (key: string) => boolean,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const session: Pick<typeof browser.storage.session, 'get'> &
    Partial<Pick<typeof browser.storage.session, 'getKeys'>> = browser.storage.session;
  // Chromium before 130 and Firefox before 143 do not tell the keys alone.
  const keys = (await session.getKeys?.()) ?? Object.keys(await session.get(null));
  const shown = keys.filter(isShown);
  for (let first = 0; first < shown.length; first += PORTION)
    yield await session.get(shown.slice(first, first + PORTION));
}

/** A recorder that does not answer cannot tell; the inspector shows all the same what is stored. */
async function askForPlace(tab: number | undefined): Promise<TabPlace | undefined> {
  try {
    const command: Command = { kind: 'place', ...(tab !== undefined && { tab }) };
    return parsePlace(await browser.runtime.sendMessage(command));
  } catch {
    return undefined;
  }
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
