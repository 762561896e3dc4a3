/** Compares judgeFormAction with what a real browser does; ends with status 1 at a disagreement. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeFormAction } from '../src/core/csp/index.ts';
import { type ChromiumCase, formActionRequest } from '../test/core/csp/chromium-case.ts';
import { type CaseBrowser, launchBrowser, type Observation } from './verify-csp/browser.ts';
import { startCaseServer } from './verify-csp/case-server.ts';
import { type OpenCase, randomCases } from './verify-csp/random-cases.ts';

const USAGE = `npm run verify:csp -- [options]
  --cases N       random policies and redirect chains (1000)
  --seed S        another seed, other cases (1)
  --engine NAME   chromium or firefox (chromium)
  --tabs N        pages at once (3)
  --only 12,34    some of the cases
  --write FILE    keeps what was seen
The first disagreement is printed as a test case.`;

const values = options();
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
  const browser = await launchBrowser(engine, server);
  const results: ChromiumCase[] = [];
  const queue = cases.values();
  const work = async () => {
    for (const testCase of queue) results.push(withVerdict(testCase, await browser.observe(testCase)));
  };
  try {
    await Promise.all(Array.from({ length: Number(values.tabs) }, work));
    return (await lookAgain(results, cases, browser)).sort((a, b) => a.id - b.id);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** On a busy machine word of a refusal may come late, so a disagreement is looked at again with more patience. */
async function lookAgain(results: readonly ChromiumCase[], cases: readonly OpenCase[], browser: CaseBrowser) {
  const settled: ChromiumCase[] = [];
  for (const result of results) {
    const testCase = agrees(result) ? undefined : cases.find(({ id }) => id === result.id);
    settled.push(
      testCase === undefined ? result : withVerdict(testCase, await browser.observe(testCase, 3000)),
    );
  }
  return settled;
}

/** A navigation may stop for a reason that is not a policy: what would come after that is not known. */
function withVerdict(testCase: OpenCase, { reached, refused }: Observation): ChromiumCase {
  if (refused) return { ...testCase, blockedAt: reached };
  const [next] = [testCase.action, ...testCase.redirects.map(({ url }) => url)].slice(reached);
  if (next?.startsWith('http')) console.error(`case ${testCase.id} stopped before ${next}`);
  return { ...testCase, redirects: testCase.redirects.slice(0, reached), blockedAt: null };
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        cases: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        engine: { type: 'string', default: 'chromium' },
        tabs: { type: 'string', default: '3' },
        only: { type: 'string' },
        write: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help !== true) return values;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}
