import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordSignIn } from '../../examples/ci/record-sign-in.mjs';
import { SCENARIOS } from '../../playground/scenarios.ts';
import { type Playground, startPlayground } from '../../playground/server.ts';
import { provideBrowser } from '../../scripts/browsers/find-browser.ts';
import { runCli } from '../cli/run-cli.ts';

/** The recipe of docs/ci.md: a sign-in recorded with Playwright, judged with the options of the workflow. */

let playground: Playground;
let executablePath: string;
let folder: string;

beforeAll(async () => {
  playground = await startPlayground();
  executablePath = await provideBrowser('chromium', console.log);
  folder = mkdtempSync(join(tmpdir(), 'login-gov-inspector-ci-'));
});

afterAll(async () => {
  await playground?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function record(id: string): Promise<string> {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error(`There is no scenario ${id}.`);
  const { start, steps, expected } = scenario;
  const har = join(folder, `${id}.har`);
  await recordSignIn({
    har,
    launch: {
      executablePath,
      args: [`--host-resolver-rules=${playground.resolverRules}`, '--no-sandbox', '--disable-gpu'],
    },
    context: { ignoreHTTPSErrors: true },
    signIn: async (page) => {
      await page.goto(start);
      const refused = page.waitForEvent('requestfailed', {
        predicate: (request) => request.isNavigationRequest(),
      });
      for (const { click } of steps) await page.click(click, { noWaitAfter: true });
      const { sees } = expected.chromium;
      await (sees === undefined ? refused : Promise.race([page.waitForSelector(sees), refused]));
      refused.catch(() => undefined);
    },
  });
  return har;
}

/** The options of examples/ci/workflow.yml, without the files that each project has of its own. */
function optionsOfWorkflow(): string[] {
  const workflow = readFileSync('examples/ci/workflow.yml', 'utf8');
  const [, options = ''] = /login-gov-inspector\s([^>]*) sign-in\.har/.exec(workflow) ?? [];
  return options
    .replace(/--(?:portal|ignore) \S+/g, '')
    .trim()
    .split(/\s+/);
}

describe('a sign-in recorded with Playwright', () => {
  test('passes where it is good', async () => {
    const { status, stderr } = await runCli([...optionsOfWorkflow(), await record('oidc-good')]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('fails where Chromium refuses a redirect, and names its address', async () => {
    const { status, stdout, stderr } = await runCli([
      ...optionsOfWorkflow(),
      await record('oidc-gap-after-callback'),
    ]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/: expected to end with "signed in", found: refused by the browser\n$/);
    const [run] = JSON.parse(stdout).runs;
    expect(run.results).toMatchObject([{ ruleId: 'csp-form-action-redirect-gap', level: 'error' }]);
    expect(run.results[0].message.text).toContain('https://app.other.gov/home');
  });
});
