import { existsSync } from 'node:fs';

/** Names the Firefox to use; asked before any other place. */
export const FIREFOX_VARIABLE = 'FIREFOX_PATH';

const USUAL_PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** A Firefox that is there. Throws one sentence that says what to do. */
export function provideFirefox(): string {
  const named = process.env[FIREFOX_VARIABLE];
  const found = named !== undefined && named !== '' ? [named] : USUAL_PLACES;
  const path = found.find((candidate) => existsSync(candidate));
  if (path !== undefined) return path;
  throw new Error(`No Firefox was found: install Firefox or set ${FIREFOX_VARIABLE} to its executable.`);
}
