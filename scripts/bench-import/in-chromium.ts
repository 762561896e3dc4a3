import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { ElementHandle, Page } from 'puppeteer-core';
import { startPlayground } from '../../playground/server.ts';
import { launchChromium, openInspector, openSilentPage } from '../browsers/chromium.ts';
import { provideBrowser } from '../browsers/find-browser.ts';
import { recordedFlows } from '../browsers/recording.ts';

export interface ImportInBrowser {
  readonly files: readonly ({ readonly size: number } & Cost)[];
  /** Tasks of the inspector's page above 50 ms, in milliseconds. */
  readonly longTasks: readonly number[];
  /** Different states of the progress bar that were shown. */
  readonly progressShown: number;
  /** Of one more import: milliseconds from the click on Cancel until nothing of it is left. */
  readonly cancelled: number;
  /** Of the last file, as one text. */
  readonly parse: Cost;
}

export interface Cost {
  readonly seconds: number;
  /** Of the process that holds inspector and workers, above what it had before; undefined where nobody tells. */
  readonly megabytes: number | undefined;
}

/**
 * Imports files in the inspector of a real Chromium, begins the last one again and cancels, and lets a bare page of the
 * same browser parse it as one text.
 */
export async function importInChromium(paths: readonly string[]): Promise<ImportInBrowser> {
  const playground = await startPlayground();
  const chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
  });
  try {
    const inspector = await openInspector(chromium);
    await inspector.evaluate(WATCH);
    const browser = chromium.browser.process()?.pid;
    const files = [];
    for (const path of paths) files.push(await importOne(inspector, path, browser));
    const { longTasks, shown } = (await inspector.evaluate('bench')) as {
      longTasks: number[];
      shown: number[];
    };
    const last = paths.at(-1) ?? '';
    const cancelled = await cancelOne(inspector, last);
    const page = await openSilentPage(chromium);
    await inspector.close();
    return {
      files,
      longTasks,
      progressShown: new Set(shown).size,
      cancelled,
      parse: await parseWhole(page, last, browser),
    };
  } finally {
    await chromium.close();
    await playground.close();
  }
}

/** In the page: its long tasks, and what the progress bar shows. */
const WATCH = `
  globalThis.bench = { longTasks: [], shown: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) bench.longTasks.push(Math.round(entry.duration));
  }).observe({ type: 'longtask' });
  new MutationObserver(() => {
    const bar = document.querySelector('[data-testid=import-progress] progress');
    if (bar) bench.shown.push(bar.value);
  }).observe(document, { attributes: true, childList: true, subtree: true });
`;

async function choose(page: Page, selector: string, path: string): Promise<void> {
  const input = (await page.waitForSelector(selector)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(path);
}

async function importOne(
  inspector: Page,
  path: string,
  browser: number | undefined,
): Promise<{ readonly size: number } & Cost> {
  const memory = peakMemory(browser);
  const start = performance.now();
  await choose(inspector, '[data-testid=import-file]', path);
  await inspector.waitForSelector('[data-testid=opened-bar]', { timeout: 600_000 });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = memory();
  await inspector.click('[data-testid=close-capture]');
  return { size: statSync(path).size, seconds, megabytes };
}

/** Cancels in the middle, and makes sure that nothing was imported and nothing that was recorded has changed. */
async function cancelOne(inspector: Page, path: string): Promise<number> {
  const before = JSON.stringify(await recordedFlows(inspector));
  await choose(inspector, '[data-testid=import-file]', path);
  await inspector.waitForFunction(
    `document.querySelector('[data-testid=import-progress] progress')?.value >= 20`,
    { timeout: 600_000 },
  );
  const start = performance.now();
  await inspector.click('[data-testid=import-progress] button');
  await inspector.waitForFunction(`document.querySelector('[data-testid=import-progress]') === null`);
  while (inspector.workers().some((worker) => worker.url().endsWith('import-worker.js'))) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const took = performance.now() - start;
  const opened = await inspector.$('[data-testid=opened-bar]');
  const after = JSON.stringify(await recordedFlows(inspector));
  if (opened !== null || after !== before) throw new Error('What was cancelled left something behind.');
  return took;
}

async function parseWhole(page: Page, path: string, browser: number | undefined): Promise<Cost> {
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'file' }))`,
  );
  await choose(page, '#file', path);
  const memory = peakMemory(browser);
  const seconds = await page.evaluate(`(async () => {
    const start = performance.now();
    const { log } = JSON.parse(await document.querySelector('#file').files[0].text());
    if (log.entries.length === 0) throw new Error('There are no entries.');
    return (performance.now() - start) / 1000;
  })()`);
  return { seconds: Number(seconds), megabytes: memory() };
}

/**
 * Begins to watch the process in which the pages of the extension are, on Linux.
 * @returns what says how many megabytes more it had at its peak
 */
function peakMemory(browser: number | undefined): () => number | undefined {
  const pid = extensionProcess(browser);
  if (pid === undefined) return () => undefined;
  const before = statusOf(pid, 'VmRSS');
  // The peak counts from now on (proc(5), clear_refs).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  return () => (statusOf(pid, 'VmHWM') - before) / 1000;
}

function extensionProcess(browser: number | undefined): number | undefined {
  if (process.platform !== 'linux' || browser === undefined) return undefined;
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const found = all.filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes('--extension-process') && ancestors(Number(pid)).includes(browser);
    } catch {
      return false; // It is gone.
    }
  });
  // A worker of the recorder alone needs less than the inspector.
  return found.map(Number).toSorted((a, b) => statusOf(b, 'VmRSS') - statusOf(a, 'VmRSS'))[0];
}

function ancestors(pid: number): readonly number[] {
  const parent = statusOf(pid, 'PPid');
  return parent <= 1 ? [parent] : [parent, ...ancestors(parent)];
}

/** Kilobytes, or a number of another kind. */
function statusOf(pid: number, field: string): number {
  const [, value] =
    new RegExp(`^${field}:\\s*(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(value);
}
