import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, openPanelInChromium } from './open-inspector.ts';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

const THEMES = ['light', 'dark'] as const;

/** Checks what is shown in either theme; the name says in a failure what it was. */
async function expectNoViolations(what: string): Promise<void> {
  const { frame } = panel;
  for (const theme of THEMES) {
    await frame.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    expect({ what, theme, violations: await axeViolations(frame) }).toEqual({ what, theme, violations: [] });
  }
}

async function openAndClose(button: string, dialog: string): Promise<void> {
  const { frame, devtools } = panel;
  await frame.click(`[data-testid=${button}]`);
  await frame.waitForSelector(dialog);
  await expectNoViolations(button);
  await devtools.keyboard.press('Escape');
  await frame.waitForFunction((selector) => document.querySelector(selector) === null, {}, dialog);
}

describe('WCAG 2.1, levels A and AA, in both themes', () => {
  it('first use', async () => {
    await panel.frame.waitForSelector('[data-testid=open-sample]');
    await expectNoViolations('first use');
  });

  it('every view of every flow of the sample', async () => {
    const { frame } = panel;
    await frame.click('[data-testid=open-sample]');
    await frame.waitForSelector('[data-testid=flow-row][data-outcome]');
    const flows = await frame.$$eval('[data-testid=flow-row]', (rows) => rows.map(({ id }) => id));
    const views = await frame.$$eval('[role=tab]', (tabs) => tabs.map(({ id }) => id));
    expect(flows).toHaveLength(5);
    for (const flow of flows) {
      await frame.click(`#${flow}`);
      for (const view of views) {
        await frame.click(`#${view}`);
        await frame.waitForFunction(
          () => !document.querySelector('#tab-panel')?.textContent?.includes('Loading…'),
        );
        await expectNoViolations(`${flow} ${view}`);
      }
    }
  });

  it('the table of the redirects, with a hop open', async () => {
    const { frame } = panel;
    await frame.click('#flow-row-0');
    await frame.click('[data-testid=tab-redirects]');
    await frame.click('[data-testid=view-table]');
    await frame.click('[data-hop-button]');
    await expectNoViolations('table of redirects');
    await frame.click('[data-testid=view-diagram]');
    await expectNoViolations('diagram with a hop open');
  });

  it('filters, search, comparison and dialogs', async () => {
    const { frame, devtools } = panel;
    await frame.click('[data-testid=filters]');
    await frame.select('[data-testid=filter-severity]', 'error');
    await expectNoViolations('filters');
    await frame.click('[data-testid=clear-filters]');
    await frame.click('[data-testid=filters]');
    await frame.click('[data-testid=tab-request]');
    await devtools.keyboard.down('Control');
    await devtools.keyboard.press('f');
    await devtools.keyboard.up('Control');
    await frame.waitForSelector('[data-testid=find]');
    await devtools.keyboard.type('openid');
    await expectNoViolations('search');
    await devtools.keyboard.press('Escape');
    await openAndClose('compare-toggle', '[data-testid=compare-count]');
    await openAndClose('portal', 'dialog[open]');
    await openAndClose('help', 'dialog[open]');
    await openAndClose('access', 'dialog[open]');
  });

  it('paused, and nothing that matches', async () => {
    const { frame } = panel;
    await frame.type('[data-testid=filter]', 'zebra');
    await expectNoViolations('nothing matches');
    await frame.click('[data-testid=close-capture]');
    await frame.click('[data-testid=record]');
    await frame.waitForSelector('[data-testid=record][aria-pressed=false]');
    await expectNoViolations('paused');
    await frame.click('[data-testid=record]');
  });
});
