/**
 * `npm run pictures`: photographs every view and state of the inspector for the README and the guide, in real
 * Chromium, from sign-ins at the playground. Without arguments all of them, else those that are named.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Frame, Page } from 'puppeteer-core';
import sharp from 'sharp';
import { build } from 'vite';
import { driveScenario } from '../playground/drive.ts';
import { SCENARIOS } from '../playground/scenarios.ts';
import { type Playground, startPlayground } from '../playground/server.ts';
import {
  type Chromium,
  launchChromium,
  limitAccess,
  openInspector,
  openOnlyTab,
  openPanel,
} from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { clearRecording } from './browsers/recording.ts';
import { withAllHosts } from './browsers/variants.ts';
import { PANEL_PICTURES, TAB_PICTURES, type TabPicture } from './pictures/list.ts';

const FOLDER = 'docs/pictures';

const say = (line: string) => process.stdout.write(`${line}\n`);
const wanted = process.argv.slice(2);
const isWanted = ({ name }: { readonly name: string }) => wanted.length === 0 || wanted.includes(name);

const executable = await provideBrowser('chromium', say);
await build({ logLevel: 'warn' });
const playground = await startPlayground();
mkdirSync(FOLDER, { recursive: true });
try {
  await photographPanels(playground);
  for (const access of ['all', 'installed', 'none'] as const) await photographTabs(playground, access);
} finally {
  await playground.close();
}

/** The panel in DevTools, docked to the right. */
async function photographPanels({ resolverRules, indexUrl }: Playground): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const pictures = PANEL_PICTURES.filter((picture) => picture.theme === theme).filter(isWanted);
    if (pictures.length === 0) continue;
    const chromium = await launchChromium({
      executable,
      extension: 'dist',
      resolverRules,
      headless: true,
      devtools: true,
      colorScheme: theme,
    });
    try {
      const page = await openOnlyTab(chromium);
      await page.goto(indexUrl);
      const { devtools, frame } = await openPanel(chromium);
      for (const { name, scenarios, show } of pictures) {
        await clearRecording(frame);
        await drive(page, scenarios);
        await settled(frame, scenarios.length);
        await show?.(frame);
        await fontsAndFrames(frame);
        const element = await frame.frameElement();
        const box = await element?.boundingBox();
        if (!box) throw new Error('The panel is not shown.');
        // With the tabs of DevTools above it.
        const clip = { x: box.x, y: 0, width: box.width, height: box.y + box.height };
        await save(name, await devtools.screenshot({ clip }));
      }
    } finally {
      await chromium.close();
    }
  }
}

/** The inspector in its tab, where its size can be chosen. */
async function photographTabs(
  { resolverRules }: Playground,
  access: 'all' | 'installed' | 'none',
): Promise<void> {
  const pictures = TAB_PICTURES.filter(isWanted).filter((picture) => (picture.access ?? 'all') === access);
  if (pictures.length === 0) return;
  const copy = access === 'all' ? withAllHosts('dist') : undefined;
  const extension = copy ?? 'dist';
  const chromium = await launchChromium({ executable, extension, resolverRules, headless: true });
  try {
    const page = await openOnlyTab(chromium);
    if (access === 'none') await limitAccess(chromium, 'ON_CLICK');
    const before: string[] = [];
    for (const picture of pictures) await photographTab(chromium, page, picture, before);
  } finally {
    await chromium.close();
    if (copy !== undefined) rmSync(copy, { recursive: true });
  }
}

/** `before` holds the scenarios that are recorded, so that pictures of the same ones do not drive them again. */
async function photographTab(
  chromium: Chromium,
  page: Page,
  { name, scenarios, theme, width, height, show }: TabPicture,
  before: string[],
): Promise<void> {
  const tab = await openInspector(chromium);
  try {
    if (before.join() !== scenarios.join()) {
      await clearRecording(tab);
      await page.bringToFront();
      await drive(page, scenarios);
      before.splice(0, before.length, ...scenarios);
      await tab.bringToFront();
    }
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    await tab.setViewport({ width, height });
    if (scenarios.length > 0) await settled(tab.mainFrame(), scenarios.length);
    await show?.(tab.mainFrame(), tab);
    await fontsAndFrames(tab.mainFrame());
    await save(name, await tab.screenshot());
  } finally {
    await tab.close();
  }
}

async function drive(page: Page, scenarios: readonly string[]): Promise<void> {
  for (const id of scenarios) {
    const scenario = SCENARIOS.find((candidate) => candidate.id === id);
    if (scenario === undefined) throw new Error(`There is no scenario ${id}.`);
    await driveScenario(page, scenario);
  }
}

/** At least that many flows are listed, each explained, and the newest one is shown. */
async function settled(frame: Frame, flows: number): Promise<void> {
  await frame.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=flow-row][data-outcome]').length >= count,
    { timeout: 20_000 },
    flows,
  );
  await frame.waitForSelector('[data-testid=outcome]');
}

async function fontsAndFrames(frame: Frame): Promise<void> {
  await frame.waitForFunction(() => !document.body.textContent?.includes('Loading…'));
  await frame.evaluate(async () => {
    await document.fonts.ready;
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });
}

/** Few colours, so a palette loses nothing that anybody sees, and a picture takes a third of its size. */
async function save(name: string, picture: Uint8Array): Promise<void> {
  const small = await sharp(picture).png({ palette: true, quality: 95, effort: 10 }).toBuffer();
  writeFileSync(`${FOLDER}/${name}.png`, small);
  say(`${FOLDER}/${name}.png: ${Math.round(small.length / 1024)} kB`);
}
