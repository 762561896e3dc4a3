import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type LaunchOptions, type Page } from 'puppeteer-core';
import type { Engine } from '../../src/core/model/index.ts';
import { provideBrowser } from '../browsers/find-browser.ts';
import type { CaseServer } from './case-server.ts';
import type { OpenCase } from './random-cases.ts';

/** What a browser did with one form: how many hops it asked for, and whether a policy refused the next. */
export interface Observation {
  readonly reached: number;
  readonly refused: boolean;
}

export interface CaseBrowser {
  /** `quiet`: milliseconds to wait for word of a refusal once no further hop can be seen. */
  observe(testCase: OpenCase, quiet?: number): Promise<Observation>;
  close(): Promise<void>;
}

/** Starts a browser for which every host is on loopback. */
export async function launchBrowser(engine: Engine, server: CaseServer): Promise<CaseBrowser> {
  const userDataDir = await mkdtemp(join(tmpdir(), 'verify-csp-'));
  const launch = engine === 'firefox' ? firefoxOptions(server.port) : chromiumOptions(server.port);
  const browser = await puppeteer.launch({
    ...launch,
    executablePath: await provideBrowser(engine, console.log),
    userDataDir,
    headless: true,
    acceptInsecureCerts: true,
  });
  return new TabbedBrowser(browser, server, () => rm(userDataDir, { recursive: true, force: true }));
}

function chromiumOptions(port: number): LaunchOptions {
  return {
    args: [
      ...'--no-sandbox --disable-gpu --disable-quic --disable-background-networking --no-first-run'.split(
        ' ',
      ),
      ...'--disable-component-update --disable-sync --ignore-certificate-errors'.split(' '),
      // Two hundred navigations in ten seconds are no attack here.
      '--disable-ipc-flooding-protection',
      // Or `http://sp.example.gov` becomes https before any policy is asked.
      '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
    ],
  };
}

/** Firefox cannot map ports, so the server is its proxy. */
function firefoxOptions(port: number): LaunchOptions {
  return {
    browser: 'firefox',
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
      'network.proxy.allow_hijacking_localhost': true,
      'network.proxy.no_proxies_on': '',
      'dom.security.https_first': false,
      'dom.security.https_first_schemeless': false,
      'security.warn_submit_secure_to_insecure': false,
    },
  };
}

const QUIET = 300;
/** Milliseconds after which a navigation is given up: it stopped for a reason that is not a policy. */
const PATIENCE = 3000;

interface Running {
  reached: number;
  /** How many hops there are, and how many of them a server can see: `gov.agency.app://cb` it cannot. */
  readonly total: number;
  readonly visible: number;
  readonly quiet: number;
  readonly end: (refused: boolean) => void;
}

class TabbedBrowser implements CaseBrowser {
  readonly #browser: Browser;
  readonly #idle: Page[] = [];
  readonly #running = new Map<number, Running>();
  readonly #cleanUp: () => Promise<void>;

  constructor(browser: Browser, server: CaseServer, cleanUp: () => Promise<void>) {
    this.#browser = browser;
    this.#cleanUp = cleanUp;
    server.onHop = (id, hop) => this.#hop(id, hop);
  }

  async observe(testCase: OpenCase, quiet = QUIET): Promise<Observation> {
    const page = this.#idle.pop() ?? (await this.#newPage());
    const hops = [testCase.action, ...testCase.redirects.map(({ url }) => url)];
    const visible = hops.filter((url) => url.startsWith('http')).length;
    const observation = await new Promise<Observation>((resolve) => {
      const end = (refused: boolean) => resolve({ reached: running.reached, refused });
      const running: Running = { reached: 0, total: hops.length, visible, quiet, end };
      this.#running.set(testCase.id, running);
      setTimeout(end, visible === 0 ? 2 * quiet : PATIENCE + quiet, false);
      page.goto(testCase.document, { waitUntil: 'domcontentloaded' }).catch(() => {});
    });
    this.#running.delete(testCase.id);
    // Some ways to end a navigation, such as the question which program to start, leave a tab unusable.
    if (observation.refused || observation.reached === hops.length) this.#idle.push(page);
    else await page.close();
    return observation;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#cleanUp();
  }

  #hop(id: number, hop: number): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    running.reached = Math.max(running.reached, hop + 1);
    if (running.reached === running.total) running.end(false);
    else if (running.reached === running.visible) setTimeout(running.end, running.quiet, false);
  }

  async #newPage(): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.evaluateOnNewDocument(submitForm);
    page.on('console', (message) => {
      const id = /^refused \S+\/page\/(\d+)$/.exec(message.text())?.[1];
      if (id !== undefined) this.#running.get(Number(id))?.end(true);
    });
    return page;
  }
}

/** Runs in the page, where the policies under test do not reach it. */
function submitForm(): void {
  if (!location.pathname.startsWith('/page/')) return;
  document.addEventListener('securitypolicyviolation', ({ disposition, effectiveDirective }) => {
    if (disposition === 'enforce' && effectiveDirective === 'form-action')
      console.log(`refused ${location.href}`);
  });
  document.addEventListener('DOMContentLoaded', () => document.forms[0]?.submit());
}
