import { build } from 'vite';
import { startPlayground } from '../playground/server.ts';
import { launchChromium, openOnlyTab, openPanel, serviceWorker } from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';

/**
 * `npm run dev`: Chromium with the extension on the playground; every change of a source file is built and
 * the extension in the running browser reloaded.
 */

const say = (line: string) => process.stdout.write(`${line}\n`);

const executable = await provideBrowser('chromium', say);
await build({ logLevel: 'warn' });
const playground = await startPlayground();
const chromium = await launchChromium({
  executable,
  extension: 'dist',
  resolverRules: playground.resolverRules,
  headless: process.argv.includes('--headless'),
  devtools: true,
});
const page = await openOnlyTab(chromium);
await page.goto(playground.indexUrl);
await openPanel(chromium);

const watcher = await build({ logLevel: 'warn', build: { watch: {} } });
if (!('on' in watcher)) throw new Error('Vite did not start to watch.');
let first = true;
watcher.on('event', async (event) => {
  if (event.code === 'ERROR') say(`The build failed: ${event.error.message}`);
  if (event.code !== 'END') return;
  if (first) say('Watching. Close Chromium to end.');
  else await reload();
  first = false;
});

chromium.browser.once('disconnected', async () => {
  await watcher.close();
  await playground.close();
  process.exit(0);
});

/** The panel is gone with the old extension: DevTools shows the new one when it is opened again. */
async function reload(): Promise<void> {
  const worker = await serviceWorker(chromium);
  await worker.evaluate('chrome.runtime.reload()').catch(() => undefined); // The worker goes while it answers.
  say(
    `${new Date().toLocaleTimeString()}  Rebuilt; the extension has been reloaded. Reopen DevTools for the panel.`,
  );
}
