import { type Playground, startPlayground } from '../../playground/server.ts';
import { provideBrowser } from '../../scripts/browsers/find-browser.ts';
import { type Firefox, type FirefoxOptions, launchFirefox } from '../../scripts/browsers/firefox.ts';

/** Real Firefox with the extension, and the playground whose hosts it reaches. */
export interface FirefoxStage {
  readonly firefox: Firefox;
  readonly playground: Playground;
  close(): Promise<void>;
}

/** @param extension folder of the unpacked extension, by default as it was built */
export async function setUpFirefox({
  extension = 'dist',
  preferences,
}: Partial<Pick<FirefoxOptions, 'extension' | 'preferences'>> = {}): Promise<FirefoxStage> {
  const playground = await startPlayground();
  const { port } = await playground.startProxy();
  const firefox = await launchFirefox({
    executable: await provideBrowser('firefox', console.log),
    extension,
    proxyPort: port,
    ...(preferences && { preferences }),
  });
  return {
    firefox,
    playground,
    close: async () => {
      await firefox.close();
      await playground.close();
    },
  };
}
