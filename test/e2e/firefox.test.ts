import type { ConsoleMessage, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { driveScenario } from '../../playground/drive.ts';
import { differences } from '../../playground/expectation.ts';
import { SCENARIOS } from '../../playground/scenarios.ts';
import type { Firefox } from '../../scripts/browsers/firefox.ts';
import { clearRecording, inspectRecording, poll } from '../../scripts/browsers/recording.ts';
import { type FirefoxStage, setUpFirefox } from './firefox-stage.ts';
import { axeViolations, keyboardOf } from './inspector/open-inspector.ts';

const VIEWS = ['overview', 'redirects', 'request', 'response', 'csp', 'signature', 'raw'] as const;

/** Real Firefox with the same build; the inspector runs in its own tab. */

let stage: FirefoxStage;
let firefox: Firefox;
let inspector: Page;

beforeAll(async () => {
  stage = await setUpFirefox();
  firefox = stage.firefox;
  inspector = await firefox.openInspector();
});

afterAll(async () => {
  await stage?.close();
});

beforeEach(() => clearRecording(inspector));

describe('every scenario of the playground, recorded and judged', () => {
  it.each(SCENARIOS.map((each) => [each.id, each] as const))('%s', async (_, wanted) => {
    const page = await firefox.browser.newPage();
    try {
      await driveScenario(page, wanted);
      const flows = await poll(
        () => inspectRecording(inspector),
        (found) => differences(wanted, 'firefox', found).length === 0,
      );
      expect(differences(wanted, 'firefox', flows)).toEqual([]);
    } finally {
      await page.close();
    }
  });
});

describe('the inspector', () => {
  it('shows every view by keyboard alone, with no accessibility violation and without an error', async () => {
    const errors: string[] = [];
    const note = (message: ConsoleMessage) => {
      if (message.type() === 'error') errors.push(message.text());
    };
    const fail = (error: unknown) => errors.push(String(error));
    inspector.on('console', note).on('pageerror', fail);
    const scenario = SCENARIOS.find(({ id }) => id === 'saml-sha1');
    if (scenario === undefined) throw new Error('There is no such scenario.');
    const page = await firefox.browser.newPage();
    try {
      await driveScenario(page, scenario);
      await inspector.bringToFront();
      await inspector.waitForSelector('[data-testid=outcome]');
      const keyboard = keyboardOf(inspector, inspector.mainFrame());
      await keyboard.tabTo('[data-testid=tab-overview]');
      const shown: unknown[] = [];
      for (const view of VIEWS) {
        await inspector.waitForSelector(`[data-testid=tab-${view}][aria-selected=true]`);
        await inspector.waitForFunction(
          `!/Loading…/.test(document.querySelector('#tab-panel')?.textContent ?? 'Loading…')`,
        );
        shown.push({ view, violations: await axeViolations(inspector.mainFrame()) });
        await keyboard.press('ArrowRight');
      }
      expect(shown).toEqual(VIEWS.map((view) => ({ view, violations: [] })));
      expect(errors).toEqual([]);
    } finally {
      inspector.off('console', note).off('pageerror', fail);
      await page.close();
    }
  });

  it('says that Firefox followed what Chromium refuses', async () => {
    const gap = SCENARIOS.find(({ id }) => id === 'oidc-gap-after-callback');
    if (gap === undefined) throw new Error('There is no such scenario.');
    const page = await firefox.browser.newPage();
    try {
      await driveScenario(page, gap);
      await inspector.waitForSelector('[data-testid=finding][data-rule=csp-form-action-redirect-gap]');
      const text = await inspector.evaluate('document.body.innerText');
      expect(text).toContain('https://app.other.gov/home');
      expect(text).toContain('Chromium would refuse');
      const row = await inspector.evaluate(
        `document.querySelector('[data-testid=flow-row]').dataset.outcome`,
      );
      expect(row).toBe('signed-in');
    } finally {
      await page.close();
    }
  });
});
