import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OIDC_SP, SANDBOX_IDP } from '../../../playground/hosts.ts';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import {
  type Chromium,
  launchChromium,
  limitAccess,
  openInspector,
  openSilentPage,
} from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { clearRecording, poll, recordedFlows, recordFlows } from '../../../scripts/browsers/recording.ts';
import type { Flow } from '../../../src/core/model/index.ts';
import { captureFromRequest } from '../../../src/index.ts';
import { outline } from './outline.ts';

/** What happens to a recording when the browser takes something away: memory, access, the browser itself. */

const APP = `https://${OIDC_SP}`;
const IDP = `https://${SANDBOX_IDP}`;
const END = 'GET app/signed-in 200';

let playground: Playground;
let executable: string;

beforeAll(async () => {
  playground = await startPlayground();
  executable = await provideBrowser('chromium', console.log);
});

afterAll(() => playground?.close());

function launch(options: { readonly profile?: string; readonly restore?: boolean } = {}): Promise<Chromium> {
  const { resolverRules } = playground;
  return launchChromium({ executable, extension: 'dist', resolverRules, headless: true, ...options });
}

async function beginSignIn(page: Page): Promise<void> {
  await page.goto(`${APP}/sign-in/good`);
  await page.waitForSelector('#submit-sign-in');
}

async function finishSignIn(page: Page): Promise<void> {
  for (const button of ['#submit-sign-in', '#agree']) {
    await page.waitForSelector(button);
    await page.click(button);
  }
  await page.waitForFunction(`location.pathname === '/signed-in'`);
}

/** Just installed, the recorder may not listen yet. */
async function listening(view: Page): Promise<void> {
  const isListening = await poll(
    () =>
      clearRecording(view).then(
        () => true,
        () => false,
      ),
    (answer) => answer,
  );
  expect(isListening).toBe(true);
}

/** Flows as they are once the newest has come to its end. */
function ended(view: Page, end = END): Promise<readonly Flow[]> {
  return poll(
    () => recordedFlows(view),
    (flows) => outline(flows.slice(-1)).includes(end),
  );
}

describe('while the browser goes on', () => {
  let chromium: Chromium;
  let view: Page;
  let page: Page;

  beforeAll(async () => {
    chromium = await launch();
    view = await openInspector(chromium);
    await listening(view);
    page = await chromium.browser.newPage();
  });

  beforeEach(async () => {
    await page.goto('about:blank');
    await clearRecording(view);
  });

  afterAll(() => chromium?.close());

  it('memory is full: the oldest flows go, as many as are told of, and the sign-in is whole', async () => {
    const old = await fill(view);
    await beginSignIn(page);
    await finishSignIn(page);
    const flows = await ended(view, 'app/auth/result');
    const [signIn] = flows.slice(-1);
    expect(outline(signIn === undefined ? [] : [signIn])).toContain('POST login.gov/sign_up/completed 302');
    const kept = old.length + 1 - flows.length;
    expect(kept).toBeGreaterThan(0);
    expect(flows.slice(0, -1).map(({ id }) => id)).toEqual(old.slice(kept).map(({ id }) => id));
    const notice = await view.waitForSelector('[data-testid=dropped]');
    expect(await notice?.evaluate((element) => element.textContent)).toContain(`${kept} oldest flows went`);
  });

  it('access is taken away in the midst of a sign-in: what was recorded stays, the gap is told of', async () => {
    await beginSignIn(page);
    await poll(
      () => recordedFlows(view),
      (flows) => outline(flows).includes('GET login.gov/ 200'),
    );
    const before = outline(await recordedFlows(view));
    await limitAccess(chromium, 'ON_CLICK');
    const [marked] = await poll(
      () => recordedFlows(view),
      ([flow]) => flow?.interruptions !== undefined,
    );
    expect(marked?.interruptions?.map(({ kind }) => kind)).toEqual(['access-removed']);
    await finishSignIn(page);
    await limitAccess(chromium, 'ON_ALL_SITES');
    const [interrupted] = await recordedFlows(view);
    expect(outline(interrupted === undefined ? [] : [interrupted])).toContain(before);
    await page.goto('about:blank');
    await beginSignIn(page);
    await finishSignIn(page);
    const flows = await ended(view, 'app/auth/result');
    expect(flows.length).toBe(2);
    expect(flows[1]?.interruptions).toBeUndefined();
  });
});

describe('when the browser is closed in the midst of a sign-in and opened with its tabs', () => {
  let profile: string;

  beforeAll(() => {
    profile = mkdtempSync(join(tmpdir(), 'login-gov-inspector-profile-'));
  });

  afterAll(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

  it('nothing of it is on disk, and recording goes on with the restored page', async () => {
    const first = await launch({ profile });
    const view = await openSilentPage(first);
    await listening(view);
    const page = await first.browser.newPage();
    await beginSignIn(page);
    const flows = await ended(view, 'GET login.gov/ 200');
    expect(outline(flows)).toContain('GET login.gov/openid_connect/authorize 302');
    const state = /[?&]state=([^&]+)/.exec(JSON.stringify(flows))?.[1] ?? '';
    expect(state.length).toBeGreaterThan(20);
    await view.close();
    await first.close();
    // The browser itself remembers the addresses of tabs; no folder of the extension's may.
    const own = filesOf(profile).filter((file) => /extension/i.test(file.slice(profile.length)));
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((file) => readFileSync(file).includes(state))).toEqual([]);

    const second = await launch({ profile, restore: true });
    try {
      const restored = await second.browser.waitForTarget((target) => target.url().startsWith(IDP));
      const page = await restored.page();
      if (page === null) throw new Error('The restored tab has no page.');
      const view = await openSilentPage(second);
      await page.bringToFront();
      await finishSignIn(page);
      const text = outline(await ended(view, 'app/auth/result'));
      expect(text).toContain('POST login.gov/sign_up/completed 302');
    } finally {
      await second.close();
    }
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

/** Flows of 240 kB, then of 5 kB, until the browser takes no more; in the order of their beginning. */
async function fill(view: Page): Promise<readonly Flow[]> {
  const flows: Flow[] = [];
  for (const padding of [60_000, 1_000]) {
    for (;;) {
      const flow = oldFlow(flows.length, padding);
      const isTaken = await recordFlows(view, [flow]).then(
        () => true,
        () => false,
      );
      if (!isTaken) break;
      flows.push(flow);
    }
  }
  return flows;
}

function oldFlow(at: number, padding: number): Flow {
  const time = Date.UTC(2026, 0, 1) + at;
  const url = `${IDP}/openid_connect/authorize?client_id=app&padding=${'a'.repeat(padding)}`;
  const [flow] = captureFromRequest({ url, time }).flows;
  const [navigation] = flow?.navigations ?? [];
  if (flow === undefined || navigation === undefined) throw new Error('The request began no flow.');
  const navigations = Array.from({ length: 4 }, () => navigation);
  return { ...flow, id: `${time.toString(36)}-${at}`, navigations };
}
