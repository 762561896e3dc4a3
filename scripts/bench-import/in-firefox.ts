import { startPlayground } from '../../playground/server.ts';
import { provideBrowser } from '../browsers/find-browser.ts';
import { launchFirefox } from '../browsers/firefox.ts';
import { type ImportInBrowser, measureImports } from './in-inspector.ts';
import { watchPeak } from './memory.ts';

/** {@link measureImports} in a real Firefox. */
export async function importInFirefox(paths: readonly string[]): Promise<ImportInBrowser> {
  const playground = await startPlayground();
  const { port } = await playground.startProxy();
  const firefox = await launchFirefox({
    executable: await provideBrowser('firefox', console.log),
    extension: 'dist',
    proxyPort: port,
  });
  try {
    const visitor = await firefox.browser.newPage();
    const inspector = await firefox.openInspector();
    const browser = firefox.browser.process()?.pid;
    const watchMemory = () => watchPeak(browser, (_, name) => name === 'WebExtensions');
    return await measureImports({ engine: 'firefox', inspector, visitor, watchMemory }, paths);
  } finally {
    await firefox.close();
    await playground.close();
  }
}
