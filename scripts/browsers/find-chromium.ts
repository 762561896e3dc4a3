import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

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

/** Where a downloaded browser is kept, outside the repository so that a fresh clone finds it again. */
export const BROWSER_CACHE = join(homedir(), '.cache', 'login-gov-inspector', 'browsers');

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
  const found = findChromium() ?? (await download(say)) ?? installWithApt(say);
  if (found !== undefined) return found;
  throw new Error(
    `No Chromium was found and none could be installed: install Chromium and set ${CHROMIUM_VARIABLE} to its executable. (Chrome itself does not load unpacked extensions from the command line.)`,
  );
}

/** Chrome for Testing, which loads extensions from the command line as Chromium does. */
async function download(say: (line: string) => void): Promise<string | undefined> {
  const { Browser, detectBrowserPlatform, getInstalledBrowsers, install, resolveBuildId } = await import(
    '@puppeteer/browsers'
  );
  const [installed] = await getInstalledBrowsers({ cacheDir: BROWSER_CACHE }).catch(() => []);
  if (installed !== undefined) return installed.executablePath;
  const platform = detectBrowserPlatform();
  if (platform === undefined) return undefined;
  say('No Chromium found; trying to download Chrome for Testing …');
  try {
    const buildId = await resolveBuildId(Browser.CHROME, platform, 'stable');
    const { executablePath } = await install({ browser: Browser.CHROME, buildId, cacheDir: BROWSER_CACHE });
    return executablePath;
  } catch {
    say('The download did not work.');
    return undefined;
  }
}

function installWithApt(say: (line: string) => void): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return undefined;
  say('Installing Debian’s chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env });
  return findChromium();
}
