import { mkdirSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { driveScenario } from '../playground/drive.ts';
import { differences } from '../playground/expectation.ts';
import { SCENARIOS, type Scenario } from '../playground/scenarios.ts';
import { type Playground, startPlayground } from '../playground/server.ts';
import type { FlowInspection } from '../src/core/model/index.ts';
import { renderText } from '../src/formats/report/text.ts';
import { type Chromium, launchChromium, openOnlyTab, openPanel, type Panel } from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { clearRecording, inspectRecording, poll } from './browsers/recording.ts';

/**
 * `npm start`: with a display, Chromium with the extension, DevTools on the panel and the scenario page.
 * Without one (or with --headless), every scenario driven, printed and photographed; exit status 0 when each
 * gave what it promises. `--only ID` drives one scenario.
 */

const PICTURES = 'out';

const say = (line = '') => process.stdout.write(`${line}\n`);

const { values: options } = parseArgs({
  options: { headless: { type: 'boolean' }, only: { type: 'string', multiple: true } },
});

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const headless = options.headless ?? !hasDisplay();
  const executable = await provideBrowser('chromium', say);
  await build({ logLevel: 'warn' });
  const playground = await startPlayground();
  const { resolverRules } = playground;
  const chromium = await launchChromium({
    executable,
    extension: 'dist',
    resolverRules,
    headless,
    devtools: true,
  });
  try {
    return await (headless ? driveAll(chromium, playground) : showToUser(chromium, playground));
  } finally {
    await chromium.close();
    await playground.close();
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function showToUser(chromium: Chromium, playground: Playground): Promise<number> {
  const page = await openOnlyTab(chromium);
  await page.goto(playground.indexUrl);
  await openPanel(chromium);
  say('Chromium is open on the playground, with the panel "Login.gov" in DevTools. Close it to end.');
  await new Promise((resolve) => chromium.browser.once('disconnected', resolve));
  return 0;
}

async function driveAll(chromium: Chromium, playground: Playground): Promise<number> {
  const wanted = SCENARIOS.filter(({ id }) => options.only?.includes(id) ?? true);
  if (wanted.length === 0) throw new Error(`There is no scenario ${options.only?.join(', ')}.`);
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  const page = await openOnlyTab(chromium);
  await page.goto(playground.indexUrl);
  const panel = await openPanel(chromium);
  const broken: string[] = [];
  for (const scenario of wanted) {
    await clearRecording(panel.frame);
    await driveScenario(page, scenario);
    const flows = await poll(
      () => inspectRecording(panel.frame),
      (found) => differences(scenario, 'chromium', found).length === 0 && found.every(isComplete),
      5_000,
    );
    const picture = await photograph(panel, scenario);
    broken.push(...print(scenario, flows, picture));
  }
  say(
    broken.length === 0 ? 'Every scenario gave what it promises.' : `Not as promised:\n${broken.join('\n')}`,
  );
  say(`${wanted.length - broken.length} passed, ${broken.length} failed`);
  return broken.length === 0 ? 0 : 1;
}

/** DevTools has told of every hop that it will tell of; the refused one never gets an answer. */
function isComplete({ navigations }: FlowInspection): boolean {
  return navigations.every(({ hops }) =>
    hops.every((hop) => hop.response !== undefined || hop.error !== undefined),
  );
}

async function photograph({ devtools, frame }: Panel, { id }: Scenario): Promise<string> {
  await frame.waitForSelector('[data-testid=outcome]');
  const path = `${PICTURES}/${id}.png` as const;
  await devtools.screenshot({ path });
  return path;
}

/** Prints the flows of a scenario; returns in how far they are not what it promises. */
function print(scenario: Scenario, flows: readonly FlowInspection[], picture: string): string[] {
  const wrong = differences(scenario, 'chromium', flows);
  say('═'.repeat(100));
  say(`${wrong.length === 0 ? '✓' : '✗'} ${scenario.id}: ${scenario.title}`);
  say(`  ${scenario.description}`);
  say(`  Picture: ${picture}`);
  say();
  say(renderText({ flows }));
  return wrong.length === 0 ? [] : [`  ${scenario.id}: ${wrong.join('; ')}`];
}
