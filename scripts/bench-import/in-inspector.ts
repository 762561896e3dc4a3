import { statSync } from 'node:fs';
import type { ElementHandle, Page } from 'puppeteer-core';
import { driveScenario } from '../../playground/drive.ts';
import { differences } from '../../playground/expectation.ts';
import type { Scenario } from '../../playground/scenario.ts';
import { SCENARIOS } from '../../playground/scenarios.ts';
import type { Engine } from '../../src/core/model/index.ts';
import { inspectRecording, poll, recordedFlows } from '../browsers/recording.ts';
import type { PeakMemory } from './memory.ts';

export interface ImportInBrowser {
  readonly files: readonly ({ readonly size: number } & Cost)[];
  /** Milliseconds, above 50, for which the inspector's page could do nothing else. */
  readonly blocked: readonly number[];
  /** Different states of the progress bar that were shown. */
  readonly progressShown: number;
  /** Of one more import. */
  readonly cancel: Cancel;
  /** Of the last file, as one text. */
  readonly parse: Cost;
}

export interface Cost {
  readonly seconds: number;
  /** Of the process that holds inspector and workers, above what it had before; undefined where nobody tells. */
  readonly megabytes: number | undefined;
}

/** Milliseconds from the click on Cancel. */
export interface Cancel {
  /** Until the page shows the import no more. */
  readonly shown: number;
  /** Until the worker that read the file has ended. */
  readonly ended: number;
}

/** A browser with the extension. */
export interface ImportStage {
  readonly engine: Engine;
  readonly inspector: Page;
  /** Another tab, to sign in. */
  readonly visitor: Page;
  /** Begins to watch the process in which the pages of the extension are. */
  readonly watchMemory: () => PeakMemory;
}

/**
 * Imports files, begins the last one again and cancels it while the recorder is at work, and parses it as one text in
 * the same page.
 */
export async function measureImports(stage: ImportStage, paths: readonly string[]): Promise<ImportInBrowser> {
  const { inspector } = stage;
  await inspector.bringToFront();
  await inspector.evaluate(WATCH);
  const files = [];
  for (const path of paths) files.push(await importOne(stage, path));
  const { blocked, shown } = JSON.parse(String(await inspector.evaluate(`JSON.stringify(bench)`))) as {
    blocked: number[];
    shown: number[];
  };
  const last = paths.at(-1) ?? '';
  const cancel = await cancelOne(stage, last);
  return { files, blocked, progressShown: new Set(shown).size, cancel, parse: await parseWhole(stage, last) };
}

/**
 * In the page: when it could do nothing else, and what the progress bar shows. Where the browser does not tell of long
 * tasks, a timer that comes late does.
 */
const WATCH = `
  globalThis.bench = { blocked: [], shown: [] };
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) bench.blocked.push(Math.round(entry.duration));
    }).observe({ type: 'longtask' });
  } else {
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      if (now - last > 50) bench.blocked.push(Math.round(now - last));
      last = now;
    }, 4);
  }
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
  { inspector, watchMemory }: ImportStage,
  path: string,
): Promise<{ readonly size: number } & Cost> {
  const memory = watchMemory();
  const start = performance.now();
  await choose(inspector, '[data-testid=import-file]', path);
  await inspector.waitForSelector('[data-testid=opened-bar]', { timeout: 600_000 });
  const seconds = (performance.now() - start) / 1000;
  const megabytes = memory();
  await inspector.click('[data-testid=close-capture]');
  return { size: statSync(path).size, seconds, megabytes };
}

/**
 * Cancels in the middle of an import, in the middle of a sign-in, and makes sure that nothing was imported, that what
 * was recorded before is as it was, and that the sign-in is recorded to its end and shown.
 */
async function cancelOne(stage: ImportStage, path: string): Promise<Cancel> {
  const { inspector, visitor } = stage;
  const good = SCENARIOS.find(({ id }) => id === 'oidc-good');
  if (good === undefined) throw new Error('There is no such scenario.');
  await visitor.bringToFront();
  await driveScenario(visitor, good);
  await recordedAs(stage, good);
  const [before] = await recordedFlows(inspector);

  await inspector.bringToFront();
  await choose(inspector, '[data-testid=import-file]', path);
  await visitor.goto(good.start);
  const took = await cancelNow(inspector);
  await visitor.bringToFront();
  for (const { click } of good.steps) {
    await visitor.waitForSelector(click);
    await visitor.click(click);
  }
  await recordedAs(stage, { ...good, flows: 2 });
  const [after] = await recordedFlows(inspector);
  if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error('What was recorded has changed.');
  await inspector.bringToFront();
  await inspector.waitForFunction(
    `document.querySelectorAll('[data-testid=flow-row][data-outcome=signed-in]').length === 2`,
  );
  if ((await inspector.$('[data-testid=opened-bar]')) !== null)
    throw new Error('It was imported all the same.');
  return took;
}

/** Waits until the recording is what the scenario promises, to its last page. */
async function recordedAs({ engine, inspector }: ImportStage, wanted: Scenario): Promise<void> {
  const flows = await poll(
    () => inspectRecording(inspector),
    (found) =>
      differences(wanted, engine, found).length === 0 && found.at(-1)?.navigations.at(-1)?.committed === true,
  );
  const found = differences(wanted, engine, flows);
  if (found.length > 0) throw new Error(found.join('\n'));
}

async function cancelNow(inspector: Page): Promise<Cancel> {
  const isReading = () => inspector.workers().some((worker) => worker.url().endsWith('import-worker.js'));
  if (!isReading()) throw new Error('The import had ended before Cancel.');
  const ended = new Promise<number>((resolve) => {
    inspector.on('workerdestroyed', (worker) => {
      if (worker.url().endsWith('import-worker.js')) resolve(performance.now());
    });
  });
  const start = performance.now();
  const shown = Number(await inspector.evaluate(CANCEL));
  return { shown, ended: (await ended) - start };
}

/** In the page: presses Cancel; gives the milliseconds until the import is shown no more. */
const CANCEL = `new Promise((resolve) => {
  const start = performance.now();
  const seek = () => document.querySelector('[data-testid=import-progress]');
  new MutationObserver((_, observer) => {
    if (seek() !== null) return;
    observer.disconnect();
    resolve(performance.now() - start);
  }).observe(document, { childList: true, subtree: true });
  seek().querySelector('button').click();
})`;

async function parseWhole({ inspector, watchMemory }: ImportStage, path: string): Promise<Cost> {
  await inspector.evaluate(
    `document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'bench-file' }))`,
  );
  await choose(inspector, '#bench-file', path);
  const memory = watchMemory();
  const seconds = await inspector.evaluate(`(async () => {
    const start = performance.now();
    const { log } = JSON.parse(await document.querySelector('#bench-file').files[0].text());
    if (log.entries.length === 0) throw new Error('There are no entries.');
    return (performance.now() - start) / 1000;
  })()`);
  return { seconds: Number(seconds), megabytes: memory() };
}
