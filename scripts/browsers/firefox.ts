import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import * as v from 'valibot';
import { poll } from './recording.ts';

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
  /**
   * Opens the inspector in a tab of its own, where the whole extension API can be called; with `?private` as the
   * toolbar button of a private window opens it.
   */
  openInspector(query?: string): Promise<Page>;
  /** Lets the extension into private windows, as its user does in the add-ons manager. It starts anew. */
  allowInPrivateWindows(): Promise<void>;
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
    openInspector: async (query = '') => {
      const page = await browser.newPage();
      // Firefox changes the process for its own pages and never reports this navigation as finished.
      void page.goto(`moz-extension://${EXTENSION_HOST}/inspector.html${query}`).catch(() => undefined);
      // While the process changes, asking fails as well.
      const isThere = () => page.evaluate(IS_INSPECTOR).then(Boolean, () => false);
      if (!(await poll(isThere, Boolean, 30_000))) throw new Error('Firefox did not open the inspector.');
      return page;
    },
    allowInPrivateWindows: async () => void (await evaluateInFirefox(browser, ALLOW_IN_PRIVATE_WINDOWS)),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const IS_INSPECTOR = `location.protocol === 'moz-extension:' && document.readyState === 'complete'`;

/** Runs in Firefox's own window: what the add-ons manager does when the user allows private windows. */
const ALLOW_IN_PRIVATE_WINDOWS = `(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
  const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
  const allowed = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
  await ExtensionPermissions.add('${EXTENSION_ID}', allowed);
  await (await AddonManager.getAddonByID('${EXTENSION_ID}')).reload();
})()`;

const connectionSchema = v.object({ send: v.function() });
const treeSchema = v.object({
  result: v.object({ contexts: v.tupleWithRest([v.object({ context: v.string() })], v.unknown()) }),
});
const evaluatedSchema = v.object({
  result: v.object({ type: v.literal('success'), result: v.looseObject({ value: v.optional(v.unknown()) }) }),
});

/** Evaluates in the browser's own scope, which puppeteer does not offer; its connection does. Gives a plain value. */
export async function evaluateInFirefox(browser: Browser, expression: string): Promise<unknown> {
  const connection: unknown = Reflect.get(browser, 'connection');
  v.assert(connectionSchema, connection);
  const send = (method: string, parameters: object): Promise<unknown> =>
    Promise.resolve(connection.send(method, parameters));
  const tree = v.parse(treeSchema, await send('browsingContext.getTree', { 'moz:scope': 'chrome' }));
  const [{ context }] = tree.result.contexts;
  const evaluated = await send('script.evaluate', { target: { context }, awaitPromise: true, expression });
  return v.parse(evaluatedSchema, evaluated).result.result.value;
}
