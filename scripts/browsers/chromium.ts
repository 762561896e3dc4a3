import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page, type Target, type WebWorker } from 'puppeteer-core';

export interface ChromiumOptions {
  readonly executable: string;
  /** Folder of the unpacked extension. */
  readonly extension: string;
  /** Value of --host-resolver-rules: which hosts are served from loopback. */
  readonly resolverRules: string;
  readonly headless: boolean;
  /** Opens DevTools with every tab. */
  readonly devtools?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Folder of a profile that outlives the browser; without it the profile goes with the browser. */
  readonly profile?: string;
  /** Opens the tabs that were open when the profile was last used. */
  readonly restore?: boolean;
}

/** A Chromium with the extension. */
export interface Chromium {
  readonly browser: Browser;
  /** `chrome-extension://…/` */
  readonly extensionOrigin: string;
  close(): Promise<void>;
}

/** Starts Chromium; background traffic is switched off, certificates of the playground are accepted. */
export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  if (!existsSync(join(options.extension, 'manifest.json'))) {
    throw new Error(`There is no extension in ${options.extension}: run "npm run build" first.`);
  }
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'login-gov-inspector-'));
  const browser = await puppeteer.launch({
    executablePath: options.executable,
    headless: options.headless,
    userDataDir: profile,
    defaultViewport: null,
    devtools: options.devtools ?? false,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      `--load-extension=${options.extension}`,
      `--disable-extensions-except=${options.extension}`,
      ...quietly(options.resolverRules),
      ...(options.colorScheme === 'dark' ? ['--force-dark-mode'] : []),
      ...(options.headless ? ['--disable-gpu'] : []),
      ...(options.restore === true ? ['--restore-last-session'] : []),
    ],
  });
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker', {
    timeout: 30_000,
  });
  return {
    browser,
    extensionOrigin: `chrome-extension://${new URL(worker.url()).host}/`,
    close: async () => {
      await browser.close();
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** No background traffic, and certificates of the playground are accepted. */
function quietly(resolverRules: string): string[] {
  return [
    `--host-resolver-rules=${resolverRules}`,
    '--ignore-certificate-errors',
    '--no-first-run',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--window-size=1280,900',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** The same browser without any extension, without a window. */
export function launchBare({
  executable,
  resolverRules,
}: Pick<ChromiumOptions, 'executable' | 'resolverRules'>): Promise<Browser> {
  const args = [...quietly(resolverRules), '--disable-gpu'];
  return puppeteer.launch({ executablePath: executable, headless: true, defaultViewport: null, args });
}

/**
 * A tab whose DevTools, if they open, are the only ones. Not the tab that Chromium starts with: its DevTools
 * may have opened before the extension was loaded, and then never show the panel.
 */
export async function openOnlyTab({ browser }: Chromium): Promise<Page> {
  const before = browser.targets().filter(isDevTools);
  const others = await browser.pages();
  const page = await browser.newPage();
  await Promise.all(others.map((other) => other.close()));
  const gone = () => browser.targets().every((target) => !before.includes(target));
  while (!gone()) await new Promise((resolve) => setTimeout(resolve, 50));
  return page;
}

function isDevTools(target: Target): boolean {
  return target.url().startsWith('devtools://');
}

/** The extension's service worker, started again when it was stopped. */
export async function serviceWorker({ browser, extensionOrigin }: Chromium): Promise<WebWorker> {
  const target = await browser.waitForTarget(isWorkerOf(extensionOrigin), { timeout: 30_000 });
  const worker = await target.worker();
  if (worker === null) throw new Error('The service worker has gone.');
  return worker;
}

/**
 * Stops the service worker, as Chromium does when it is idle, and returns when it is stopped. Asked of a page of the
 * extension: a debugger that is attached to the worker itself can keep the next one waiting.
 */
export async function stopServiceWorker({ browser, extensionOrigin }: Chromium): Promise<void> {
  const page = await browser.waitForTarget(
    (target) => !target.type().endsWith('worker') && target.url().startsWith(extensionOrigin),
    { timeout: 30_000 },
  );
  const client = await page.createCDPSession();
  try {
    let asked = false;
    const stopped = new Promise<void>((resolve) => {
      client.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        if (asked && versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve();
        if (
          !asked &&
          versions.length > 0 &&
          versions.every(({ runningStatus }) => runningStatus === 'stopped')
        )
          resolve();
      });
    });
    await client.send('ServiceWorker.enable');
    asked = true;
    await client.send('ServiceWorker.stopAllWorkers');
    await stopped;
  } finally {
    await client.detach();
  }
}

function isWorkerOf(origin: string): (target: Target) => boolean {
  return (target) => target.type() === 'service_worker' && target.url().startsWith(origin);
}

/** The inspector in a tab of its own, as the toolbar button opens it; from a private window with `?private`. */
export async function openInspector({ browser, extensionOrigin }: Chromium, query = ''): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${extensionOrigin}inspector.html${query}`);
  return page;
}

/** A page of the extension that runs no code of it: it can be asked what is stored. */
export async function openSilentPage({ browser, extensionOrigin }: Chromium): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${extensionOrigin}manifest.json`);
  return page;
}

/** Lets the extension into private windows, as its user does on the browser's page of extensions. It starts anew. */
export async function allowInPrivateWindows(chromium: Chromium): Promise<void> {
  await configureExtension(chromium, { incognitoAccess: true });
  const isAllowed = async () => {
    const page = await openInspector(chromium).catch(() => undefined);
    const allowed = await page?.evaluate('chrome.extension.isAllowedIncognitoAccess()').catch(() => false);
    await page?.close();
    return allowed === true;
  };
  while (!(await isAllowed())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Limits the extension's access to sites to those that the user clicks its button on, or gives it back. */
export function limitAccess(chromium: Chromium, hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  return configureExtension(chromium, { hostAccess });
}

/** What the switches of `chrome://extensions` do: that page alone may call it. */
async function configureExtension({ browser, extensionOrigin }: Chromium, change: object): Promise<void> {
  const configuration = { extensionId: new URL(extensionOrigin).host, ...change };
  const settings = await browser.newPage();
  try {
    await settings.goto('chrome://extensions');
    // Without it an unpacked extension does not come back after a change.
    await settings.evaluate('chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })');
    await settings.evaluate(
      `chrome.developerPrivate.updateExtensionConfiguration(${JSON.stringify(configuration)})`,
    );
  } finally {
    await settings.close();
  }
}

/** DevTools and the extension's panel in it, as the user sees them. */
export interface Panel {
  /** The whole DevTools window. */
  readonly devtools: Page;
  /** The inspector inside it. */
  readonly frame: Frame;
}

/** Shows the panel "Login.gov" of the DevTools that opened with the last tab. */
export async function openPanel({ browser, extensionOrigin }: Chromium): Promise<Panel> {
  // Asked any earlier, DevTools would make its view before it has its texts, and stay broken.
  const ready = (candidate: Target) => candidate.url().startsWith(`${extensionOrigin}devtools.html`);
  await browser.waitForTarget(ready, { timeout: 30_000 });
  const target = await browser.waitForTarget(isDevTools, { timeout: 30_000 });
  const devtools = await target.asPage();
  await devtools.waitForFunction(SHOW_PANEL, { timeout: 30_000, polling: 200 });
  const frame = await devtools.waitForFrame(
    (candidate) => candidate.url().startsWith(`${extensionOrigin}inspector`),
    {
      timeout: 30_000,
    },
  );
  return { devtools, frame };
}

/** Runs inside DevTools' own page: true once the tab of the panel was there and has been chosen. */
const SHOW_PANEL = `(async () => {
  const { InspectorView } = await import('./ui/legacy/legacy.js');
  const view = InspectorView.InspectorView.instance();
  const tab = view.tabbedPane.tabs.find(({ id }) => id.endsWith('Login.gov'));
  if (tab === undefined) return false;
  await view.showPanel(tab.id);
  return true;
})()`;
