import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OIDC_SP, OTHER_APP, SANDBOX_IDP } from '../../../playground/hosts.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import {
  type Chromium,
  launchChromium,
  openInspector,
  openOnlyTab,
  openPanel,
} from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import {
  clearRecording,
  type ExtensionPage,
  inspectRecording,
  poll,
} from '../../../scripts/browsers/recording.ts';
import { withAllHosts } from '../../../scripts/browsers/variants.ts';
import { short } from './outline.ts';
import { type PlainServer, startPlainServer } from './plain-server.ts';
import { POLICY_STORIES, REFUSED_AFTER, REFUSED_BEFORE } from './policy-stories.ts';
import { OFFLINE_HOST, PLAIN_HOST, STORIES } from './stories.ts';
import { type Stage, tellStories } from './tell-stories.ts';

let playground: Playground;
let plain: PlainServer;
let executable: string;

beforeAll(async () => {
  playground = await startPlayground();
  plain = await startPlainServer();
  executable = await provideBrowser('chromium', console.log);
});

afterAll(async () => {
  await plain?.close();
  await playground?.close();
});

function launch(extension: string, devtools: boolean): Promise<Chromium> {
  const unreachable = `MAP ${OFFLINE_HOST} 127.0.0.1:1, MAP ${PLAIN_HOST} 127.0.0.1:${plain.port}`;
  const resolverRules = `${playground.resolverRules}, ${unreachable}`;
  return launchChromium({ executable, extension, resolverRules, headless: true, devtools });
}

async function stage({ browser }: Chromium, page: Page, inspector: ExtensionPage): Promise<Stage> {
  await page.goto('about:blank');
  return { engine: 'chromium', playground, browser, page, inspector, typed: 'typed' };
}

describe('Chromium with install-time permissions and DevTools open', () => {
  let chromium: Chromium;
  let page: Page;
  let inspector: ExtensionPage;

  beforeAll(async () => {
    chromium = await launch('dist', true);
    page = await openOnlyTab(chromium);
    await page.goto(playground.indexUrl);
    inspector = (await openPanel(chromium)).frame;
  });

  afterAll(() => chromium?.close());

  tellStories(
    [...STORIES, ...POLICY_STORIES].filter(({ notInDevTools }) => notInDevTools === undefined),
    () => stage(chromium, page, inspector),
  );
});

describe('Chromium with access to all hosts and DevTools closed', () => {
  let chromium: Chromium;
  let page: Page;
  let inspector: ExtensionPage;

  beforeAll(async () => {
    chromium = await launch(withAllHosts('dist'), false);
    inspector = await openInspector(chromium);
    page = await chromium.browser.newPage();
  });

  afterAll(() => chromium?.close());

  tellStories([...STORIES, ...POLICY_STORIES], () => stage(chromium, page, inspector));

  it.each([
    [
      REFUSED_BEFORE,
      `https://${SANDBOX_IDP}/openid_connect/authorize`,
      `form-action 'self' https://${OIDC_SP}`,
    ],
    [REFUSED_AFTER, `https://${OTHER_APP}/home`, "form-action 'self'"],
  ])('says which policy it was: %s', async (id, refused, policy) => {
    const story = POLICY_STORIES.find((each) => each.id === id);
    const there = await stage(chromium, page, inspector);
    await clearRecording(inspector);
    for (const [address, handler] of Object.entries(story?.routes ?? {})) playground.route(address, handler);
    try {
      await story?.act(there);
    } finally {
      playground.clearRoutes();
    }
    const [flow] = await poll(
      () => inspectRecording(inspector),
      ([found]) => found?.outcome.kind === 'refused-by-browser',
    );
    expect(flow?.outcome.kind).toBe('refused-by-browser');
    expect(
      flow?.formActions.flatMap(({ chromium: by }) =>
        by === null ? [] : [{ url: by.url.split('?')[0], policy: by.policy }],
      ),
    ).toEqual([{ url: refused, policy }]);
  });
});

describe('Chromium with install-time permissions and DevTools closed', () => {
  let chromium: Chromium;
  let page: Page;
  let inspector: ExtensionPage;

  beforeAll(async () => {
    chromium = await launch('dist', false);
    inspector = await openInspector(chromium);
    page = await chromium.browser.newPage();
  });

  afterAll(() => chromium?.close());

  it('still names the address that Chromium refused, behind the hops that it hides', async () => {
    const story = STORIES.find(({ id }) => id === 'a redirect that Chromium refuses');
    for (const [address, handler] of Object.entries(story?.routes ?? {})) playground.route(address, handler);
    try {
      await story?.act(await stage(chromium, page, inspector));
    } finally {
      playground.clearRoutes();
    }
    const [flow] = await poll(
      () => inspectRecording(inspector),
      ([found]) => found?.outcome.kind === 'refused-by-browser',
    );
    expect(flow?.formActions.flatMap(({ chromium: refused }) => refused?.url ?? [])).toEqual([
      `https://${OTHER_APP}/home`,
    ]);
    const last = flow?.navigations.at(-1)?.hops.map(({ url, gapBefore }) => [short(url), gapBefore]);
    expect(last).toEqual([
      ['login.gov/sign_up/completed', undefined],
      ['login.gov/openid_connect/authorize', undefined],
      ['app/auth/result', undefined],
      ['other/home', true],
    ]);
  });
});
