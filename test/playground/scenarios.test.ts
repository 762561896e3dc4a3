import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SCENARIOS } from '../../playground/scenarios.ts';
import type { Playground } from '../../playground/server.ts';
import { startPlayground } from '../../playground/server.ts';
import type { Visit } from './test-browser.ts';
import { openTestBrowser } from './test-browser.ts';

// Five RSA keys are made at the start of a playground.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let playground: Playground;

beforeAll(async () => {
  playground = await startPlayground();
});
afterAll(() => playground.close());

async function clickThrough(id: string): Promise<Visit> {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (!scenario) throw new Error(`No scenario ${id}`);
  const browser = openTestBrowser(playground);
  let visit = await browser.goto(scenario.start);
  for (const { click } of scenario.steps) visit = await browser.click(visit, click.slice(1));
  return visit;
}

describe('scenarios', () => {
  it('have ids of their own', () => {
    const ids = SCENARIOS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(SCENARIOS)('$id ends on the page promised for Firefox', async ({ id, expected }) => {
    const end = await clickThrough(id);
    expect(end.has(expected.firefox.sees?.slice(1) ?? '')).toBe(true);
  });

  it.each(SCENARIOS.filter(({ expected }) => expected.chromium.refusedUrl !== undefined))(
    '$id asks for the URL that Chromium refuses',
    async ({ id, expected }) => {
      playground.clearLog();
      await clickThrough(id);
      const urls = playground.log.map(({ url }) => url.replace(/\?.*/, ''));
      expect(urls).toContain(expected.chromium.refusedUrl);
      expect(
        playground.log.some(({ location }) => location?.startsWith(`${expected.chromium.refusedUrl}?`)),
      ).toBe(true);
    },
  );

  it('start again in the same browser as if it were the first time', async () => {
    const browser = openTestBrowser(playground);
    for (let round = 0; round < 2; round += 1) {
      const signIn = await browser.goto('https://oidc-sp.example.gov/sign-in/good');
      expect(signIn.title).toBe('Sign in | Login.gov');
      const consent = await browser.click(signIn, 'submit-sign-in');
      expect((await browser.click(consent, 'agree')).text('user')).toBe('user@example.gov');
    }
  });

  it('are all on the scenario page', async () => {
    const index = await openTestBrowser(playground).goto(playground.indexUrl);
    for (const { id, start } of SCENARIOS) expect(index.html).toContain(`id="start-${id}" href="${start}"`);
    expect(index.html).toContain('This is not Login.gov');
  });
});
