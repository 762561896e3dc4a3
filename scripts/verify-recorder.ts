/** Compares what is recorded of random walks with what the server was asked for; ends with status 1 at a disagreement. */
import { readOptions } from './options.ts';
import { describeWalk } from './verify-recorder/describe.ts';
import { possibleOn, randomWalk } from './verify-recorder/random-walk.ts';
import { shortened } from './verify-recorder/shorten.ts';
import { SETTINGS, type Setting, setStage } from './verify-recorder/stages.ts';
import { tryWalk } from './verify-recorder/try-walk.ts';
import type { Walk } from './verify-recorder/walk.ts';

const USAGE = `npm run verify:recorder -- [options]
  --walks N        random walks (50)
  --seed S         seed of the first, one more for each after it (1)
  --browser NAME   chromium or firefox (chromium)
  --setting NAME   all: access to all hosts (default); install: that of the installation;
                   forced: all hosts, and the worker is stopped by force while an inspector is open;
                   devtools: access of the installation and DevTools
  --minutes N      begins no walk after that time
  --no-shrink      does not look for the shortest walk that shows a disagreement
Each walk that is not recorded as it was is printed with its seed.`;

const values = readOptions(USAGE, {
  walks: { type: 'string', default: '50' },
  seed: { type: 'string', default: '1' },
  browser: { type: 'string', default: 'chromium' },
  setting: { type: 'string', default: 'all' },
  minutes: { type: 'string' },
  'no-shrink': { type: 'boolean' },
  help: { type: 'boolean' },
});
const engine = values.browser === 'firefox' ? 'firefox' : 'chromium';
const setting = settingOf(values.setting);

let walks = 0;
let compared = 0;
let stops = 0;
let wrong = 0;
const stage = await setStage(engine, setting);
try {
  const possible = possibleOn(stage);
  const first = Number(values.seed);
  const end = Date.now() + Number(values.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  for (let seed = first; seed < first + Number(values.walks) && Date.now() < end; seed++) {
    walks++;
    const walk = randomWalk(seed, possible);
    const found = await attempt(walk);
    if (found.length === 0) continue;
    wrong++;
    await report(walk, found);
  }
} finally {
  await stage.close();
}
console.log(
  `${engine}, ${setting}: ${walks} walks from seed ${values.seed}, ${compared} requests, worker stopped ${stops} times, ${wrong} walks with disagreements`,
);
if (wrong > 0) process.exitCode = 1;

async function attempt(walk: Walk): Promise<readonly string[]> {
  const { walked, found } = await tryWalk(walk, stage);
  compared += walked.asked.length;
  stops += walked.stops;
  return found;
}

async function report(walk: Walk, found: readonly string[]): Promise<void> {
  console.log(`\nseed ${walk.seed}:\n${found.map((what) => `  ${what}`).join('\n')}`);
  if (values['no-shrink'] === true) {
    console.log(describeWalk(walk));
    return;
  }
  const isWrong = async (shorter: Walk) => (await attempt(shorter)).length > 0;
  const shortest = await shortened(walk, isWrong);
  if (shortest === undefined) {
    console.log(`  not again\n${describeWalk(walk)}`);
    return;
  }
  const again = await attempt(shortest);
  console.log(`shortest walk:\n${describeWalk(shortest)}\n${again.map((what) => `  ${what}`).join('\n')}`);
}

function settingOf(name: string): Setting {
  const setting = SETTINGS.find((known) => known === name);
  if (setting !== undefined) return setting;
  console.error(USAGE);
  process.exit(2);
}
