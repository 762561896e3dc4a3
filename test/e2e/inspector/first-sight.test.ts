import type { Frame } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driveScenario } from '../../../playground/drive.ts';
import { SCENARIOS } from '../../../playground/scenarios.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import {
  type Chromium,
  launchChromium,
  openOnlyTab,
  openPanel,
  serviceWorker,
} from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';

/** A fresh browser, the extension as it is installed, a sign-in that Chromium refuses: then one click. */

let playground: Playground;
let chromium: Chromium;

beforeEach(async () => {
  playground = await startPlayground();
});

afterEach(async () => {
  await chromium?.close();
  await playground?.close();
});

async function failingSignIn(devtools: boolean): Promise<void> {
  chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
    devtools,
  });
  const page = await openOnlyTab(chromium);
  const scenario = SCENARIOS.find(({ id }) => id === 'oidc-gap-after-callback');
  if (scenario === undefined) throw new Error('There is no such scenario.');
  await driveScenario(page, scenario);
}

/** The refused hop, the policy and what to register, in view without scrolling. */
async function expectNamed(frame: Frame): Promise<void> {
  await frame.waitForSelector('[data-testid=refused-card]');
  const { text, inView } = await frame.$eval('[data-testid=refused-card]', (card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return { text: card.textContent ?? '', inView: top >= 0 && bottom <= innerHeight };
  });
  expect(text).toContain('https://app.other.gov/home');
  expect(text).toContain("form-action 'self' https://oidc-sp.example.gov");
  expect(inView).toBe(true);
}

describe('the refused hop is named one click after the failure', () => {
  it('in DevTools: the click chooses the panel', async () => {
    await failingSignIn(true);
    const { frame } = await openPanel(chromium);
    await expectNamed(frame);
  });

  it('without DevTools: the click presses the toolbar button', async () => {
    await failingSignIn(false);
    const worker = await serviceWorker(chromium);
    // No test reaches the browser's own toolbar: the event that its button fires is fired.
    await worker.evaluate(
      `chrome.tabs.query({ active: true }).then(([tab]) => chrome.action.onClicked.dispatch(tab))`,
    );
    const target = await chromium.browser.waitForTarget((candidate) =>
      candidate.url().startsWith(`${chromium.extensionOrigin}inspector.html`),
    );
    const inspector = await target.page();
    if (inspector === null) throw new Error('The inspector is no page.');
    await expectNamed(inspector.mainFrame());
  });
});
