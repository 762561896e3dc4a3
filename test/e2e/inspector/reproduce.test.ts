import type { Browser, ElementHandle, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Firefox } from '../../../scripts/browsers/firefox.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { type FirefoxStage, setUpFirefox } from '../firefox-stage.ts';
import { axeViolations, keyboardOf, openPanelInChromium } from './open-inspector.ts';

/** Files of sign-ins at the playground, whose first request is sent to it again. */
const GAP = 'test/fixtures/har/chromium-oidc-gap.har';
const POSTED = 'test/fixtures/har/chromium-saml-unsigned-post.har';

async function importFile(frame: Frame, path: string): Promise<void> {
  const input = (await frame.waitForSelector('[data-testid=import-file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
  await frame.waitForSelector('[data-testid=flow-row][data-outcome]');
}

const textOf = (frame: Frame, selector: string) =>
  frame.$eval(selector, (element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim());

/** The tab that the inspector opens while `act` runs. */
async function tabOpenedBy(browser: Browser, act: () => Promise<unknown>): Promise<Page> {
  const before = new Set(browser.targets());
  await act();
  const target = await browser.waitForTarget(
    (candidate) => !before.has(candidate) && candidate.type() === 'page',
  );
  const page = await target.page();
  if (page === null) throw new Error('The tab has gone.');
  return page;
}

async function signIn(page: Page): Promise<void> {
  await page.locator('#submit-sign-in').click();
  await page.locator('#agree').click();
}

/** Goes back to the inspector and compares what was sent again; the names of rows that differ. */
async function compareSent(tab: Page, frame: Frame): Promise<readonly string[]> {
  await tab.bringToFront();
  await frame.click('[data-testid=sent-compare]');
  await frame.waitForSelector('[data-testid=compare-count]');
  return frame.$$eval(
    '[data-testid=compared]:not([data-difference=equal]):not([data-difference=fresh])',
    (rows) => rows.map((row) => row.getAttribute('data-name') ?? ''),
  );
}

describe('in the panel of Chromium', () => {
  let panel: Awaited<ReturnType<typeof openPanelInChromium>>;

  beforeAll(async () => {
    panel = await openPanelInChromium();
  });
  afterAll(() => panel?.close());

  it('sends the request of an imported flow again, and compares what comes of it, by keyboard alone', async () => {
    const { frame, devtools, chromium } = panel;
    const keyboard = keyboardOf(devtools, frame);
    await importFile(frame, GAP);
    await keyboard.tabTo('[data-testid=reproduce]');
    await keyboard.press('Enter');
    await frame.waitForSelector('[data-testid=reproduce-dialog]');
    expect(await textOf(frame, '[data-testid=reproduce-where]')).toBe(
      'It goes to idp.int.identitysandbox.gov, Login.gov’s sandbox: test accounts, no real people.',
    );
    expect(await textOf(frame, '[data-testid=reproduce-line]')).toMatch(
      /^GET https:\/\/idp\.int\.identitysandbox\.gov\/openid_connect\/authorize\?redirect_uri=/,
    );
    expect(await textOf(frame, '[data-testid=reproduce-parameters] [data-name=state]')).toContain(
      'of the recorded flow',
    );
    for (const theme of ['light', 'dark']) {
      await frame.evaluate((name) => {
        document.documentElement.dataset.theme = name;
      }, theme);
      expect(await axeViolations(frame)).toEqual([]);
    }
    await keyboard.tabTo('[data-testid=reproduce-open]');
    const page = await tabOpenedBy(chromium.browser, () => keyboard.press('Enter'));
    await signIn(page);
    // Nothing is drawn in a tab that is not in front, and so nothing is waited for.
    await panel.page.bringToFront();
    await frame.waitForSelector('[data-testid=sent-compare]');
    await frame.waitForFunction(
      () => document.querySelector('[data-testid=sent-bar]')?.textContent?.includes('signed in') === true,
    );
    expect(await axeViolations(frame)).toEqual([]);
    const differing = await compareSent(panel.page, frame);
    expect(differing).toContain('How it ended');
    expect(differing).toContain('Redirect chain leaves the form-action list');
    expect(differing).not.toContain('client_id');
    expect(await axeViolations(frame)).toEqual([]);
    await page.close();
    await frame.click('[data-testid=sent-forget]');
    await frame.click('[data-testid=close-capture]');
  });

  it('posts a form once, from a page of its own, and records it', async () => {
    const { frame, chromium } = panel;
    await frame.evaluate(`chrome.runtime.sendMessage({ kind: 'clear' })`);
    await importFile(frame, POSTED);
    await frame.click('[data-testid=reproduce]');
    await frame.waitForSelector('[data-testid=reproduce-dialog]');
    const page = await tabOpenedBy(chromium.browser, () => frame.click('[data-testid=reproduce-open]'));
    await page.waitForSelector('#submit-sign-in');
    const [flow] = await poll(
      () => recordedFlows(frame),
      ([first]) => (first?.navigations.length ?? 0) > 1,
    );
    const [hop] = flow?.navigations[0]?.hops ?? [];
    expect(hop).toMatchObject({
      method: 'POST',
      url: 'https://idp.int.identitysandbox.gov/api/saml/auth2026',
      request: {
        body: {
          kind: 'form',
          omitted: 0,
          // Chromium tells the fields in the order of their names.
          fields: [{ name: 'RelayState' }, { name: 'SAMLRequest' }],
        },
      },
    });
    expect(
      Object.keys((await frame.evaluate('chrome.storage.session.get(null)')) as object),
    ).not.toContainEqual(expect.stringMatching(/^sent:/));
    await page.goto(`${chromium.extensionOrigin}send.html?${crypto.randomUUID()}`);
    await page.waitForSelector('#sent:not([hidden])');
    await page.close();
    await panel.page.bringToFront();
    await frame.click('[data-testid=sent-forget]');
    await frame.click('[data-testid=close-capture]');
  });

  it('sends to production only after a choice of its own', async () => {
    const { frame, devtools } = panel;
    await frame.evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/plain', 'https://secure.login.gov/openid_connect/authorize?client_id=urn:example');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      );
    });
    await frame.waitForSelector('[data-testid=opened-bar]');
    await frame.click('[data-testid=reproduce]');
    await frame.waitForSelector('[data-testid=reproduce-where]');
    expect(await textOf(frame, '[data-testid=reproduce-where]')).toContain('secure.login.gov: production');
    const isDisabled = () =>
      frame.$eval('[data-testid=reproduce-open]', (button) => button.hasAttribute('disabled'));
    expect(await isDisabled()).toBe(true);
    expect(await axeViolations(frame)).toEqual([]);
    await frame.click('[data-testid=reproduce-meant]');
    expect(await isDisabled()).toBe(false);
    await devtools.keyboard.press('Escape');
    await frame.click('[data-testid=close-capture]');
  });
});

describe('in a tab of Firefox', () => {
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

  it.each([
    [GAP, 'GET'],
    [POSTED, 'POST'],
  ])('sends the request of %s again', async (file, method) => {
    const frame = inspector.mainFrame();
    await clearRecording(inspector);
    await importFile(frame, file);
    await frame.click('[data-testid=reproduce]');
    await frame.waitForSelector('[data-testid=reproduce-dialog]');
    const page = await tabOpenedBy(firefox.browser, () => frame.click('[data-testid=reproduce-open]'));
    await signIn(page);
    await frame.waitForSelector('[data-testid=sent-compare]');
    const [flow] = await recordedFlows(inspector);
    expect(flow?.navigations[0]?.hops[0]).toMatchObject({ method });
    expect(await compareSent(inspector, frame)).toContain('Hops');
    await page.close();
    await frame.click('[data-testid=sent-forget]');
    await frame.click('[data-testid=close-capture]');
  });
});
