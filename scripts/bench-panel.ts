/**
 * `npm run bench:panel`: the inspector with 1,000 flows and 20,000 hops in real Chromium, beside a plain list of the
 * same rows in the same run: how long until it shows them, what scrolling takes, what a new hop takes.
 * Nothing here fails: the numbers are for people.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { build, type Plugin } from 'vite';
import type { Flow } from '../src/core/model/index.ts';
import { HOPS, makeFlows, withAnotherHop } from './bench-panel/flows.ts';
import { OPEN_SAMPLE, PLAIN_LIST, scroll, WATCH_OPENING } from './bench-panel/in-page.ts';
import { type Chromium, launchChromium } from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { poll, recordFlows } from './browsers/recording.ts';

const FLOWS = 1000;
/** As many as certainly fit into the 10 MB of the recording. */
const RECORDED = 250;
const OPENINGS = 5;
const NEW_HOPS = 30;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;

const flows = makeFlows(FLOWS);
const executable = await provideBrowser('chromium', say);
const extension = await buildWithLargeSample(flows);
const chromium = await launchChromium({
  executable,
  extension,
  resolverRules: 'MAP * ~NOTFOUND',
  headless: true,
});
try {
  say(`${await chromium.browser.version()}: ${FLOWS} flows, ${FLOWS * HOPS} hops`);
  const page = await openCapture(chromium);
  say('\nScrolling the list from end to end, a screenful each frame');
  say(`  ${await scrolled(page, '#flow-list')}`);
  await openRecording(chromium);
  await plainList(chromium, flows);
} finally {
  await chromium.close();
  rmSync(extension, { recursive: true });
}

/** The extension as it is, but for the sample capture: in its place stand the flows that are measured. */
async function buildWithLargeSample(sample: readonly Flow[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'login-gov-inspector-bench-'));
  const largeSample: Plugin = {
    name: 'large-sample',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/sample-capture.json') ? JSON.stringify({ version: 1, flows: sample }) : null,
  };
  await build({ logLevel: 'error', plugins: [largeSample], build: { outDir: folder, emptyOutDir: true } });
  copyFileSync('manifest.json', join(folder, 'manifest.json'));
  return folder;
}

interface Opening {
  readonly rows: number;
  readonly outcome: number;
  readonly tasks: readonly number[];
}

async function newPage({ browser }: Chromium): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.evaluateOnNewDocument(WATCH_OPENING);
  return page;
}

/** From the click on "Open a sample capture". */
async function openCapture(chromium: Chromium): Promise<Page> {
  const page = await newPage(chromium);
  const openings: Opening[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.goto(`${chromium.extensionOrigin}inspector.html`);
    await page.waitForSelector('[data-testid=open-sample]');
    await page.evaluate(OPEN_SAMPLE);
    await allInspected(page);
    openings.push((await page.evaluate('bench')) as Opening);
  }
  say('\nOpening the capture, its file included: median and worst');
  printOpenings(openings);
  return page;
}

function printOpenings(openings: readonly Opening[]): void {
  const by = (of: (opening: Opening) => number) => openings.map(of).toSorted((a, b) => a - b);
  say(`  first rows shown       ${middleAndWorst(by(({ rows }) => rows))}`);
  say(`  newest flow explained  ${middleAndWorst(by(({ outcome }) => outcome))}`);
  say(
    `  longest task           ${middleAndWorst(by(({ tasks }) => Math.max(0, ...tasks)))} (0: none over 50)`,
  );
}

/** Every row that is drawn at the end of the list says how its flow ended: the inspection has come to rest. */
async function allInspected(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid=outcome]', { timeout: 60_000 });
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

async function scrolled(page: Page, selector: string): Promise<string> {
  const { frames, longestFrame, longTasks } = (await page.evaluate(scroll(selector))) as {
    readonly frames: number;
    readonly longestFrame: number;
    readonly longTasks: readonly number[];
  };
  const worst = longTasks.length === 0 ? 'none over 50 ms' : `longest ${ms(Math.max(...longTasks))}`;
  return `${frames} frames, the longest ${ms(longestFrame)}; tasks: ${worst}`;
}

/** From the start of the navigation; then one hop after the other comes to the newest flow, which is shown. */
async function openRecording(chromium: Chromium): Promise<void> {
  const filler = await chromium.browser.newPage();
  await filler.goto(`${chromium.extensionOrigin}devtools.html`);
  const recorded = flows.slice(-RECORDED);
  await recordFlows(filler, recorded);
  const page = await newPage(chromium);
  const openings: Opening[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.goto(`${chromium.extensionOrigin}inspector.html`);
    await allInspected(page);
    openings.push((await page.evaluate('bench')) as Opening);
  }
  say(`\nOpening the inspector with a recording of ${RECORDED} flows, ${RECORDED * HOPS} hops`);
  printOpenings(openings);
  await page.bringToFront();
  await page.click('[data-testid=tab-redirects]');
  await newHops(page, filler, recorded.at(-1));
}

async function newHops(page: Page, filler: Page, newest: Flow | undefined): Promise<void> {
  if (newest === undefined) return;
  let flow = newest;
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const works: number[] = [];
  for (let number = 0; number < NEW_HOPS; number += 1) {
    flow = withAnotherHop(flow, number);
    const before = await busySeconds(session);
    await recordFlows(filler, [flow]);
    await poll(
      () => page.$$eval('.redirects-bar p', ([line]) => line?.textContent ?? ''),
      (line) => line.startsWith(`${HOPS + number + 1} hops`),
    );
    works.push(((await busySeconds(session)) - before) * 1000);
  }
  const drawn = (await page.evaluate('bench.drawn')) as readonly number[];
  say('\nA new hop in the flow that is shown: median and worst');
  say(`  from the change until the page has it           ${middleAndWorst(drawn.toSorted((a, b) => a - b))}`);
  say(`  all work of the page, also for its inspection   ${middleAndWorst(works.toSorted((a, b) => a - b))}`);
}

async function busySeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
}

async function plainList({ browser }: Chromium, shown: readonly Flow[]): Promise<void> {
  const rows = shown.flatMap(({ id, navigations }) => [
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
