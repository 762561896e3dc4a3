import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import {
  allowInPrivateWindows,
  type Chromium,
  launchChromium,
  limitAccess,
  openInspector,
} from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { tellOfWindows } from './windows.ts';

/** Windows, private windows and access taken away in real Chromium, by its own page of extensions. */

let playground: Playground;
let chromium: Chromium;
let inspector: Page;
let page: Page;

beforeAll(async () => {
  playground = await startPlayground();
  chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
  });
  inspector = await openInspector(chromium);
  page = await chromium.browser.newPage();
});

afterAll(async () => {
  await chromium?.close();
  await playground?.close();
});

describe('windows', () => {
  tellOfWindows(() => ({
    browser: chromium.browser,
    inspector,
    page,
    allowPrivateWindows: () => allowInPrivateWindows(chromium),
    openInspector: (query) => openInspector(chromium, query),
  }));
});

describe('Login.gov’s own hosts', () => {
  it('taken away in the browser’s settings, are told of until they are given back', async () => {
    const view = await openInspector(chromium);
    await limitAccess(chromium, 'ON_CLICK');
    await view.waitForSelector('[data-testid=missing-access]');
    const text = await view.$eval('[data-testid=missing-access]', (element) => element.textContent ?? '');
    expect(text).toContain('*.login.gov and *.identitysandbox.gov');
    await view.click('[data-testid=access]');
    await view.waitForSelector('[data-testid=installed-host][data-allowed=false]');
    await limitAccess(chromium, 'ON_ALL_SITES');
    await view.waitForFunction(`document.querySelector('[data-testid=missing-access]') === null`);
  });
});
