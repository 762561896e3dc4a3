import type { Browser, Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { SANDBOX_IDP } from '../../../playground/hosts.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';

/** What either browser must do with several windows, normal and private ones. */
export interface WindowStage {
  readonly browser: Browser;
  /** The inspector in its tab, in the first window. */
  readonly inspector: Page;
  /** A page in the first window. */
  readonly page: Page;
  /** Lets the extension into private windows, as the user does in the browser's settings; it starts anew. */
  allowPrivateWindows(): Promise<void>;
  openInspector(query?: string): Promise<Page>;
}

const API = `(globalThis.browser ?? chrome)`;

interface OpenWindow {
  readonly id: number;
  readonly tab: number;
  readonly page: Page;
}

/** A window that the extension opens, with the page in it. */
async function openWindow({ browser }: WindowStage, inspector: Page, options: object): Promise<OpenWindow> {
  const before = new Set(browser.targets());
  const text = await inspector.evaluate(
    `${API}.windows.create(${JSON.stringify({ url: `https://${SANDBOX_IDP}/`, ...options })})
      .then(({ id, tabs }) => JSON.stringify({ id, tab: tabs[0].id }))`,
  );
  const target = await browser.waitForTarget(
    (candidate) => candidate.type() === 'page' && !before.has(candidate),
    { timeout: 20_000 },
  );
  const page = await target.page();
  if (page === null) throw new Error('The window has no page.');
  return { ...JSON.parse(String(text)), page };
}

/** A sign-in of that client begins in the page. */
async function ask(page: Page, client: string): Promise<void> {
  await page.goto(`https://${SANDBOX_IDP}/openid_connect/authorize?client_id=${client}`);
}

const clientOf = (url: string | undefined) =>
  new URL(url ?? 'about:blank').searchParams.get('client_id') ?? '';

/** The clients of all flows that are stored, with the kind of window. */
async function recordedClients(
  inspector: Page,
  done: (clients: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return poll(async () => {
    const flows = await recordedFlows(inspector);
    return flows.map(({ id, navigations }) => {
      const client = clientOf(navigations[0]?.hops[0]?.url);
      return id.startsWith('private-') ? `private ${client}` : client;
    });
  }, done);
}

function title(inspector: Page, tab: number, wanted: string): Promise<string> {
  return poll(
    async () => String(await inspector.evaluate(`${API}.action.getTitle({ tabId: ${tab} })`)),
    (found) => found.includes(wanted),
  );
}

const tabOf = (inspector: Page) =>
  inspector.evaluate(`${API}.tabs.getCurrent().then(({ id }) => id)`).then(Number);

export function tellOfWindows(stageOf: () => WindowStage): void {
  it('pauses the window of the inspector alone, says so on the toolbar button, and goes on', async () => {
    const stage = stageOf();
    const { inspector, page } = stage;
    await clearRecording(inspector);
    const second = await openWindow(stage, inspector, {});
    try {
      await inspector.bringToFront();
      await inspector.select('[data-testid=scope]', 'window');
      await inspector.click('[data-testid=record]');
      await inspector.waitForSelector('[data-testid=record][aria-pressed=false]');
      expect(await title(inspector, await tabOf(inspector), 'paused')).toContain('(paused)');
      await page.bringToFront();
      await ask(page, 'first');
      await ask(second.page, 'second');
      expect(await title(inspector, second.tab, 'recording')).toContain('(recording)');
      expect(await recordedClients(inspector, (clients) => clients.includes('second'))).toEqual(['second']);

      await inspector.bringToFront();
      await inspector.click('[data-testid=record]');
      await inspector.waitForSelector('[data-testid=record][aria-pressed=true]');
      await page.bringToFront();
      await ask(page, 'again');
      expect(await recordedClients(inspector, (clients) => clients.length === 2)).toEqual([
        'second',
        'again',
      ]);

      await inspector.bringToFront();
      await inspector.click('[data-testid=clear]');
      expect(await recordedClients(inspector, (clients) => clients.length === 1)).toEqual(['second']);
      await inspector.select('[data-testid=scope]', 'all');
    } finally {
      await inspector.evaluate(`${API}.windows.remove(${second.id}).then(String)`);
    }
  });

  it('keeps private windows apart, and forgets them with the last one', async () => {
    const stage = stageOf();
    await stage.allowPrivateWindows();
    const inspector = await stage.openInspector();
    const forPrivate = await stage.openInspector('?private');
    const own = await openWindow(stage, inspector, { incognito: true });
    await ask(own.page, 'hidden');
    await ask(stage.page, 'open');
    expect((await recordedClients(inspector, (clients) => clients.length === 2)).toSorted()).toEqual([
      'open',
      'private hidden',
    ]);

    const rows = (view: Page, count: number) =>
      view.waitForFunction(`document.querySelectorAll('[data-testid=flow-row]').length === ${count}`);
    await inspector.bringToFront();
    await rows(inspector, 1);
    expect(await inspector.evaluate('document.body.innerText')).not.toContain('hidden');
    await forPrivate.bringToFront();
    await rows(forPrivate, 1);
    await forPrivate.waitForSelector('[data-testid=private-notice]');
    expect(await forPrivate.evaluate('document.body.innerText')).toContain('hidden');

    await inspector.evaluate(`${API}.windows.remove(${own.id}).then(String)`);
    expect(await recordedClients(inspector, (clients) => clients.length === 1)).toEqual(['open']);
    await rows(forPrivate, 0);
  });
}
