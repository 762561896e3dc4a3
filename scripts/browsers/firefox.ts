import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

/** Must be the id in the manifest; the host of the extension's pages is fixed to it through a preference. */
const EXTENSION_ID = 'request-inspector@login-gov-inspector.example';
const EXTENSION_HOST = '3f6d5c0a-7b1e-4c58-9d0e-5a1b2c3d4e5f';

export interface FirefoxOptions {
  readonly executable: string;
  /** Folder of the unpacked extension. */
  readonly extension: string;
  /** Port on loopback of a CONNECT proxy that serves the playground's hosts. */
  readonly proxyPort: number;
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** A Firefox with the extension in a profile of its own, which goes when it is closed. */
export interface Firefox {
  readonly browser: Browser;
  /** Opens the inspector in a tab of its own, where the whole extension API can be called. */
  openInspector(): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Firefox headless over WebDriver BiDi and installs the extension for as long as it runs. */
export async function launchFirefox({
  executable,
  extension,
  proxyPort,
  preferences,
}: FirefoxOptions): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'login-gov-inspector-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: executable,
    headless: true,
    acceptInsecureCerts: true,
    // Lets a test open the extension's own pages.
    args: ['--remote-allow-system-access'],
    userDataDir: profile,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: EXTENSION_HOST }),
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxyPort,
      'network.proxy.no_proxies_on': '',
      ...preferences,
    },
  });
  await browser.installExtension(resolve(extension));
  return {
    browser,
    openInspector: async () => {
      const page = await browser.newPage();
      // Firefox changes the process for its own pages and never reports this navigation as finished.
      void page.goto(`moz-extension://${EXTENSION_HOST}/inspector.html`).catch(() => undefined);
      await page.waitForFunction(
        `location.protocol === 'moz-extension:' && document.readyState === 'complete'`,
      );
      return page;
    },
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
