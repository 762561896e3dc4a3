import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OIDC_SP } from '../../../playground/hosts.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import { page as html, redirect } from '../../../playground/web/exchange.ts';
import {
  type Chromium,
  launchChromium,
  openInspector,
  stopServiceWorker,
} from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { withAllHosts } from '../../../scripts/browsers/granted.ts';
import {
  clearRecording,
  type ExtensionPage,
  poll,
  recordedFlows,
} from '../../../scripts/browsers/recording.ts';
import { outline } from './outline.ts';

/** The worker is stopped in the middle of a sign-in: what is recorded is the same. */

const APP = `https://${OIDC_SP}`;
/** Redirects of the application after the callback. */
const ONWARD = 9;

let playground: Playground;
let executable: string;

beforeAll(async () => {
  playground = await startPlayground();
  executable = await provideBrowser('chromium', console.log);
  playground.route(`GET ${APP}/auth/result`, () => redirect('/onward/1'));
  for (let at = 1; at <= ONWARD; at++) {
    const last = at === ONWARD;
    playground.route(`GET ${APP}/onward/${at}`, () =>
      last ? html('<p id="done">done</p>') : redirect(`/onward/${at + 1}`),
    );
  }
});

afterAll(() => playground?.close());

interface Stage {
  readonly chromium: Chromium;
  readonly page: Page;
  readonly inspector: ExtensionPage;
}

async function begin({ page, inspector }: Stage): Promise<void> {
  await page.goto('about:blank');
  await clearRecording(inspector);
}

async function signIn({ page }: Stage): Promise<void> {
  await page.goto(`${APP}/sign-in/good`);
  for (const button of ['#submit-sign-in', '#agree']) {
    await page.waitForSelector(button);
    await page.click(button);
  }
  await page.waitForSelector('#done');
}

/** What is recorded, once it is as wanted or patience has run out. */
const recorded = async ({ inspector }: Stage, wanted: (text: string) => boolean) =>
  outline(
    await poll(
      () => recordedFlows(inspector),
      (flows) => wanted(outline(flows)),
      5_000,
    ),
  );

async function undisturbed(stage: Stage): Promise<string> {
  await begin(stage);
  await signIn(stage);
  return recorded(stage, (text) => text.includes(`app/onward/${ONWARD} 200`) && !text.includes('?'));
}

describe('stopped while it waits for an answer', () => {
  let stage: Stage;
  let wanted: string;

  beforeAll(async () => {
    const extension = withAllHosts('dist');
    const { resolverRules } = playground;
    const chromium = await launchChromium({ executable, extension, resolverRules, headless: true });
    const inspector = await openInspector(chromium);
    stage = { chromium, inspector, page: await chromium.browser.newPage() };
    wanted = await undisturbed(stage);
  });

  afterAll(() => stage?.chromium.close());

  it('the sign-in has some twenty hops', () => {
    expect(wanted.match(/^ {2}/gm)?.length).toBeGreaterThanOrEqual(18);
  });

  it.each(Array.from({ length: 18 }, (_, index) => index + 1))('the %i. of the sign-in', async (which) => {
    let asked = 0;
    playground.beforeAnswer(async (_, url) => {
      if (url.includes('/assets/') || ++asked !== which) return;
      // The event of the request was before this; it has been handled by now.
      await new Promise((resolve) => setTimeout(resolve, 100));
      await stopServiceWorker(stage.chromium);
    });
    try {
      await begin(stage);
      asked = 0;
      await signIn(stage);
    } finally {
      playground.beforeAnswer(undefined);
    }
    expect(asked).toBeGreaterThanOrEqual(which);
    expect(await recorded(stage, (text) => text === wanted)).toBe(wanted);
  });
});
