/**
 * What recording costs, in real Chromium: `npm run bench:recorder`. A storm of redirects over many tabs (is the cost
 * for each event the same at its end, what does the worker hold), and page loads with and without the extension in
 * turn, beside those of another browser without it and of one whose extension listens to the same events and does
 * nothing. Nothing here fails: the numbers are for people.
 */
import type { CDPSession } from 'puppeteer-core';
import { startPlayground } from '../playground/server.ts';
import { measureOverhead, type Quartiles, servePages } from './bench/overhead.ts';
import { REDIRECTS_PER_CHAIN, readStorm, serveStorm, storm } from './bench/storm.ts';
import {
  type Chromium,
  launchBare,
  launchChromium,
  openSilentPage,
  serviceWorker,
} from './browsers/chromium.ts';
import { provideBrowser } from './browsers/find-browser.ts';
import { poll, recordedFlows } from './browsers/recording.ts';
import { thatOnlyListens, withAllHosts } from './browsers/variants.ts';

const TABS = 20;
const CHAINS = 14;
const ROUNDS = 60;
/** How long the loads of one page may take, in milliseconds. */
const PATIENCE = 30_000;
const MIB = 1024 * 1024;
/** Nodes of a profile in which the worker does nothing. */
const IDLE: ReadonlySet<string> = new Set(['(idle)', '(program)', '(root)']);

const executable = await provideBrowser('chromium', console.log);
const playground = await startPlayground();
serveStorm(playground);
servePages(playground);
const { resolverRules } = playground;
try {
  await benchStorm();
  await benchOverhead();
} finally {
  await playground.close();
}

async function benchStorm(): Promise<void> {
  const extension = withAllHosts('dist');
  const chromium = await launchChromium({ executable, extension, resolverRules, headless: true });
  try {
    const inspector = await openSilentPage(chromium);
    const { client } = await serviceWorker(chromium);
    await storm(chromium.browser, TABS, 1); // Warm-up: code is compiled.
    await inspector.evaluate(`chrome.runtime.sendMessage({ kind: 'clear' })`);
    playground.clearLog();
    const before = await heap(client);
    await client.send('Profiler.enable');
    await client.send('Profiler.setSamplingInterval', { interval: 200 });
    const startedAt = Date.now();
    await client.send('Profiler.start');
    await storm(chromium.browser, TABS, CHAINS);
    const read = async () => readStorm(await recordedFlows(inspector), TABS, CHAINS);
    const { redirects, broken } = await poll(read, (found) => found.broken.length === 0);
    const { profile } = await client.send('Profiler.stop');
    const after = await heap(client);
    const took = Date.now() - startedAt;
    const served = playground.log.filter(({ from, status }) => from === 'browser' && status === 302).length;
    console.log(`Storm: ${TABS} tabs, ${CHAINS} chains of ${REDIRECTS_PER_CHAIN} redirects each, ${took} ms`);
    console.log(`  the server answered ${served} redirects, ${redirects} are recorded`);
    console.log(
      `  broken chains: ${broken.length}${broken
        .slice(0, 5)
        .map((text) => `\n    ${text}`)
        .join('')}`,
    );
    const answers = playground.log
      .filter(({ from }) => from === 'browser')
      .map(({ time }) => time - startedAt);
    const first = busy(profile, answers[0] ?? 0, answers[999] ?? 0) / 1000;
    const last = busy(profile, answers.at(-1000) ?? 0, answers.at(-1) ?? 0) / 1000;
    console.log(
      `  the worker's time for a hop, first thousand: ${first.toFixed(0)} µs, last: ${last.toFixed(0)} µs`,
    );
    console.log(`  ratio last / first: ${(last / first).toFixed(2)}`);
    console.log(
      `  the worker's heap: ${(before / MIB).toFixed(1)} MB before, ${(after / MIB).toFixed(1)} MB after\n`,
    );
  } finally {
    await chromium.close();
  }
}

async function heap(client: CDPSession): Promise<number> {
  await client.send('HeapProfiler.collectGarbage');
  return (await client.send('Runtime.getHeapUsage')).usedSize;
}

interface Profile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
}

/** Microseconds in which the worker did something, between two times in milliseconds since the profile began. */
function busy({ nodes, samples = [], timeDeltas = [] }: Profile, from: number, to: number): number {
  const idle = new Set(nodes.filter(({ callFrame }) => IDLE.has(callFrame.functionName)).map(({ id }) => id));
  let time = 0;
  let sum = 0;
  for (const [at, node] of samples.entries()) {
    const delta = timeDeltas[at + 1] ?? 0;
    time += timeDeltas[at] ?? 0;
    if (!idle.has(node) && time >= from * 1000 && time < to * 1000) sum += delta;
  }
  return sum;
}

async function benchOverhead(): Promise<void> {
  const bare = await launchBare({ executable, resolverRules });
  const bareToo = await launchBare({ executable, resolverRules });
  const extensions: Chromium[] = [];
  const withExtension = async (extension: string) => {
    const chromium = await launchChromium({ executable, extension, resolverRules, headless: true });
    extensions.push(chromium);
    return chromium.browser.newPage();
  };
  try {
    const tabs = {
      bare: await bare.newPage(),
      bareToo: await bareToo.newPage(),
      listening: await withExtension(thatOnlyListens('dist')),
      extended: await withExtension('dist'),
    };
    console.log(`Page loads in ${await bare.version()}; ratios as median (quartiles) of the rounds`);
    const pages = await measureOverhead(tabs, ROUNDS, PATIENCE);
    for (const { name, rounds, without, with: loaded, ratio, listening, reference } of pages) {
      console.log(
        `  ${name}, ${rounds} rounds: ${without.toFixed(1)} ms without, ${loaded.toFixed(1)} ms with the extension`,
      );
      console.log(`    with / without:            ${spread(ratio)}`);
      console.log(`    listening alone / without: ${spread(listening)}`);
      console.log(`    without / without:         ${spread(reference)}`);
    }
  } finally {
    for (const chromium of extensions) await chromium.close();
    await bareToo.close();
    await bare.close();
  }
}

function spread({ lower, median, upper }: Quartiles): string {
  return `${median.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}
