import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { type Firefox, launchFirefox } from '../../../scripts/browsers/firefox.ts';
import { withAllHosts } from '../../../scripts/browsers/granted.ts';
import { type PlainServer, startPlainServer } from './plain-server.ts';
import { STORIES } from './stories.ts';
import { tellStories } from './tell-stories.ts';

describe('Firefox with access to all hosts', () => {
  let playground: Playground;
  let plain: PlainServer;
  let firefox: Firefox;
  let page: Page | undefined;
  let inspector: Page;

  beforeAll(async () => {
    playground = await startPlayground();
    plain = await startPlainServer();
    const { port } = await playground.startProxy();
    firefox = await launchFirefox({
      executable: await provideBrowser('firefox', console.log),
      extension: withAllHosts('dist'),
      proxyPort: port,
    });
    inspector = await firefox.openInspector();
  });

  afterAll(async () => {
    await firefox?.close();
    await plain?.close();
    await playground?.close();
  });

  tellStories(STORIES, async () => {
    // A new tab each time: WebDriver does not see the end of some stories, and waits for it.
    await page?.close();
    page = await firefox.browser.newPage();
    return { engine: 'firefox', playground, browser: firefox.browser, page, inspector, typed: 'link' };
  });
});
