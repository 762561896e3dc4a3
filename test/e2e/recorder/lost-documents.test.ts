import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OIDC_SP } from '../../../playground/hosts.ts';
import { page as html } from '../../../playground/web/exchange.ts';
import { openInspector, openSilentPage, stopServiceWorker } from '../../../scripts/browsers/chromium.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { close, interruptions, look, prepareChromium, type Stage } from './long-sign-in.ts';
import { outline } from './outline.ts';

/**
 * The browser drops events that are on their way to a worker which is stopped by force. Where these were the last of a
 * sign-in, and no page of the extension was open that saw them, what the tab shows tells of them afterwards.
 */

const APP = `https://${OIDC_SP}`;
const LATER = `${APP}/later`;

let stage: Stage;
let page: Page;

beforeAll(async () => {
  const prepared = await prepareChromium();
  prepared.playground.route(`GET ${LATER}`, () => html('<p id="later">later</p>'));
  const inspector = await openSilentPage(prepared.chromium);
  stage = { ...prepared, inspector, page: inspector };
});

afterAll(() => close(stage));

beforeEach(async () => {
  if (page?.isClosed() === false) await page.close();
  page = await stage.chromium.browser.newPage();
  await begin();
});

async function begin(): Promise<void> {
  await clearRecording(stage.inspector);
  await page.goto(`${APP}/sign-in/good`);
  await page.waitForSelector('#submit-sign-in');
  await recordedUntil('login.gov/ 200');
}

const flows = () => recordedFlows(stage.inspector);
async function recordedUntil(text: string): Promise<void> {
  const found = await poll(flows, (recorded) => outline(recorded).includes(text));
  expect(outline(found)).toContain(text);
}

async function signInToTheEnd(): Promise<void> {
  await page.click('#submit-sign-in');
  await page.waitForSelector('#agree');
  await recordedUntil('login.gov/sign_up/completed 200');
  await page.click('#agree');
  await page.waitForSelector('#done');
}

/** Nothing of what comes after the consent page is in storage, as if the browser had dropped every event of it. */
async function loseTheEnd(): Promise<void> {
  await page.click('#submit-sign-in');
  await page.waitForSelector('#agree');
  await recordedUntil('login.gov/sign_up/completed 200');
  const before = await stored();
  await page.click('#agree');
  await page.waitForSelector('#done');
  await recordedUntil('app/onward/9 200');
  await stopServiceWorker(stage.chromium);
  await stage.inspector.evaluate(
    `chrome.storage.session.clear().then(() => chrome.storage.session.set(${before}))`,
  );
  expect(await stored()).not.toContain('/onward/');
}

const stored = async () =>
  String(await stage.inspector.evaluate('chrome.storage.session.get(null).then(JSON.stringify)'));

describe('the end of a sign-in that no worker was told of', () => {
  it('is marked when an inspector is opened, once', async () => {
    await loseTheEnd();
    expect(await interruptions(stage)).toEqual([[]]);
    for (const _ of ['first', 'second']) {
      const inspector = await openInspector(stage.chromium);
      await inspector.waitForFunction(
        `document.body.textContent.includes('Hops before that may be missing')`,
      );
      await look(stage);
      expect(await interruptions(stage)).toEqual([['events-lost']]);
      await inspector.close();
    }
  });

  it('is marked when the tab goes on to a page that takes longer than a worker to start, and nobody looks', async () => {
    await loseTheEnd();
    const isMarked = (found: readonly string[][]) => found.flat().length > 0;
    stage.playground.beforeAnswer(async (_, url) => {
      if (url === LATER) await poll(() => interruptions(stage), isMarked);
    });
    try {
      await page.goto(LATER);
    } finally {
      stage.playground.beforeAnswer(undefined);
    }
    expect(await interruptions(stage)).toEqual([['events-lost']]);
    await look(stage);
    expect(await interruptions(stage)).toEqual([['events-lost']]);
  });
});

describe('nothing is said to be lost', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['of a sign-in that was recorded whole', signInToTheEnd],
    ['when a page of Login.gov changes its address', () => page.evaluate(`history.pushState(0, '', '/new')`)],
    ['when a page of Login.gov goes to a place in it', () => page.evaluate(`location.hash = 'main'`)],
    ['when a page of Login.gov is loaded again', () => page.reload()],
    [
      'when the user goes back and forward again',
      async () => {
        await page.goto(LATER);
        await page.goBack();
        await page.waitForSelector('#submit-sign-in');
        await page.goForward();
        await page.goBack();
      },
    ],
    ['when the tab shows a page of the browser', () => page.goto('about:blank')],
    [
      'when the tab shows an error',
      () => page.goto('https://nowhere.example.gov/').catch((error: unknown) => error),
    ],
    ['when the tab is closed', () => page.close()],
  ])('%s', async (_, act) => {
    await act();
    await stopServiceWorker(stage.chromium);
    await look(stage);
    expect((await interruptions(stage)).flat()).toEqual([]);
    expect(await flows()).not.toEqual([]);
  });
});
