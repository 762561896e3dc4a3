import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  Browser,
  detectBrowserPlatform,
  getInstalledBrowsers,
  install,
  resolveBuildId,
} from '@puppeteer/browsers';

/** Where downloaded browsers are kept, outside the repository so that a fresh clone finds them again. */
const CACHE = join(homedir(), '.cache', 'login-gov-inspector', 'browsers');

/** Chrome for Testing loads extensions from the command line, as Chromium does and Chrome does not. */
const DOWNLOADS = { 'Chrome for Testing': Browser.CHROME, Firefox: Browser.FIREFOX } as const;

export type Download = keyof typeof DOWNLOADS;

/** A browser that was downloaded before or can be now; undefined when it cannot. */
export async function download(name: Download, say: (line: string) => void): Promise<string | undefined> {
  const browser = DOWNLOADS[name];
  const installed = await getInstalledBrowsers({ cacheDir: CACHE }).catch(() => []);
  const earlier = installed.find((candidate) => candidate.browser === browser);
  if (earlier !== undefined) return earlier.executablePath;
  const platform = detectBrowserPlatform();
  if (platform === undefined) return undefined;
  say(`Trying to download ${name} …`);
  try {
    const buildId = await resolveBuildId(browser, platform, 'stable');
    const { executablePath } = await install({ browser, buildId, cacheDir: CACHE });
    return executablePath;
  } catch {
    say('The download did not work.');
    return undefined;
  }
}

/** Installs a Debian package where that is possible: as root, with apt-get. */
export function installWithApt(debianPackage: string, say: (line: string) => void): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  say(`Installing Debian’s ${debianPackage} with apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', debianPackage], { stdio: 'ignore', env });
}
