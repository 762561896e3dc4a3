import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFile } from '../src/formats/import/index.ts';
import { importInChromium } from './bench-import/in-chromium.ts';
import { importInFirefox } from './bench-import/in-firefox.ts';
import type { ImportInBrowser } from './bench-import/in-inspector.ts';
import { writeLargeHar } from './bench-import/large-har.ts';

/**
 * Import of a HAR of 200 MB beside a bare JSON.parse of the same file: in Node, each in a process of its own, and in
 * the inspector of a real Chromium and a real Firefox.
 */

const MEGABYTES = 200;
const [, self = '', role, file = ''] = process.argv;

if (role === 'import')
  await measured(async () => (await importFile(createReadStream(file))).capture.flows.length);
else if (role === 'parse')
  await measured(async () => JSON.parse(readFileSync(file, 'utf8')).log.entries.length);
else await compare();

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
  try {
    const path = join(folder, 'large.har');
    await writeLargeHar(path, MEGABYTES);
    console.log(`${(statSync(path).size / 1e6).toFixed(0)} MB, largest entry 1 MB\n\nNode`);
    for (const [name, what] of [
      ['import', 'import, entry by entry (flows)'],
      ['parse', 'bare JSON.parse (entries)'],
    ] as const) {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', self, name, path], {
        encoding: 'utf8',
        cwd: fileURLToPath(new URL('../', import.meta.url)),
      });
      if (status !== 0) throw new Error(stderr);
      console.log(line(what, stdout.trim()));
    }
    const quarter = join(folder, 'quarter.har');
    await writeLargeHar(quarter, MEGABYTES / 4);
    print('Chromium', await importInChromium([quarter, path]));
    print('Firefox', await importInFirefox([quarter, path]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function print(browser: string, { files, blocked, progressShown, cancel, parse }: ImportInBrowser): void {
  console.log(`\n${browser}`);
  for (const { size, seconds, megabytes } of files) {
    console.log(line(`import of ${(size / 1e6).toFixed(0)} MB in the inspector`, cost(seconds, megabytes)));
  }
  console.log(line('bare text() and JSON.parse', cost(parse.seconds, parse.megabytes)));
  console.log(line('page blocked above 50 ms', blocked.length === 0 ? 'never' : `${blocked.join(', ')} ms`));
  console.log(line('states of the progress bar', String(progressShown)));
  const { shown, ended } = cancel;
  console.log(
    line(
      'Cancel, while a sign-in is recorded',
      `${shown.toFixed(0)} ms, its worker ended after ${ended.toFixed(0)}`,
    ),
  );
}

async function measured(work: () => Promise<number>): Promise<void> {
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const grown = (process.resourceUsage().maxRSS - before) / 1000;
  console.log(`${cost(seconds, grown)} (${result})`);
}

function cost(seconds: number, megabytes: number | undefined): string {
  const memory =
    megabytes === undefined ? 'memory not measured' : `${megabytes.toFixed(0)} MB more at the peak`;
  return `${seconds.toFixed(1)} s, ${memory}`;
}

function line(what: string, result: string): string {
  return `  ${what.padEnd(36)} ${result}`;
}
