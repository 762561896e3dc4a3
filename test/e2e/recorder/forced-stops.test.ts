import type { CDPSession, Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInspector } from '../../../scripts/browsers/chromium.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { seeded } from '../../support/seeded.ts';
import {
  begin,
  close,
  interruptions,
  look,
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

/** How often the worker is stopped at random in each series; 10 for 200 times. */
const STOPS = 20;
const SERIES = Number(process.env.STOP_SERIES ?? 3);
const SEED = Number(process.env.SEED ?? 20_261);
const TABS = 4;
/** Most time between two of them, in milliseconds: some workers are stopped while they sort, some later. */
const BETWEEN = 1_500;

let stage: Stage;
let client: CDPSession;
/** What Chromium says of the worker: `running`, `stopping`, … */
let status: string | undefined;
/** Hears of each event of the tab that the inspector is told of. */
let onEvent: () => void = () => undefined;

beforeAll(async () => {
  const prepared = await prepareChromium();
  const inspector = await openInspector(prepared.chromium);
  const page = await prepared.chromium.browser.newPage();
  stage = { ...prepared, inspector, page };
  client = await inspector.createCDPSession();
  client.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    status = versions.at(-1)?.runningStatus ?? status;
  });
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
    await look(stage);
    expect(await interruptions(stage)).toEqual([[]]);
    await stopping;
    expect(seen).toBe(EVENTS);
  });
});

describe(`stopped by force at random while ${TABS} tabs sign in (SEED=${SEED})`, () => {
  let whole: string | undefined;
  let tabs: Page[];
  const flows = () => recordedFlows(stage.inspector).then(bySignIn);

  beforeAll(async () => {
    onEvent = () => undefined;
    serveSignIns(stage.playground);
    await begin(stage);
    await signInAs(stage.page, 'undisturbed');
    const isThere = ({ undisturbed }: Record<string, string>) => undisturbed?.includes('5 200') === true;
    const found = await poll(flows, isThere);
    expect(isThere(found)).toBe(true);
    whole = found.undisturbed;
    tabs = await Promise.all(upTo(TABS).map(() => stage.chromium.browser.newPage()));
  });

  // In series, so that what is recorded has room in the 10 MB of `storage.session`.
  it.each(upTo(SERIES))(`${STOPS} times, series %i`, { timeout: 180_000 }, async (series) => {
    await clearRecording(stage.inspector);
    const random = seeded(SEED + series);
    let isOver = false;
    const stop = async () => {
      for (let stops = 0; stops < STOPS; stops++) {
        await new Promise((resolve) => setTimeout(resolve, random.below(BETWEEN)));
        // Asked of Chromium without a debugger in the worker: that can keep the next one waiting.
        await poll(
          async () => status,
          (now) => now === 'running',
        );
        expect(status).toBe('running');
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
    await Promise.all([stop(), ...tabs.map(signInUntilOver)]);
    const isWhole = (found: Record<string, string>) =>
      Object.entries(signedIn).every(([state, text]) => found[state] === text);
    expect(await poll(flows, isWhole)).toEqual(signedIn);
    await look(stage);
    expect((await interruptions(stage)).flat()).toEqual([]);
  });
});
