import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { clearRecording } from '../../../scripts/browsers/recording.ts';
import { keyboardOf, openPanelInChromium } from './open-inspector.ts';

let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

beforeAll(async () => {
  panel = await openPanelInChromium();
});

afterAll(async () => {
  await panel?.close();
});

/** Each story begins with the panel as it opens, and with nothing recorded. */
beforeEach(async () => {
  const { frame } = panel;
  await clearRecording(frame);
  await Promise.all([frame.waitForNavigation(), frame.evaluate('setTimeout(() => location.reload())')]);
  await frame.waitForSelector('[data-testid=open-sample]');
});

const rows = () => panel.frame.$$eval('[data-testid=flow-row]', (all) => all.map((row) => row.id));
const textOf = (selector: string) => panel.frame.$eval(selector, (element) => element.textContent ?? '');

/** Waits until the element says what the expression wants. */
async function says(testId: string, wanted: RegExp): Promise<void> {
  await panel.frame.waitForFunction(
    (selector, source) => new RegExp(source).test(document.querySelector(selector)?.textContent ?? ''),
    {},
    `[data-testid=${testId}]`,
    wanted.source,
  );
}

/** Waits until that many flows are listed, each of them inspected. */
async function flowsListed(count: number): Promise<void> {
  await panel.frame.waitForFunction(
    (wanted) => document.querySelectorAll('[data-testid=flow-row][data-outcome]').length === wanted,
    { timeout: 20_000 },
    count,
  );
}

/** Drives the scenarios one after the other; each gives one flow. */
async function record(...scenarios: readonly string[]): Promise<void> {
  for (const id of scenarios) await panel.drive(id);
  await flowsListed(scenarios.length);
}

const selectedFlow = () =>
  panel.frame.$eval('[role=option][aria-selected=true]', (row) => row.getAttribute('data-flow'));

describe('getting about by keyboard alone', () => {
  it('filters, says how many of how many, and clears the filter', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await record('oidc-good', 'saml-good-post', 'oidc-gap-after-callback');
    await keyboard.tabTo('#flow-list');
    await keyboard.command('f');
    await keyboard.hasFocus('[data-testid=filter]');
    await keyboard.type('app.other.gov');
    await says('filter-count', /^1 of 3 flows shown$/);
    await keyboard.press('Escape');
    await flowsListed(3);
    await keyboard.tabTo('[data-testid=filters]');
    await keyboard.press('Enter');
    await keyboard.tabTo('[data-testid=filter-protocol]');
    await keyboard.press('ArrowDown', 'ArrowDown');
    await says('filter-count', /^1 of 3 flows shown$/);
    await keyboard.tabTo('[data-testid=clear-filters]');
    await keyboard.press('Enter');
    await says('filter-count', /^3 of 3 flows shown$/);
    await keyboard.tabTo('[data-testid=filters]', true);
    await keyboard.press('Enter');
  });

  it('chooses a flow, reads it and comes back', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await record('oidc-good', 'oidc-gap-after-callback');
    const newest = await selectedFlow();
    await keyboard.tabTo('#flow-list');
    await keyboard.press('End');
    expect(await selectedFlow()).not.toBe(newest);
    await keyboard.press('Home', 'Enter');
    expect(await selectedFlow()).toBe(newest);
    await keyboard.hasFocus('#tab-panel');
    await keyboard.press('Escape');
    await keyboard.hasFocus('#flow-list');
  });

  it('finds text in every view of a flow, and keeps the focus in the search', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await record('oidc-gap-after-callback');
    await keyboard.tabTo('#flow-list');
    await keyboard.press('Enter');
    await keyboard.command('f');
    await frame.waitForSelector('[data-testid=find]');
    await keyboard.hasFocus('[data-testid=find]');
    await keyboard.type('oidc-sp.example.gov');
    await says('find-count', /^[1-9]\d* places$/);
    const count = Number.parseInt(await textOf('[data-testid=find-count]'), 10);
    const views = new Set<string>();
    for (let place = 1; place <= count; place += 1) {
      await keyboard.press('Enter');
      await says('find-count', new RegExp(`^${place} of ${count} places`));
      views.add(await textOf('[role=tab][aria-selected=true]'));
      await keyboard.hasFocus('[data-testid=find]');
    }
    await frame.waitForFunction(() => CSS.highlights.get('found-current')?.size === 1);
    expect([...views]).toEqual(expect.arrayContaining(['Overview', 'Redirects', 'Request']));
    await keyboard.press('Escape');
    expect(await frame.$('[data-testid=find-bar]')).toBeNull();
    await keyboard.hasFocus('#tab-panel');
  });

  it('lists its keys', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await keyboard.tabTo('[data-testid=help]');
    await keyboard.type('?');
    await frame.waitForSelector('[data-testid=shortcuts-dialog][open]');
    await keyboard.press('Escape');
    await frame.waitForFunction(() => document.querySelector('dialog') === null);
    await keyboard.hasFocus('[data-testid=help]');
  });

  it('compares the working flow with the broken one; secrets stay shortened', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await record('oidc-good', 'oidc-gap-after-callback');
    await keyboard.tabTo('[data-testid=compare-toggle]');
    await keyboard.press('Enter');
    await frame.waitForSelector('[data-testid=compare-count]');
    await keyboard.hasFocus('[data-testid=compare-right]');
    const different = await frame.$$eval('[data-testid=compared]:not([data-difference=equal])', (all) =>
      all.map((row) => row.textContent ?? ''),
    );
    expect(different).toContainEqual('How it endedrefused by the browsersigned in');
    expect(different.join()).toContain('Redirect chain leaves the form-action list');
    const state = different.find((text) => text.startsWith('state')) ?? '';
    expect(state).toMatch(/^state\S+… \(\d+ characters\)\S+… \(\d+ characters\)$/);
    await keyboard.press('Escape');
    await frame.waitForSelector('[data-testid=outcome]');
  });

  it('opens the sample beside the recording, and goes back', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await keyboard.tabTo('[data-testid=open-sample]');
    await keyboard.press('Enter');
    await flowsListed(5);
    await frame.waitForSelector('[data-testid=refused-card]');
    expect(await frame.$('[data-testid=clear][disabled]')).not.toBeNull();
    await panel.drive('oidc-cancelled');
    expect(await rows()).toHaveLength(5);
    await keyboard.tabTo('[data-testid=close-capture]');
    await keyboard.press('Enter');
    await flowsListed(1);
  });
});

describe('a flow that is recorded while another is read', () => {
  it('moves neither the selection nor what is in view', async () => {
    const { frame, devtools } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await record('oidc-good', ...Array.from({ length: 5 }, () => 'oidc-cancelled'));
    await keyboard.tabTo('#flow-list');
    await keyboard.press('End');
    const read = () =>
      frame.evaluate(() => {
        const list = document.querySelector('#flow-list');
        const selected = list?.querySelector<HTMLElement>('[aria-selected=true]');
        return {
          flow: selected?.dataset.flow,
          top: Math.round(selected?.getBoundingClientRect().top ?? 0),
          scrolled: (list?.scrollTop ?? 0) > 0,
        };
      });
    const before = await read();
    expect(before.scrolled).toBe(true);
    await panel.drive('oidc-misspelt-acr');
    await flowsListed(7);
    expect(await read()).toEqual(before);
  });

  it('leaves the newest one to the user who has begun to read it', async () => {
    const { frame } = panel;
    await record('oidc-gap-after-callback');
    await frame.waitForSelector('[data-testid=outcome]');
    await frame.click('[data-testid=outcome]');
    const before = await selectedFlow();
    await panel.drive('oidc-cancelled');
    await flowsListed(2);
    expect(await selectedFlow()).toBe(before);
    expect(await frame.$$('[data-testid=refused-card]')).toHaveLength(1);
  });
});
