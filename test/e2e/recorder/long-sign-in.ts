import type { Page } from 'puppeteer-core';
import { OIDC_SP } from '../../../playground/hosts.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import { page as html, redirect } from '../../../playground/web/exchange.ts';
import { type Chromium, launchChromium } from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import {
  clearRecording,
  type ExtensionPage,
  poll,
  recordedFlows,
} from '../../../scripts/browsers/recording.ts';
import { withAllHosts } from '../../../scripts/browsers/variants.ts';
import { outline } from './outline.ts';

/** A sign-in of some twenty hops, for tests that stop the worker in its midst. */

const APP = `https://${OIDC_SP}`;
/** Redirects of the application after the callback. */
const ONWARD = 9;
/** What a sign-in asks for. */
export const HOPS = 18;

export const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);

export interface Stage {
  readonly playground: Playground;
  readonly chromium: Chromium;
  readonly page: Page;
  readonly inspector: ExtensionPage;
}

export async function prepareChromium(): Promise<Pick<Stage, 'playground' | 'chromium'>> {
  const playground = await startPlayground();
  playground.route(`GET ${APP}/auth/result`, ({ url }) => redirect(`/onward/1${stateOf(url)}`));
  for (const at of upTo(ONWARD)) {
    const last = at === ONWARD;
    playground.route(`GET ${APP}/onward/${at}`, ({ url }) =>
      last ? html('<p id="done">done</p>') : redirect(`/onward/${at + 1}${stateOf(url)}`),
    );
  }
  const executable = await provideBrowser('chromium', console.log);
  const { resolverRules } = playground;
  const extension = withAllHosts('dist');
  return {
    playground,
    chromium: await launchChromium({ executable, extension, resolverRules, headless: true }),
  };
}

/** Every address from the callback on tells which sign-in it belongs to. */
function stateOf({ searchParams }: URL): string {
  return `?${new URLSearchParams({ state: searchParams.get('state') ?? '' })}`;
}

export async function close(stage: Stage | undefined): Promise<void> {
  await stage?.chromium.close();
  await stage?.playground.close();
}

export async function begin({ page, inspector }: Stage): Promise<void> {
  await page.goto('about:blank');
  await clearRecording(inspector);
}

export async function signIn(page: Page): Promise<void> {
  await page.goto(`${APP}/sign-in/good`);
  for (const button of ['#submit-sign-in', '#agree']) {
    await page.waitForSelector(button);
    await page.click(button);
  }
  await page.waitForSelector('#done');
}

/** What is recorded, once it is as wanted or patience has run out. */
export async function recorded({ inspector }: Stage, wanted: (text: string) => boolean): Promise<string> {
  const flows = await poll(
    () => recordedFlows(inspector),
    (found) => wanted(outline(found)),
    5_000,
  );
  return outline(flows);
}

/** Resolves when the worker has looked for what no worker was told of, as it does when an inspector is opened. */
export async function look({ inspector }: Pick<Stage, 'inspector'>): Promise<void> {
  await inspector.evaluate(`chrome.runtime.sendMessage({ kind: 'look' }).then(() => true)`);
}

/** After which something of a flow may be missing, for each flow. */
export async function interruptions({ inspector }: Pick<Stage, 'inspector'>): Promise<string[][]> {
  const flows = await recordedFlows(inspector);
  return flows.map((flow) => (flow.interruptions ?? []).map(({ kind }) => kind));
}

/** The same sign-in while nothing happens to the worker. Rejects where it is not recorded whole. */
export async function undisturbed(stage: Stage): Promise<string> {
  await begin(stage);
  await signIn(stage.page);
  const isWhole = (text: string) => text.includes(`app/onward/${ONWARD} 200`) && !text.includes('?');
  const text = await recorded(stage, isWhole);
  if (!isWhole(text)) throw new Error(`The sign-in was not recorded whole:\n${text}`);
  return text;
}
