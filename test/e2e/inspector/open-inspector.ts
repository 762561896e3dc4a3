import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, KeyInput, Page } from 'puppeteer-core';
import { driveScenario } from '../../../playground/drive.ts';
import { SCENARIOS } from '../../../playground/scenarios.ts';
import { startPlayground } from '../../../playground/server.ts';
import { launchChromium, openOnlyTab, openPanel } from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';

/** The panel in the DevTools of a Chromium of its own, with the playground to sign in at. */
export async function openPanelInChromium() {
  const playground = await startPlayground();
  const chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
    devtools: true,
  });
  const page = await openOnlyTab(chromium);
  await page.goto(playground.indexUrl);
  const { devtools, frame } = await openPanel(chromium);
  return {
    chromium,
    page,
    devtools,
    frame,
    drive: async (id: string) => {
      const scenario = SCENARIOS.find((candidate) => candidate.id === id);
      if (scenario === undefined) throw new Error(`There is no scenario ${id}.`);
      await driveScenario(page, scenario);
    },
    close: async () => {
      await chromium.close();
      await playground.close();
    },
  };
}

/** A user who has a keyboard and nothing else. */
export function keyboardOf(page: Pick<Page, 'keyboard'>, frame: Frame) {
  const isFocused = (selector: string) =>
    frame.$eval(
      'body',
      (_body, wanted) => document.hasFocus() && (document.activeElement?.matches(wanted) ?? false),
      selector,
    );
  return {
    press: async (...keys: readonly KeyInput[]) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text: string) => page.keyboard.type(text),
    /** With Ctrl, on a Mac Cmd. */
    command: async (key: KeyInput) => {
      const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
      await page.keyboard.down(modifier);
      await page.keyboard.press(key);
      await page.keyboard.up(modifier);
    },
    /** Tab, or with `backwards` Shift+Tab, until the element has the focus. */
    tabTo: async (selector: string, backwards = false) => {
      await frame.waitForSelector(selector);
      for (let presses = 0; presses < 120; presses += 1) {
        if (await isFocused(selector)) return;
        if (backwards) await page.keyboard.down('Shift');
        await page.keyboard.press('Tab');
        if (backwards) await page.keyboard.up('Shift');
      }
      throw new Error(`120 presses of Tab do not lead to ${selector}.`);
    },
    isFocused,
    /** Waits until the element has the focus. */
    hasFocus: (selector: string) =>
      frame.waitForFunction((wanted) => document.activeElement?.matches(wanted) ?? false, {}, selector),
  };
}

/** What axe finds against WCAG 2.1, levels A and AA: one line for each element. */
export async function axeViolations(frame: Frame): Promise<readonly string[]> {
  const isLoaded = await frame.evaluate(`'axe' in globalThis`);
  if (isLoaded !== true) {
    await frame.evaluate(
      await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
  }
  const found: unknown = await frame.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
  return Array.isArray(found) ? found.map(String) : [`axe answered ${String(found)}`];
}
