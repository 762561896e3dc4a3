import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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

describe('the dialog about access', () => {
  it('is opened, used and left by keyboard, without an accessibility violation', async () => {
    const view = await openInspector(chromium);
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await view.focus('[data-testid=access]');
    await view.keyboard.press('Enter');
    await view.waitForSelector('[data-testid=access-dialog]');
    await view.focus('[data-testid=deployment-address]');
    await view.keyboard.type('localhost:3001');
    await view.keyboard.press('Enter');
    await view.waitForSelector('[data-testid=deployment-problem]');
    await view.evaluate(axe);
    const violations = await view.evaluate(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    );
    expect(violations).toEqual([]);
    expect(await view.evaluate('document.activeElement.dataset.testid')).toBe('deployment-address');

    // A local one needs no question: its host is one of the installation.
    await view.$eval('[data-testid=deployment-address]', (input) => {
      if (input instanceof HTMLInputElement) input.select();
    });
    await view.keyboard.type('http://localhost:3001');
    await view.keyboard.press('Enter');
    await view.waitForSelector('[data-testid=deployment]');
    await view.keyboard.press('Escape');
    await view.waitForFunction(`document.querySelector('[data-testid=access-dialog]') === null`);
    expect(await view.evaluate('document.activeElement.dataset.testid')).toBe('access');
    const kept = await view.evaluate('chrome.storage.local.get().then(JSON.stringify)');
    expect(kept).toBe(JSON.stringify({ deployments: ['http://localhost:3001'] }));
    await view.close();
  });
});

describe('Login.gov’s own hosts', () => {
  it('taken away in the browser’s settings, are told of until they are given back', async () => {
    const view = await openInspector(chromium);
    await limitAccess(chromium, 'ON_CLICK');
    await view.waitForSelector('[data-testid=missing-access]');
    const text = await view.$eval('[data-testid=missing-access]', (element) => element.textContent ?? '');
    expect(text).toContain('*.login.gov and *.identitysandbox.gov');
    await view.evaluate(`chrome.runtime.sendMessage({ kind: 'clear' })`);
    const empty = await view.waitForSelector('.empty');
    const advice = await empty?.evaluate((element) => element.textContent);
    expect(advice).toMatch(/(?:Allow|To begin, allow) access to Login\.gov’s hosts, then sign in/);
    expect(advice).not.toContain('Recording');
    await view.click('[data-testid=access]');
    await view.waitForSelector('[data-testid=installed-host][data-allowed=false]');
    await limitAccess(chromium, 'ON_ALL_SITES');
    await view.waitForFunction(`document.querySelector('[data-testid=missing-access]') === null`);
  });
});
