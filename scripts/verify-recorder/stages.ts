import { type Playground, startPlayground } from '../../playground/server.ts';
import type { Engine } from '../../src/core/model/index.ts';
import {
  type Chromium,
  launchChromium,
  openInspector,
  openOnlyTab,
  openPanel,
  openSilentPage,
  stopServiceWorker,
} from '../browsers/chromium.ts';
import { provideBrowser } from '../browsers/find-browser.ts';
import { launchFirefox } from '../browsers/firefox.ts';
import { withAllHosts } from '../browsers/variants.ts';
import { OFFLINE_ORIGIN } from './random-attempt.ts';
import { Site } from './site.ts';
import type { Stage } from './stage.ts';

/** What the extension may see, and what else of it is open. */
export const SETTINGS = ['all', 'install', 'forced', 'devtools'] as const;
export type Setting = (typeof SETTINGS)[number];

/**
 * `all` and `install`: access to all hosts or that of the installation alone, and no page of the extension that runs
 * code; `forced`: all hosts, an inspector is open, and the worker is stopped while events are on their way to it;
 * `devtools`: access of the installation, in one tab with DevTools.
 */
export async function setStage(engine: Engine, setting: Setting): Promise<Stage> {
  const playground = await startPlayground();
  const site = new Site(playground);
  const stage =
    engine === 'firefox' ? await inFirefox(playground, setting) : await inChromium(playground, setting);
  const isInstalled = (url: string) => /^https:\/\/[^/]*\.identitysandbox\.gov(?:\/|$)/.test(url);
  const isHttps = (url: string) => url.startsWith('https:');
  return {
    ...stage,
    engine,
    site,
    byForce: setting === 'forced',
    sees: setting === 'install' ? isInstalled : isHttps,
    // DevTools tells of a page when it has been shown, and its form may be on its way by then.
    knowsPolicies: setting === 'install' || setting === 'devtools' ? isInstalled : isHttps,
    close: async () => {
      await stage.close();
      await playground.close();
    },
  };
}

type Opened = Pick<Stage, 'browser' | 'inspector' | 'close' | 'only' | 'stopWorker'>;

async function inChromium(playground: Playground, setting: Setting): Promise<Opened> {
  const devtools = setting === 'devtools';
  const chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: setting === 'all' || setting === 'forced' ? withAllHosts('dist') : 'dist',
    resolverRules: `${playground.resolverRules}, MAP ${new URL(OFFLINE_ORIGIN).host} 127.0.0.1:1`,
    headless: true,
    devtools,
  });
  const { browser, close } = chromium;
  if (devtools) return { browser, close, ...(await withPanel(chromium, playground)) };
  if (setting !== 'forced') {
    const inspector = await openSilentPage(chromium);
    return { browser, close, inspector, stopWorker: () => stopServiceWorker(chromium) };
  }
  const inspector = await openInspector(chromium);
  const client = await inspector.createCDPSession();
  await client.send('ServiceWorker.enable');
  // The inspector starts another at once, so that nobody could wait until none runs.
  return { browser, close, inspector, stopWorker: () => client.send('ServiceWorker.stopAllWorkers') };
}

async function withPanel(
  chromium: Chromium,
  playground: Playground,
): Promise<Pick<Opened, 'inspector' | 'only'>> {
  const only = await openOnlyTab(chromium);
  await only.goto(playground.indexUrl);
  return { only, inspector: (await openPanel(chromium)).frame };
}

async function inFirefox(playground: Playground, setting: Setting): Promise<Opened> {
  const { port } = await playground.startProxy();
  const {
    browser,
    openInspector: open,
    close,
  } = await launchFirefox({
    executable: await provideBrowser('firefox', console.log),
    extension: setting === 'install' ? 'dist' : withAllHosts('dist'),
    proxyPort: port,
  });
  return { browser, close, inspector: await open() };
}
