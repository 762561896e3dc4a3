import { startPlayground } from '../../playground/server.ts';
import { launchChromium, openInspector } from '../browsers/chromium.ts';
import { provideBrowser } from '../browsers/find-browser.ts';
import { type ImportInBrowser, measureImports } from './in-inspector.ts';
import { watchPeak } from './memory.ts';

/** {@link measureImports} in a real Chromium. */
export async function importInChromium(paths: readonly string[]): Promise<ImportInBrowser> {
  const playground = await startPlayground();
  const chromium = await launchChromium({
    executable: await provideBrowser('chromium', console.log),
    extension: 'dist',
    resolverRules: playground.resolverRules,
    headless: true,
  });
  try {
    const visitor = await chromium.browser.newPage();
    const inspector = await openInspector(chromium);
    const browser = chromium.browser.process()?.pid;
    const watchMemory = () => watchPeak(browser, (command) => command.includes('--extension-process'));
    return await measureImports({ engine: 'chromium', inspector, visitor, watchMemory }, paths);
  } finally {
    await chromium.close();
    await playground.close();
  }
}
