/**
 * `npm run bench:panel`: the inspector with 1,000 flows and 20,000 hops in real Chromium, beside a plain list of the
 * same rows in the same run: how long until it shows them, what scrolling takes, what a new hop takes.
 * Nothing here fails: the numbers are for people.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { build } from 'vite';
import type { Flow } from '../src/core/model/index.ts';
import { writeCapture } from '../src/formats/capture/capture-file.ts';
import { HOPS, makeFlows, makeLongFlow, withAnotherHop } from './bench-panel/flows.ts';
import { PLAIN_LIST, scroll, WATCH_OPENING } from './bench-panel/in-page.ts';
import { type Chromium, launchChromium } from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { poll, recordFlows } from './browsers/recording.ts';

const FLOWS = 1000;
/** As many as certainly fit into the 10 MB of the recording. */
const RECORDED = 250;
/** Navigations of the long flow, a hundred hops each. */
const ROUNDS = 80;
const OPENINGS = 5;
const NEW_HOPS = 30;
const JUMP = 1000;
const JUMPS = 100;

const say = (line: string) => process.stdout.write(`${line}\n`);
const ms = (time: number) => `${time.toFixed(1)} ms`;

const flows = makeFlows(FLOWS);
const long = makeLongFlow(ROUNDS);
const executable = await provideBrowser('chromium', say);
await build({ logLevel: 'error' });
const folder = mkdtempSync(join(tmpdir(), 'login-gov-inspector-bench-'));
const chromium = await launchChromium({
  executable,
  extension: 'dist',
  resolverRules: 'MAP * ~NOTFOUND',
  headless: true,
});
try {
  say(`${await chromium.browser.version()}: ${FLOWS} flows, ${FLOWS * HOPS} hops`);
  await plainList(chromium, flows);
  const page = await openCaptures(chromium);
  say('\nScrolling the list from end to end, a screenful each frame');
  say(`  ${await scrolled(page, scroll('#flow-list'))}`);
  await scrollLongFlow(page);
  await openRecordings(chromium);
} finally {
  await chromium.close();
  rmSync(folder, { recursive: true });
}

function captureFile(name: string, content: readonly Flow[]): string {
  const file = join(folder, name);
  const facts = { version: '0.0.0', created: Date.UTC(2026, 2, 3), redacted: false };
  writeFileSync(file, writeCapture({ version: 1, flows: content }, facts));
  return file;
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

async function openCapture(page: Page, file: string): Promise<void> {
  const chooser = await page.waitForSelector('input[data-testid=import-file]');
  await chooser?.uploadFile(file);
}

/** From the choice of the file. */
async function openCaptures(chromium: Chromium): Promise<Page> {
  const page = await newPage(chromium);
  const file = captureFile('many-flows.json', flows);
  const openings: Opening[] = [];
  for (let round = 0; round < OPENINGS; round += 1) {
    await page.goto(`${chromium.extensionOrigin}inspector.html`);
    await openCapture(page, file);
    await allInspected(page);
    openings.push((await page.evaluate('bench')) as Opening);
  }
  say('\nOpening the file of the capture: median and worst');
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

async function scrollLongFlow(page: Page): Promise<void> {
  await openCapture(page, captureFile('long-flow.json', [long]));
  await page.waitForSelector('[data-flow=bench-long][data-outcome]', { timeout: 60_000 });
  await page.click('[data-testid=tab-redirects]');
  say(`\nJumping through a flow of ${ROUNDS * 100} hops, ${JUMP} pixels each frame`);
  for (const [view, steps] of [
    ['diagram', '.steps'],
    ['table', '.hop-table'],
  ] as const) {
    await page.click(`[data-testid=view-${view}]`);
    await page.waitForSelector(steps);
    say(`  ${view.padEnd(8)} ${await scrolled(page, scroll(steps, JUMP, JUMPS))}`);
  }
}

async function scrolled(page: Page, script: string): Promise<string> {
  const { frames, longestFrame, longTasks } = (await page.evaluate(script)) as {
    readonly frames: number;
    readonly longestFrame: number;
    readonly longTasks: readonly number[];
  };
  const worst = longTasks.length === 0 ? 'none over 50 ms' : `longest ${ms(Math.max(...longTasks))}`;
  return `${frames} frames, the longest ${ms(longestFrame)}; tasks: ${worst}`;
}

/** From the start of the navigation; then one hop after the other comes to the newest flow, which is shown. */
async function openRecordings(chromium: Chromium): Promise<void> {
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
  await newHops(page, filler, recorded.at(-1));
  await filler.evaluate('chrome.storage.session.clear()');
  await recordFlows(filler, [long]);
  await page.goto(`${chromium.extensionOrigin}inspector.html`);
  await page.waitForSelector('[data-testid=outcome]', { timeout: 60_000 });
  await newHops(page, filler, long);
}

async function newHops(page: Page, filler: Page, shown: Flow | undefined): Promise<void> {
  if (shown === undefined) return;
  await page.bringToFront();
  await page.click('[data-testid=tab-redirects]');
  let flow = shown;
  const hops = flow.navigations.reduce((sum, navigation) => sum + navigation.hops.length, 0);
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  // What changed while the page was opened counts for no hop.
  await page.evaluate('bench.drawn.length = bench.tasks.length = 0');
  const works: number[] = [];
  for (let number = 0; number < NEW_HOPS; number += 1) {
    const before = flow;
    flow = withAnotherHop(flow, number);
    const busy = await busySeconds(session);
    await recordFlows(filler, [flow], before);
    await poll(
      () => page.$$eval('.redirects-bar p', ([line]) => line?.textContent ?? ''),
      (line) => line.replace(',', '').startsWith(`${hops + number + 1} hops`),
    );
    works.push(((await busySeconds(session)) - busy) * 1000);
  }
  const { drawn, tasks } = (await page.evaluate('bench')) as {
    readonly drawn: readonly number[];
    readonly tasks: readonly number[];
  };
  say(`\nA new hop in the flow that is shown, of ${hops} hops: median and worst`);
  say(`  from the change until the page has it           ${middleAndWorst(drawn.toSorted((a, b) => a - b))}`);
  say(`  all work of the page, also for its inspection   ${middleAndWorst(works.toSorted((a, b) => a - b))}`);
  say(`  tasks: ${tasks.length === 0 ? 'none over 50 ms' : `longest ${ms(Math.max(...tasks))}`}`);
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
  say(`  scrolling: ${await scrolled(page, scroll('#list'))}`);
  await page.close();
}

function middleAndWorst(sorted: readonly number[]): string {
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `${ms(middle)}, ${ms(sorted.at(-1) ?? Number.NaN)}`;
}
