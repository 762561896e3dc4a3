import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInspector } from '../../../scripts/browsers/chromium.ts';
import { clearRecording, recordFlows } from '../../../scripts/browsers/recording.ts';
import type { Flow } from '../../../src/core/model/index.ts';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';
import { hostileFlow, longFlow } from './redirect-flows.ts';

/** The redirects and the policies of a real sign-in, in the real panel; flows that no server makes, in the tab. */

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

/** What the element with the focus says. */
const focusedText = () =>
  panel.frame.evaluate(`document.activeElement.textContent.replace(/\\s+/g, ' ')`).then(String);

const inThemes = async (check: (theme: string) => Promise<void>) => {
  for (const theme of ['light', 'dark']) {
    await panel.frame.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    await check(theme);
  }
};

describe('the refused hop, by keyboard alone', () => {
  it('is reached, named, opened and closed in the diagram', async () => {
    const { frame } = panel;
    const keyboard = keyboardOf(panel.devtools, frame);
    await panel.drive('oidc-gap-two-hops-later');
    await frame.waitForSelector('[data-testid=refused-card]');
    await frame.focus('[data-testid=filter]');
    await keyboard.tabTo('[data-testid=tab-overview]');
    await keyboard.press('ArrowRight');
    await keyboard.tabTo('[data-hop-button]');
    await keyboard.press('End');
    expect(await keyboard.isFocused('[data-testid=hop][data-refused] [data-hop-button]')).toBe(true);
    expect(await focusedText()).toMatch(
      /^Hop 11 GET https:\/\/app\.other\.gov\/home.* refused.*Chromium refused/,
    );
    await keyboard.press('Enter');
    await frame.waitForSelector('[data-testid=verdicts]');
    const why = await frame.$eval('[data-testid=verdicts]', (list) => list.textContent);
    expect(why).toContain("No source covers it: form-action 'self' https://oidc-sp.example.gov");
    await keyboard.press('Escape');
    expect(await frame.$('[data-testid=verdicts]')).toBeNull();
    expect(await keyboard.isFocused('[data-testid=hop][data-refused] [data-hop-button]')).toBe(true);
    await keyboard.press('Home', 'ArrowDown');
    expect(await focusedText()).toMatch(/^Hop 2 GET Login\.gov: .*client_id ?state/);
  });

  it('is in the table, too, which is remembered', async () => {
    const { frame } = panel;
    const keyboard = keyboardOf(panel.devtools, frame);
    await keyboard.tabTo('[data-testid=view-table]', true);
    await keyboard.press('Enter');
    await keyboard.tabTo('[data-hop-button]');
    await keyboard.press('End', 'Enter');
    expect(await keyboard.isFocused('tr[data-refused] [data-hop-button]')).toBe(true);
    await frame.waitForSelector('table [data-testid=verdicts]');
    const row = await frame.$eval('tr[data-refused]', (element) => element.textContent);
    expect(row).toMatch(
      /^Hop 11, form submissionGET https:\/\/app\.other\.gov\/home.* refused\+.*refusednot governed$/,
    );
    await frame.evaluate('location.reload()');
    await frame.waitForSelector('[data-testid=tab-redirects]');
    await frame.click('[data-testid=tab-redirects]');
    await frame.waitForSelector('table tr[data-refused]');
  });

  it('stands in the CSP view as the hop that no source covers', async () => {
    const { frame } = panel;
    await frame.click('[data-testid=tab-csp]');
    await frame.waitForSelector('[data-testid=uncovered]');
    const rows = await frame.$$eval('[data-testid=uncovered]', (all) => all.map((row) => row.textContent));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatch(/No source covers https:\/\/app\.other\.gov\/home.*hop 11not asked/);
    const uris = await frame.$eval('[data-testid=registration]', (element) => element.textContent);
    expect(uris).toContain('https://app.other.gov/home');
  });
});

describe('axe', () => {
  it.each(['diagram', 'table'] as const)('finds nothing in the %s, with a hop open', async (view) => {
    const { frame } = panel;
    await frame.click('[data-testid=tab-redirects]');
    await frame.click(`[data-testid=view-${view}]`);
    await frame.waitForSelector('[data-testid=hop][data-refused] [data-hop-button]');
    if ((await frame.$('[data-testid=verdicts]')) === null) {
      await frame.click('[data-testid=hop][data-refused] [data-hop-button]');
    }
    await frame.waitForSelector('[data-testid=verdicts]');
    await inThemes(async (theme) => {
      expect({ theme, violations: await axeViolations(frame) }).toEqual({ theme, violations: [] });
    });
  });

  it('finds nothing in the CSP view', async () => {
    await panel.frame.click('[data-testid=tab-csp]');
    await panel.frame.waitForSelector('[data-testid=policy]');
    await inThemes(async (theme) => {
      const violations = await axeViolations(panel.frame);
      expect({ theme, violations }).toEqual({ theme, violations: [] });
    });
  });
});

describe('flows that no server makes', () => {
  let tab: Page;

  beforeAll(async () => {
    await clearRecording(panel.frame);
    tab = await openInspector(panel.chromium);
  });

  const show = async (flow: Flow, view: 'diagram' | 'table') => {
    await recordFlows(tab, [flow]);
    await tab.waitForSelector('[data-testid=tab-redirects]');
    await tab.click('[data-testid=tab-redirects]');
    await tab.click(`[data-testid=view-${view}]`);
    await tab.waitForSelector('[data-hop-button]');
  };

  it.each(['diagram', 'table'] as const)('8,000 hops: the %s holds what is in view', async (view) => {
    await show(longFlow(200, 40), view);
    await tab.focus('[data-hop-button]');
    await tab.keyboard.press('End');
    await tab.waitForFunction(`document.activeElement.dataset.hopButton === 'h8000'`);
    const { rows, inView } = await tab.evaluate(() => {
      const button = document.activeElement?.getBoundingClientRect();
      return {
        rows: document.querySelectorAll('[data-testid=hop]').length,
        inView: button !== undefined && button.top > 0 && button.bottom <= innerHeight,
      };
    });
    expect(rows).toBeLessThan(120);
    expect(inView).toBe(true);
    await tab.keyboard.press('ArrowUp');
    await tab.waitForFunction(`document.activeElement.dataset.hopButton === 'h7999'`);
    await tab.keyboard.press('Home');
    await tab.waitForFunction(`document.activeElement.dataset.hopButton === 'h1'`);
  });

  it.each([300, 700, 1200])('hostile text breaks no layout at %d pixels', async (width) => {
    await clearRecording(tab);
    await tab.setViewport({ width, height: 700 });
    for (const view of ['diagram', 'table'] as const) {
      await show(hostileFlow(), view);
      const { scrollWidth, clientWidth } = await tab.$eval('.tab-panel', (element) => ({
        scrollWidth: element.scrollWidth,
        clientWidth: element.clientWidth,
      }));
      expect({ view, scrollWidth }).toEqual({ view, scrollWidth: clientWidth });
      expect(await tab.$('.tab-panel img')).toBeNull();
      const text = await tab.$eval('.tab-panel', (element) => element.textContent ?? '');
      expect(text).not.toMatch(/\u202e/);
      expect(text).toContain('\\u{202e}');
    }
  });
});
