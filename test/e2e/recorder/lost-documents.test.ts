import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OIDC_SP } from '../../../playground/hosts.ts';
import { page as html } from '../../../playground/web/exchange.ts';
import { openInspector, openSilentPage, stopServiceWorker } from '../../../scripts/browsers/chromium.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { close, interruptions, look, prepareChromium, type Stage } from './long-sign-in.ts';
import { outline } from './outline.ts';

/**
 * The worker is stopped by force while the last events of a sign-in are on their way to it, and no page of the extension
 * is open that saw them. What the tab shows tells of them afterwards.
 */

const APP = `https://${OIDC_SP}`;
const LATER = `${APP}/later`;

let stage: Stage;
let page: Page;
let client: CDPSession;

beforeAll(async () => {
  const prepared = await prepareChromium();
  prepared.playground.route(`GET ${LATER}`, () => html('<p id="later">later</p>'));
  const inspector = await openSilentPage(prepared.chromium);
  client = await inspector.createCDPSession();
  await client.send('ServiceWorker.enable');
  stage = { ...prepared, inspector, page: inspector };
});

afterAll(() => close(stage));

beforeEach(async () => {
  await page?.close();
  await clearRecording(stage.inspector);
  page = await stage.chromium.browser.newPage();
  await page.goto(`${APP}/sign-in/good`);
  await page.waitForSelector('#submit-sign-in');
  await recordedUntil('login.gov/ 200');
});

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

/** No worker lives long enough to be given an event. */
async function withoutWorker(act: () => Promise<unknown>): Promise<void> {
  let isOver = false;
  const stopping = (async () => {
    while (!isOver) await client.send('ServiceWorker.stopAllWorkers');
  })();
  await act();
  isOver = true;
  await stopping;
}

async function loseTheEnd(): Promise<void> {
  await page.click('#submit-sign-in');
  await page.waitForSelector('#agree');
  await recordedUntil('login.gov/sign_up/completed 200');
  await withoutWorker(async () => {
    await page.click('#agree');
    await page.waitForSelector('#done');
  });
  expect(outline(await flows())).not.toContain('app/auth/result');
}

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

  it('is marked when the tab goes on, and nobody looks', async () => {
    await loseTheEnd();
    await page.goto(LATER);
    expect(
      (
        await poll(
          () => interruptions(stage),
          (found) => found.flat().length > 0,
        )
      )[0],
    ).toEqual(['events-lost']);
    await look(stage);
    expect((await interruptions(stage))[0]).toEqual(['events-lost']);
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

  it('while a request waits for its answer', async () => {
    let letGo: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      stage.playground.beforeAnswer(async (_, url) => {
        if (!url.includes('/sign_up/completed')) return;
        resolve();
        await looked;
      });
    });
    try {
      await page.click('#submit-sign-in');
      await asked;
      await stopServiceWorker(stage.chromium);
      await look(stage);
      expect(await interruptions(stage)).toEqual([[]]);
    } finally {
      letGo();
      stage.playground.beforeAnswer(undefined);
    }
    await page.waitForSelector('#agree');
    await recordedUntil('login.gov/sign_up/completed 200');
    await look(stage);
    expect(await interruptions(stage)).toEqual([[]]);
  });
});
