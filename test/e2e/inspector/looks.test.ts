import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium, openInspector } from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { axeViolations } from './open-inspector.ts';

/** The sample capture in narrow panes, at 200 % zoom, in forced colours and with reduced motion. */

let chromium: Chromium;
let tab: Page;
let media: CDPSession;

beforeAll(async () => {
  chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: 'MAP * ~NOTFOUND',
    headless: true,
  });
  tab = await openInspector(chromium);
  media = await tab.createCDPSession();
  await tab.waitForSelector('[data-testid=open-sample]');
  await tab.click('[data-testid=open-sample]');
  await tab.waitForFunction(
    () => document.querySelectorAll('[data-testid=flow-row][data-outcome]').length === 5,
  );
});

afterAll(async () => {
  await chromium?.close();
});

beforeEach(() => emulate({}));

async function emulate(features: Readonly<Record<string, string>>): Promise<void> {
  await media.send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

/** A flow of each kind: refused by the browser, refused by Login.gov, SAML. */
const FLOWS = [0, 2, 3] as const;
const VIEWS = ['overview', 'redirects', 'request', 'response', 'csp', 'signature', 'raw'] as const;
const DIALOGS = ['portal', 'access', 'help', 'export'] as const;

async function inEveryView(check: (what: string) => Promise<void>): Promise<void> {
  for (const flow of FLOWS) {
    await tab.$eval(`#flow-row-${flow}`, (row) => (row as HTMLElement).click());
    for (const view of VIEWS) {
      await tab.$eval(`[data-testid=tab-${view}]`, (button) => (button as HTMLElement).click());
      await tab.waitForFunction(
        () => !document.querySelector('#tab-panel')?.textContent?.includes('Loading…'),
      );
      await check(`flow ${flow}, ${view}`);
    }
  }
}

async function inEveryDialog(check: (what: string) => Promise<void>): Promise<void> {
  for (const button of DIALOGS) {
    await tab.$eval(`[data-testid=${button}]`, (element) => (element as HTMLElement).click());
    await tab.waitForSelector('dialog[open]');
    await check(button);
    await tab.keyboard.press('Escape');
    await tab.waitForFunction(() => document.querySelector('dialog[open]') === null);
  }
}

/** What cannot be reached: elements beyond the right edge that nothing scrolls to, and boxes whose text is wider. */
const BEYOND = `(() => {
  const isScrolled = (element) => {
    for (let box = element.parentElement; box !== null; box = box.parentElement) {
      const { overflowX } = getComputedStyle(box);
      if (overflowX === 'auto' || overflowX === 'scroll') return true;
      // Cut with dots, or the whole is in a tooltip.
      if (overflowX === 'hidden' && getComputedStyle(box).textOverflow === 'ellipsis') return true;
    }
    return false;
  };
  const beyond = [...document.querySelectorAll('body *')].filter((element) => {
    if (element.closest('.off-screen, .arrows') !== null) return false;
    const { right, width } = element.getBoundingClientRect();
    return width > 0 && right > innerWidth + 1 && !isScrolled(element);
  });
  const page = document.documentElement;
  return [
    ...(page.scrollWidth > page.clientWidth ? ['the page scrolls sideways'] : []),
    ...[...document.querySelectorAll('.view, .shortcuts, dialog[open] > *')]
      .filter((box) => box.scrollWidth > box.clientWidth + 1)
      .map((box) => box.className + ' scrolls sideways'),
    ...beyond.map((element) => element.outerHTML.slice(0, 120)),
  ];
})()`;

const expectNothingBeyond = async (what: string) => {
  expect({ what, beyond: await tab.evaluate(BEYOND) }).toEqual({ what, beyond: [] });
};

describe('nothing is cut off or scrolls sideways', () => {
  it.each([
    ['300 pixels wide', { width: 300, height: 900 }],
    ['300 pixels wide at 200 % zoom', { width: 150, height: 450 }],
    ['1280 pixels wide at 200 % zoom', { width: 640, height: 450 }],
    ['1280 pixels wide at 400 % zoom', { width: 320, height: 225 }],
  ])('%s', async (_, size) => {
    await tab.setViewport({ ...size, deviceScaleFactor: 2 });
    await inEveryView(expectNothingBeyond);
    await inEveryDialog(expectNothingBeyond);
    await tab.click('[data-testid=compare-toggle]');
    await tab.waitForSelector('[data-testid=compare-count]');
    await expectNothingBeyond('comparison');
    await tab.click('[data-testid=compare-toggle]');
  });
});

/** Elements whose colour, edge or ground says good, doubtful or bad, with nothing beside them that says it, too. */
const COLOUR_ALONE = `(() => {
  const sample = document.body.appendChild(document.createElement('i'));
  const names = ['bad', 'warn', 'good'].flatMap((tone) => ['', '-surface', '-line'].map((part) => '--' + tone + part));
  const meaning = new Set(names.map((name) => {
    sample.style.color = 'var(' + name + ')';
    return getComputedStyle(sample).color;
  }));
  sample.remove();
  const WORDS = /error|warning|refuse|fail|not |allow|signed|missing|ok|no |[1-5]\\d\\d|register|paused/i;
  return [...document.querySelectorAll('main *')].filter((element) => {
    if (element.closest('svg, .off-screen, .arrows, [class^=xml-]') !== null) return false;
    const { color, backgroundColor, borderLeftColor, borderLeftWidth } = getComputedStyle(element);
    const own = color !== getComputedStyle(element.parentElement).color ? [color] : [];
    const edge = borderLeftWidth === '0px' ? [] : [borderLeftColor];
    if (![...own, ...edge, backgroundColor].some((one) => meaning.has(one))) return false;
    const place = element.closest('li, tr, dd, p, [role=option]') ?? element.parentElement;
    return place.querySelector('svg.icon') === null && !WORDS.test(place.textContent);
  }).map((element) => element.outerHTML.slice(0, 120));
})()`;

describe('colour is never alone', () => {
  it('in any view: a picture or a word stands beside it', async () => {
    await tab.setViewport({ width: 1100, height: 700 });
    await inEveryView(async (what) => {
      expect({ what, alone: await tab.evaluate(COLOUR_ALONE) }).toEqual({ what, alone: [] });
    });
  });
});

describe('forced colours', () => {
  beforeEach(() => emulate({ 'forced-colors': 'active', 'prefers-color-scheme': 'dark' }));

  const styleOf = (selector: string, property: string, pseudo?: string) =>
    tab.$eval(
      selector,
      (element, name, part) => getComputedStyle(element, part).getPropertyValue(name),
      property,
      pseudo,
    );

  it('show what is chosen, and which hop was refused', async () => {
    await tab.$eval('#flow-row-0', (row) => (row as HTMLElement).click());
    await tab.$eval('[data-testid=tab-redirects]', (button) => (button as HTMLElement).click());
    await tab.waitForSelector('[data-testid=hop]');
    for (const [chosen, other] of [
      ['#flow-row-0', '#flow-row-1'],
      ['[data-testid=view-diagram]', '[data-testid=view-table]'],
    ] as const) {
      const [here, there] = [
        await styleOf(chosen, 'background-color'),
        await styleOf(other, 'background-color'),
      ];
      expect(here).not.toBe(there);
    }
    expect(await styleOf('[role=tab][aria-selected=true]', 'background-color', '::after')).not.toBe(
      await styleOf('body', 'background-color'),
    );
    expect(await styleOf('[data-testid=hop][data-refused]', 'outline-style')).toBe('solid');
    expect(await styleOf('[data-testid=hop]:not([data-refused])', 'outline-style')).toBe('none');
  });

  it('draw lifelines, arrows and the stop mark in the system’s colours', async () => {
    const text = await styleOf('body', 'color');
    expect(await styleOf('.arrow-request', 'border-top-color')).toBe(text);
    expect(await styleOf('.arrow-request', 'background-color', '::before')).toBe(text);
    expect(await styleOf('.arrow-refused', 'background-color', '::after')).toBe(text);
    expect(await styleOf('.arrows', 'background-image')).toContain(text);
  });

  it('reach every picture', async () => {
    await inEveryView(async (what) => {
      const own = await tab.evaluate(`[...document.querySelectorAll('svg.icon')]
        .filter((icon) => getComputedStyle(icon).color !== getComputedStyle(icon.parentElement).color)
        .map((icon) => icon.parentElement.outerHTML.slice(0, 120))`);
      expect({ what, own }).toEqual({ what, own: [] });
    });
  });

  it('break no rule of WCAG 2.1, levels A and AA', async () => {
    const expectNoViolations = async (what: string) => {
      expect({ what, violations: await axeViolations(tab.mainFrame()) }).toEqual({ what, violations: [] });
    };
    await inEveryView(expectNoViolations);
    await inEveryDialog(expectNoViolations);
  });
});

describe('reduced motion', () => {
  it('is kept: nothing moves', async () => {
    const moving = () =>
      tab.evaluate(`[...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration) || animationName !== 'none';
      }).length`);
    await emulate({ 'prefers-reduced-motion': 'no-preference' });
    expect(await moving()).toBeGreaterThan(0);
    await emulate({ 'prefers-reduced-motion': 'reduce' });
    expect(await moving()).toBe(0);
  });
});
