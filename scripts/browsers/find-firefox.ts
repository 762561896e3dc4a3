import { existsSync } from 'node:fs';
import { download, installWithApt } from './install.ts';

/** Names the Firefox to use; asked before any other place. */
export const FIREFOX_VARIABLE = 'FIREFOX_PATH';

const USUAL_PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** A Firefox that is there, or undefined. Throws when the environment variable names none. */
export function findFirefox(): string | undefined {
  const named = process.env[FIREFOX_VARIABLE];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`${FIREFOX_VARIABLE} names ${named}, which does not exist.`);
  }
  return USUAL_PLACES.find((path) => existsSync(path));
}

/** A Firefox that is there or could be installed. Throws one sentence that says what to do. */
export async function provideFirefox(say: (line: string) => void): Promise<string> {
  const found = findFirefox() ?? (await download('Firefox', say));
  if (found !== undefined) return found;
  installWithApt('firefox-esr', say);
  const installed = findFirefox();
  if (installed !== undefined) return installed;
  throw new Error(
    `No Firefox was found and none could be installed: install Firefox or set ${FIREFOX_VARIABLE} to its executable.`,
  );
}
