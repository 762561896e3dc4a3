import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInspector, serviceWorker } from '../../../scripts/browsers/chromium.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { seeded } from '../../support/seeded.ts';
import {
  begin,
  close,
  prepareChromium,
  recorded,
  type Stage,
  signIn,
  undisturbed,
  upTo,
} from './long-sign-in.ts';
import { bySignIn, serveSignIns, signInAs } from './many-sign-ins.ts';

/**
 * The worker is stopped by force while an inspector is open. Chromium drops the events that are on their way to it,
 * and the inspector tells of them: what is recorded is the same.
 */

/** What the browser tells of the sign-in: 18 requests and their answers, three navigations and their ends. */
const EVENTS = 42;

/** How often the worker is stopped at random: `RANDOM_STOPS=200 SEED=7 npx vitest run forced-stops`. */
const STOPS = Number(process.env.RANDOM_STOPS ?? 20);
const SEED = Number(process.env.SEED ?? 20_261);
const TABS = 4;
/** Most time between two of them, in milliseconds: some workers are stopped while they sort, some later. */
const BETWEEN = 1_500;

let stage: Stage;
let client: CDPSession;
/** Hears of each event of the tab that the inspector is told of. */
let onEvent: () => void = () => undefined;

beforeAll(async () => {
  const prepared = await prepareChromium();
  const inspector = await openInspector(prepared.chromium);
  const page = await prepared.chromium.browser.newPage();
  stage = { ...prepared, inspector, page };
  client = await inspector.createCDPSession();
  await client.send('ServiceWorker.enable');
  await inspector.exposeFunction('sawEvent', () => onEvent());
  await inspector.evaluate(TELL_OF_EVENTS);
});

afterAll(() => close(stage));

/** Runs in the inspector: tells of the events of the newest tab. */
const TELL_OF_EVENTS = `(async () => {
  const tabs = await chrome.tabs.query({});
  const newest = Math.max(...tabs.map(({ id }) => id));
  const see = ({ tabId }) => { if (tabId === newest) sawEvent(); };
  const { onBeforeRequest, onBeforeRedirect, onResponseStarted } = chrome.webRequest;
  for (const event of [onBeforeRequest, onBeforeRedirect, onResponseStarted]) {
    event.addListener(see, { urls: ['<all_urls>'], types: ['main_frame'] });
  }
  const { onBeforeNavigate, onCommitted } = chrome.webNavigation;
  for (const event of [onBeforeNavigate, onCommitted]) event.addListener(see, { url: [{ schemes: ['https'] }] });
})()`;

describe('stopped by force while an inspector is open', () => {
  let wanted: string;

  beforeAll(async () => {
    wanted = await undisturbed(stage);
  });

  it.each(upTo(EVENTS))('after event %i of a sign-in', async (which) => {
    await begin(stage);
    let seen = 0;
    let stopping: Promise<unknown> | undefined;
    onEvent = () => {
      if (++seen === which) stopping = client.send('ServiceWorker.stopAllWorkers');
    };
    await signIn(stage.page);
    expect(await recorded(stage, (text) => text === wanted)).toBe(wanted);
    await stopping;
    expect(seen).toBe(EVENTS);
  });

  it(`${STOPS} times at random while ${TABS} tabs sign in (SEED=${SEED})`, { timeout: 600_000 }, async () => {
    onEvent = () => undefined;
    serveSignIns(stage.playground);
    await signInAs(stage.page, 'undisturbed');
    const flows = () => recordedFlows(stage.inspector).then(bySignIn);
    const { undisturbed: whole } = await poll(
      flows,
      (found) => found.undisturbed?.includes('5 200') === true,
    );
    await clearRecording(stage.inspector);

    let isOver = false;
    const random = seeded(SEED);
    const stop = async () => {
      for (let stops = 0; stops < STOPS; stops++) {
        await new Promise((resolve) => setTimeout(resolve, random.below(BETWEEN)));
        await serviceWorker(stage.chromium);
        await client.send('ServiceWorker.stopAllWorkers');
      }
      isOver = true;
    };
    const signedIn: Record<string, string | undefined> = {};
    const signInUntilOver = async (tab: Page, name: number) => {
      for (let round = 0; !isOver; round++) {
        await signInAs(tab, `${name}.${round}`);
        signedIn[`${name}.${round}`] = whole;
      }
    };
    const tabs = await Promise.all(upTo(TABS).map(() => stage.chromium.browser.newPage()));
    await Promise.all([stop(), ...tabs.map(signInUntilOver)]);
    const isWhole = (found: Record<string, string>) =>
      Object.entries(signedIn).every(([state, text]) => found[state] === text);
    expect(await poll(flows, isWhole)).toEqual(signedIn);
    await Promise.all(tabs.map((tab) => tab.close()));
  });
});
