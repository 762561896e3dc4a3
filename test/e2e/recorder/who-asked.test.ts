import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { SANDBOX_IDP } from '../../../playground/hosts.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import { type Chromium, launchChromium, openInspector } from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { type FirefoxStage, setUpFirefox } from '../firefox-stage.ts';
import { tellStories } from './tell-stories.ts';
import { WAYS_TO_LOGIN_GOV } from './who-asked.ts';

/** With install-time permissions and without DevTools: which page led to Login.gov. */

/** Everything that the extension keeps, as text. */
const STORED = `(globalThis.browser ?? chrome).storage.session.get(null).then(JSON.stringify)`;

describe('Chromium', () => {
  let playground: Playground;
  let chromium: Chromium;
  let inspector: Page;
  let page: Page | undefined;

  beforeAll(async () => {
    playground = await startPlayground();
    const executable = await provideBrowser('chromium', console.log);
    const { resolverRules } = playground;
    chromium = await launchChromium({ executable, extension: 'dist', resolverRules, headless: true });
    inspector = await openInspector(chromium);
    // As long as a real one takes: what the tab shows until then is what is asked for.
    playground.beforeAnswer(async (_, url) => {
      if (url.startsWith(`https://${SANDBOX_IDP}`))
        await poll(
          () => recordedFlows(inspector),
          (found) => found.length > 0,
        );
    });
  });

  afterAll(async () => {
    await chromium?.close();
    await playground?.close();
  });

  afterEach(async () => {
    const stored = await inspector.evaluate(STORED);
    expect(stored).toContain(SANDBOX_IDP);
    expect(stored).not.toContain('secret');
  });

  tellStories(WAYS_TO_LOGIN_GOV, async () => {
    await page?.close();
    page = await chromium.browser.newPage();
    return { engine: 'chromium', playground, browser: chromium.browser, page, inspector, typed: 'typed' };
  });
});

describe('Firefox', () => {
  let stage: FirefoxStage;
  let inspector: Page;
  let page: Page | undefined;

  beforeAll(async () => {
    stage = await setUpFirefox({ extension: 'dist' });
    inspector = await stage.firefox.openInspector();
  });

  afterAll(() => stage?.close());

  tellStories(WAYS_TO_LOGIN_GOV, async () => {
    const { playground, firefox } = stage;
    await page?.close();
    page = await firefox.browser.newPage();
    return { engine: 'firefox', playground, browser: firefox.browser, page, inspector, typed: 'link' };
  });
});
