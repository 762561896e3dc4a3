import browser from 'webextension-polyfill';

/** Where a tab is, as far as the browser tells. */
export interface Whereabouts {
  /** Absent for a tab that is gone. */
  readonly window?: number;
  readonly private: boolean;
}

/** Tabs that are remembered, so that an event costs no question. */
const MAX_TABS = 1_000;

/**
 * In which window each tab is or, once it is closed, was. Asked for once in a worker's life, and again when the tab is
 * moved. Must be called synchronously when the worker starts.
 */
export function followTabs(): (tab: number) => Promise<Whereabouts> {
  const known = new Map<number, Whereabouts>();
  browser.tabs.onAttached.addListener((tab) => void known.delete(tab));

  return async (tab) => {
    const at = known.get(tab) ?? (await ask(tab));
    // A tab that nobody can be asked about any more counts as private while there is any private window.
    if (at === undefined) return { private: await hasPrivateWindow() };
    if (known.size >= MAX_TABS) known.clear();
    known.set(tab, at);
    return at;
  };
}

async function ask(tab: number): Promise<Whereabouts | undefined> {
  try {
    const { windowId, incognito } = await browser.tabs.get(tab);
    return windowId === undefined ? undefined : { window: windowId, private: incognito };
  } catch {
    return undefined; // It is gone.
  }
}

/** Ids of the frames in a tab, without its own; none where the tab is gone. */
export async function framesOf(tab: number): Promise<readonly number[]> {
  try {
    const frames = (await browser.webNavigation.getAllFrames({ tabId: tab })) ?? [];
    return frames.map(({ frameId }) => frameId).filter((id) => id !== 0);
  } catch {
    return [];
  }
}

/** Whether a private window is open that the extension may see. */
export async function hasPrivateWindow(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito);
}
