import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importFile } from '../src/formats/import/index.ts';

/** Import of a HAR of 200 MB beside a bare JSON.parse of the same file, each in a process of its own. */

const MEGABYTES = 200;
const TEMPLATE = new URL('../test/fixtures/har/chromium-oidc-gap.har', import.meta.url);
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
    await writeHar(path);
    console.log(`${(statSync(path).size / 1e6).toFixed(0)} MB, largest entry 1 MB`);
    for (const [name, what] of [
      ['import', 'import, entry by entry (flows)'],
      ['parse', 'bare JSON.parse (entries)'],
    ] as const) {
      const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', self, name, path], {
        encoding: 'utf8',
        cwd: fileURLToPath(new URL('../', import.meta.url)),
      });
      if (status !== 0) throw new Error(stderr);
      console.log(`${what.padEnd(32)} ${stdout.trim()}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A sign-in of the playground behind answers of another site of 1 MB. */
async function writeHar(path: string): Promise<void> {
  const { log } = JSON.parse(readFileSync(TEMPLATE, 'utf8'));
  const [first] = log.entries;
  const script = {
    ...first,
    request: { ...first.request, url: 'https://app.example.gov/app.js' },
    _resourceType: 'script',
  };
  script.response = {
    ...script.response,
    content: { mimeType: 'text/javascript', text: 'let a = "\\u00e9";\n'.repeat(55_000) },
  };
  const large = JSON.stringify(script);
  const signIn: string = log.entries.map((entry: unknown) => JSON.stringify(entry)).join(',');
  const out = createWriteStream(path);
  out.write(`{"log":{"version":"1.2","creator":${JSON.stringify(log.creator)},"entries":[${large}`);
  for (let size = 0; size < MEGABYTES * 1e6; size += large.length) {
    if (!out.write(`,${large}`)) await once(out, 'drain');
  }
  out.end(`,${signIn}]}}`);
  await once(out, 'finish');
}

async function measured(work: () => Promise<number>): Promise<void> {
  const before = process.resourceUsage().maxRSS;
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const grown = (process.resourceUsage().maxRSS - before) / 1000;
  console.log(
    `${String(result).padStart(6)} ${seconds.toFixed(1)} s, ${grown.toFixed(0)} MB more at the peak`,
  );
}
