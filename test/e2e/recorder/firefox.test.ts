import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Playground } from '../../../playground/server.ts';
import type { Firefox } from '../../../scripts/browsers/firefox.ts';
import { withAllHosts } from '../../../scripts/browsers/variants.ts';
import { type FirefoxStage, setUpFirefox } from '../firefox-stage.ts';
import { type PlainServer, startPlainServer } from './plain-server.ts';
import { POLICY_STORIES } from './policy-stories.ts';
import { STORIES } from './stories.ts';
import { tellStories } from './tell-stories.ts';

describe('Firefox with access to all hosts', () => {
  let playground: Playground;
  let plain: PlainServer;
  let stage: FirefoxStage;
  let firefox: Firefox;
  let page: Page | undefined;
  let inspector: Page;

  beforeAll(async () => {
    stage = await setUpFirefox({ extension: withAllHosts('dist') });
    ({ firefox, playground } = stage);
    plain = await startPlainServer();
    inspector = await firefox.openInspector();
  });

  afterAll(async () => {
    await stage?.close();
    await plain?.close();
  });

  tellStories([...STORIES, ...POLICY_STORIES], async () => {
    // A new tab each time: WebDriver does not see the end of some stories, and waits for it.
    await page?.close();
    page = await firefox.browser.newPage();
    return { engine: 'firefox', playground, browser: firefox.browser, page, inspector, typed: 'link' };
  });
});
