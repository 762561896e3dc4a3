/**
 * `npm run bench:panel`: the inspector with 1,000 flows and 20,000 hops in real Chromium, beside a plain list of the
 * same rows in the same run: how long until it shows what is recorded, what scrolling takes, what a new hop takes.
 * Nothing here fails: the numbers are for people.
 */
import type { CDPSession, Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Flow } from '../src/core/model/index.ts';
import { HOPS, makeFlows, withAnotherHop } from './bench-panel/flows.ts';
import { PLAIN_LIST, scroll, WATCH_OPENING } from './bench-panel/in-page.ts';
import { type Chromium, launchChromium } from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { poll, recordFlows } from './browsers/recording.ts';

const FLOWS = 1000;
const OPENINGS = 5;
const NEW_HOPS = 40;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;

const executable = await provideBrowser('chromium', say);
await build({ logLevel: 'warn' });
const chromium = await launchChromium({
  executable,
  extension: 'dist',
  resolverRules: 'MAP * ~NOTFOUND',
  headless: true,
});
try {
  const flows = makeFlows(FLOWS);
  const filler = await chromium.browser.newPage();
  await filler.goto(`${chromium.extensionOrigin}devtools.html`);
  await recordFlows(filler, flows);
  say(`${await chromium.browser.version()}: ${FLOWS} flows, ${FLOWS * HOPS} hops`);
  const page = await openings(chromium);
  await scrolling(page);
  await newHops(page, filler, flows);
  await plainList(chromium, flows);
} finally {
  await chromium.close();
}

async function openings({ browser, extensionOrigin }: Chromium): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.evaluateOnNewDocument(WATCH_OPENING);
  const times: { rows: number; outcome: number; tasks: number[] }[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.goto(`${extensionOrigin}inspector.html`);
    await page.waitForSelector('[data-testid=outcome]');
    await allInspected(page);
    times.push((await page.evaluate('bench')) as (typeof times)[number]);
  }
  const by = (of: (opening: (typeof times)[number]) => number) => times.map(of).toSorted((a, b) => a - b);
  say('\nOpening, from the start of the navigation, median and worst');
  say(`  first rows shown       ${middleAndWorst(by(({ rows }) => rows))}`);
  say(`  newest flow explained  ${middleAndWorst(by(({ outcome }) => outcome))}`);
  say(
    `  longest task           ${middleAndWorst(by(({ tasks }) => Math.max(0, ...tasks)))} (0: none over 50 ms)`,
  );
  return page;
}

/** Every row that is drawn says how its flow ended, and the inspection has come to rest. */
async function allInspected(page: Page): Promise<void> {
  await page.$eval('#flow-list', (list) => {
    list.scrollTop = list.scrollHeight;
  });
  await page.waitForFunction(
    () => {
      const rows = [...document.querySelectorAll('[data-testid=flow-row]')];
      return rows.length > 0 && rows.every((row) => row.hasAttribute('data-outcome'));
    },
    { timeout: 60_000 },
  );
  await page.$eval('#flow-list', (list) => {
    list.scrollTop = 0;
  });
}

async function scrolling(page: Page): Promise<void> {
  say('\nScrolling the list from end to end, a screenful each frame');
  say(`  ${await scrolled(page, '#flow-list')}`);
}

async function scrolled(page: Page, selector: string): Promise<string> {
  const { frames, longestFrame, longTasks } = (await page.evaluate(scroll(selector))) as {
    frames: number;
    longestFrame: number;
    longTasks: number[];
  };
  const worst = longTasks.length === 0 ? 'none over 50 ms' : `longest ${ms(Math.max(...longTasks))}`;
  return `${frames} frames, the longest ${ms(longestFrame)}; tasks: ${worst}`;
}

/** One hop after the other comes to the newest flow, whose redirects are shown. */
async function newHops(page: Page, filler: Page, flows: readonly Flow[]): Promise<void> {
  await page.bringToFront();
  await page.click('[data-testid=tab-redirects]');
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  let flow = flows.at(-1);
  if (flow === undefined) return;
  const works: number[] = [];
  for (let number = 0; number < NEW_HOPS; number += 1) {
    flow = withAnotherHop(flow, number);
    const before = await busySeconds(session);
    await recordFlows(filler, [flow]);
    await poll(
      () => page.evaluate(`document.body.textContent.includes('/step/${number}')`),
      (shown) => shown === true,
    );
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
    works.push(((await busySeconds(session)) - before) * 1000);
  }
  say(
    '\nA new hop in the flow that is shown: work of the page until it is drawn, inspected anew and drawn again',
  );
  say(`  ${middleAndWorst(works.toSorted((a, b) => a - b))}, polling included`);
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

async function plainList({ browser }: Chromium, flows: readonly Flow[]): Promise<void> {
  const rows = flows.flatMap(({ id, navigations }) => [
    id,
    ...navigations.flatMap(({ hops }) => hops.map(({ method, url }) => `${method} ${url}`)),
  ]);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  const time = (await page.evaluate(`(${PLAIN_LIST})(${JSON.stringify(rows)})`)) as number;
  say('\nFor comparison, a plain list of the same rows');
  say(`  made and laid out in ${ms(time)}`);
  say(`  scrolling: ${await scrolled(page, '#list')}`);
}

function middleAndWorst(sorted: readonly number[]): string {
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `${ms(middle)}, ${ms(sorted.at(-1) ?? Number.NaN)}`;
}
