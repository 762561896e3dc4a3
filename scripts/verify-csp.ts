/** Compares judgeFormAction with what a real browser does; ends with status 1 at a disagreement. */
import { writeFileSync } from 'node:fs';
import { ConnectionClosedError } from 'puppeteer-core';
import { judgeFormAction } from '../src/core/csp/index.ts';
import { type ChromiumCase, formActionRequest } from '../test/core/csp/chromium-case.ts';
import { readOptions } from './options.ts';
import { type CaseBrowser, launchBrowser, type Observation } from './verify-csp/browser.ts';
import { type CaseServer, startCaseServer } from './verify-csp/case-server.ts';
import { type OpenCase, randomCases } from './verify-csp/random-cases.ts';

const USAGE = `npm run verify:csp -- [options]
  --cases N       random policies and redirect chains (1000)
  --seed S        another seed, other cases (1)
  --engine NAME   chromium or firefox (chromium)
  --tabs N        pages at once (3)
  --only 12,34    some of the cases
  --write FILE    keeps what was seen
The first disagreement is printed as a test case.`;

/** How often a browser that ended is started anew. */
const MOST_STARTS = 10;

const values = readOptions(USAGE, {
  cases: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
  engine: { type: 'string', default: 'chromium' },
  tabs: { type: 'string', default: '3' },
  only: { type: 'string' },
  write: { type: 'string' },
  help: { type: 'boolean' },
});
const engine = values.engine === 'firefox' ? 'firefox' : 'chromium';
const only = values.only?.split(',').map(Number);
const open = randomCases(Number(values.cases), Number(values.seed)).filter(
  ({ id }) => only?.includes(id) ?? true,
);

const seen = await observeAll(open);
const wrong = seen.filter((real) => !agrees(real));
const refused = seen.filter(({ blockedAt }) => blockedAt !== null).length;
console.log(
  `${engine}: ${seen.length} cases, seed ${values.seed}: ${refused} refused, ${wrong.length} disagreements`,
);
const [first] = wrong;
if (first !== undefined) {
  console.log('judged', judgeFormAction(formActionRequest(first, engine)));
  console.log(JSON.stringify(first, null, 2));
  process.exitCode = 1;
}
if (values.write !== undefined) {
  writeFileSync(values.write, `[\n${seen.map((real) => JSON.stringify(real)).join(',\n')}\n]\n`);
}

function agrees(real: ChromiumCase): boolean {
  return judgeFormAction(formActionRequest(real, engine)).blockedAt === real.blockedAt;
}

async function observeAll(cases: readonly OpenCase[]): Promise<readonly ChromiumCase[]> {
  const server = await startCaseServer(new Map(cases.map((testCase) => [testCase.id, testCase])));
  const results = new Map<number, ChromiumCase>();
  try {
    for (let left = cases, starts = 0; left.length > 0; starts++) {
      if (starts === MOST_STARTS)
        throw new Error(`The browser ended ${starts} times; ${left.length} cases are left.`);
      await observeWithBrowser(left, server, results);
      left = cases.filter(({ id }) => !results.has(id));
    }
  } finally {
    await server.close();
  }
  return [...results.values()].sort((a, b) => a.id - b.id);
}

/** Until all cases are done or the browser is gone: the question which program to start ends it now and then. */
async function observeWithBrowser(
  cases: readonly OpenCase[],
  server: CaseServer,
  results: Map<number, ChromiumCase>,
): Promise<void> {
  const browser = await launchBrowser(engine, server);
  const queue = cases.values();
  const work = async () => {
    for (const testCase of queue) results.set(testCase.id, await observeOne(testCase, browser));
  };
  try {
    await Promise.all(Array.from({ length: Number(values.tabs) }, work));
  } catch (error) {
    if (!(error instanceof ConnectionClosedError)) throw error;
  } finally {
    await browser.close();
  }
}

/** On a busy machine word of a refusal may come late, so a disagreement is looked at again with more patience. */
async function observeOne(testCase: OpenCase, browser: CaseBrowser): Promise<ChromiumCase> {
  const result = withVerdict(testCase, await browser.observe(testCase));
  return agrees(result) ? result : withVerdict(testCase, await browser.observe(testCase, 3000));
}

/** A navigation may stop for a reason that is not a policy: what would come after that is not known. */
function withVerdict(testCase: OpenCase, { reached, refused }: Observation): ChromiumCase {
  if (refused) return { ...testCase, blockedAt: reached };
  const [next] = [testCase.action, ...testCase.redirects.map(({ url }) => url)].slice(reached);
  if (next?.startsWith('http')) console.error(`case ${testCase.id} stopped before ${next}`);
  return { ...testCase, redirects: testCase.redirects.slice(0, reached), blockedAt: null };
}
