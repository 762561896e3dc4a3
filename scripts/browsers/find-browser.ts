import { existsSync } from 'node:fs';
import { type Download, download, installWithApt } from './install.ts';

interface Known {
  readonly name: string;
  /** Environment variable that names the executable; asked before any other place. */
  readonly variable: string;
  readonly places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>>;
  readonly download: Download;
  readonly debianPackage: string;
  readonly remark?: string;
}

const KNOWN = {
  chromium: {
    name: 'Chromium',
    variable: 'CHROMIUM_PATH',
    places: {
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
    },
    download: 'Chrome for Testing',
    debianPackage: 'chromium',
    remark: ' (Chrome itself does not load unpacked extensions from the command line.)',
  },
  firefox: {
    name: 'Firefox',
    variable: 'FIREFOX_PATH',
    places: {
      linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
    },
    download: 'Firefox',
    debianPackage: 'firefox-esr',
  },
} as const satisfies Record<string, Known>;

/** A browser that is there or could be installed. Throws one sentence that says what to do. */
export async function provideBrowser(
  browser: keyof typeof KNOWN,
  say: (line: string) => void,
): Promise<string> {
  const known: Known = KNOWN[browser];
  const found = findBrowser(known) ?? (await download(known.download, say));
  if (found !== undefined) return found;
  installWithApt(known.debianPackage, say);
  const installed = findBrowser(known);
  if (installed !== undefined) return installed;
  const { name, variable, remark = '' } = known;
  throw new Error(
    `No ${name} was found and none could be installed: install ${name} and set ${variable} to its executable.${remark}`,
  );
}

/** Throws when the environment variable names what does not exist. */
function findBrowser({ variable, places }: Known): string | undefined {
  const named = process.env[variable];
  if (named === undefined || named === '') return places[process.platform]?.find((path) => existsSync(path));
  if (existsSync(named)) return named;
  throw new Error(`${variable} names ${named}, which does not exist.`);
}
