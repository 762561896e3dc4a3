import { existsSync } from 'node:fs';
import { download, installWithApt } from './install.ts';

/** Names the Chromium to use; asked before any other place. */
export const CHROMIUM_VARIABLE = 'CHROMIUM_PATH';

const USUAL_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/lib/chromium/chromium',
    '/snap/bin/chromium',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** A Chromium that is there, or undefined. Throws when the environment variable names none. */
export function findChromium(): string | undefined {
  const named = process.env[CHROMIUM_VARIABLE];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`${CHROMIUM_VARIABLE} names ${named}, which does not exist.`);
  }
  return USUAL_PLACES[process.platform]?.find((path) => existsSync(path));
}

/** A Chromium that is there or could be installed. Throws one sentence that says what to do. */
export async function provideChromium(say: (line: string) => void): Promise<string> {
  const found = findChromium() ?? (await download('Chrome for Testing', say));
  if (found !== undefined) return found;
  installWithApt('chromium', say);
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new Error(
    `No Chromium was found and none could be installed: install Chromium and set ${CHROMIUM_VARIABLE} to its executable. (Chrome itself does not load unpacked extensions from the command line.)`,
  );
}
