/**
 * What decoding and inspecting cost, each beside a reference in the same run: `npm run bench`.
 * Nothing here fails: the numbers are for people.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { decodeMessages } from '../src/core/decode/messages.ts';
import { captureFromRequest, inspect } from '../src/core/index.ts';
import { samlPost } from '../src/core/rules/example-support/index.ts';
import { line, measure, type Timing } from './bench/measure.ts';
import { makeSamples, requestOfSize, type Samples } from './bench/samples.ts';
import { provideBrowser } from './browsers/find-browser.ts';

const KIB = 1024;

const samples = await makeSamples();
console.log(
  `AuthnRequest: ${samples.signedXml.length} characters; redirect binding, signature over the query\n`,
);
await inNode(samples);
await inChromium(samples);
await bySize();
bomb();

async function inNode({ signed, unsigned, redirected, authorize, portal }: Samples): Promise<void> {
  console.log('Node');
  const timings = await measure(
    [
      { name: 'AuthnRequest, decode', run: () => decodeAll(redirected) },
      { name: 'AuthnRequest, unsigned: decode and all rules', run: () => inspect(unsigned) },
      { name: 'AuthnRequest, signed: whole inspection', run: () => inspect(redirected) },
      { name: 'AuthnRequest, signed, with portal configuration', run: () => inspect(redirected, { portal }) },
      { name: 'AuthnRequest, signature in the XML (POST), by its KeyInfo', run: () => inspect(signed) },
      {
        name: 'AuthnRequest, signature in the XML, with portal configuration',
        run: () => inspect(signed, { portal }),
      },
      { name: 'authorize request, decode', run: () => decodeAll(authorize) },
      { name: 'authorize request: whole inspection', run: () => inspect(authorize) },
    ],
    200,
  );
  print(timings);
}

function decodeAll({ flows }: Samples['signed']) {
  return flows.map(decodeMessages);
}

/** Bundled for the page, and served from loopback. */
async function inChromium({ redirected, unsigned, authorize, portal }: Samples): Promise<void> {
  const url = redirected.flows[0]?.navigations[0]?.hops[0]?.url ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      outDir: folder,
      lib: { entry: 'scripts/bench/page.ts', formats: ['es'], fileName: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const script = readFileSync(join(folder, 'page.js'));
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? script : '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await puppeteer.launch({
    executablePath: await provideBrowser('chromium', console.log),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction(() => 'bench' in window);
    const work = { url, redirected, unsigned, authorize, portal };
    const timings = await page.evaluate((given) => window.bench(given), work);
    console.log(`\nChromium ${await browser.version()}`);
    print(timings);
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Cost against size: what each further kilobyte costs should stay the same; the first has the rules' own cost. */
async function bySize(): Promise<void> {
  console.log('\nCost against size (POST binding, decode and all rules)');
  let former = { size: 0, time: 0 };
  for (const size of [1, 4, 16, 64, 256, 1000].map((kib) => kib * KIB)) {
    const xml = requestOfSize(size);
    const capture = captureFromRequest(samlPost(xml));
    const [timing] = await measure(
      [{ name: '', run: () => inspect(capture) }],
      Math.max(1, 20_000_000 / size / 200),
      7,
    );
    const [kib, time] = [xml.length / KIB, timing?.median ?? 0];
    const each = (time - former.time) / (kib - former.size);
    former = { size: kib, time };
    console.log(
      `${kib.toFixed(0).padStart(6)} kB ${time.toFixed(0).padStart(8)} µs ${each.toFixed(1).padStart(7)} µs for each further kB`,
    );
  }
}

/** 200 MB of zeros in some 200 kB. */
function bomb(): void {
  const packed = deflateRawSync(Buffer.alloc(200 * KIB * KIB), { level: 9 }).toString('base64');
  const capture = captureFromRequest({
    url: 'https://idp.int.identitysandbox.gov/api/saml/auth2026',
    body: [{ name: 'SAMLRequest', value: packed }],
  });
  const before = process.memoryUsage();
  const start = performance.now();
  const [message] = decodeAll(capture)[0] ?? [];
  const time = performance.now() - start;
  const after = process.memoryUsage();
  const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  const problem =
    message !== undefined && 'decoding' in message ? message.decoding.problem?.detail : undefined;
  console.log(
    `\nBomb of 200 MB in ${(packed.length / KIB).toFixed(0)} kB: ${time.toFixed(1)} ms, ${(grown / KIB / KIB).toFixed(1)} MB. ${problem}`,
  );
}

function print(timings: readonly Timing[]): void {
  for (const timing of timings) console.log(line(timing));
}
