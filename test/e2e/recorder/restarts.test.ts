import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSilentPage, stopServiceWorker } from '../../../scripts/browsers/chromium.ts';
import { poll } from '../../../scripts/browsers/recording.ts';
import {
  begin,
  close,
  HOPS,
  interruptions,
  look,
  prepareChromium,
  recorded,
  type Stage,
  signIn,
  undisturbed,
  upTo,
} from './long-sign-in.ts';

/** The worker is stopped in the middle of a sign-in, as Chromium stops one that is idle: what is recorded is the same. */

/** Waits until storage has from the worker what was asked for after that time. */
async function stored({ inspector }: Stage, method: string, url: string, after: number): Promise<void> {
  const found = `chrome.storage.session.get(null).then((stored) => {
    const among = (value) => value !== null && typeof value === 'object' && (
      (value.url === ${JSON.stringify(url)} && value.method === '${method}' && value.time > ${after}) ||
      Object.values(value).some(among));
    return among(Object.values(stored).map((value) => (typeof value === 'string' ? JSON.parse(value) : value)));
  })`;
  const isThere = await poll(
    () => inspector.evaluate(found),
    (answer) => answer === true,
  );
  expect(isThere).toBe(true);
}

describe('stopped while it waits for an answer, and nothing else of the extension is open', () => {
  let stage: Stage;
  let wanted: string;

  beforeAll(async () => {
    const prepared = await prepareChromium();
    const inspector = await openSilentPage(prepared.chromium);
    stage = { ...prepared, inspector, page: await prepared.chromium.browser.newPage() };
    wanted = await undisturbed(stage);
  });

  afterAll(() => close(stage));

  it('the sign-in has some twenty hops', () => {
    expect(wanted.match(/^ {2}/gm)?.length).toBeGreaterThanOrEqual(HOPS);
  });

  it.each(upTo(HOPS))('the %i. of the sign-in', async (which) => {
    let asked = 0;
    let answered = 0;
    stage.playground.beforeAnswer(async (method, url) => {
      if (url.includes('/assets/')) return;
      if (++asked === which) {
        // Chromium never stops a worker as idle that it has just sent an event.
        await stored(stage, method, url, answered);
        await stopServiceWorker(stage.chromium);
      }
      answered = Date.now();
    });
    try {
      await begin(stage);
      asked = 0;
      await signIn(stage.page);
    } finally {
      stage.playground.beforeAnswer(undefined);
    }
    expect(asked).toBeGreaterThanOrEqual(which);
    expect(await recorded(stage, (text) => text === wanted)).toBe(wanted);
    await look(stage);
    expect(await interruptions(stage)).toEqual([[]]);
  });
});
