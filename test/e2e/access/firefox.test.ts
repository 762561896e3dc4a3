import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { driveScenario } from '../../../playground/drive.ts';
import { OIDC_SP, SECOND_APP } from '../../../playground/hosts.ts';
import { SCENARIOS } from '../../../playground/scenarios.ts';
import type { Playground } from '../../../playground/server.ts';
import { page as html, redirect } from '../../../playground/web/exchange.ts';
import type { Firefox } from '../../../scripts/browsers/firefox.ts';
import { clearRecording, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { type FirefoxStage, setUpFirefox } from '../firefox-stage.ts';
import { short } from '../recorder/outline.ts';
import { tellOfWindows } from './windows.ts';

/** Access asked for, used at once and taken back in real Firefox, which answers its own question in tests. */

let playground: Playground;
let stage: FirefoxStage;
let firefox: Firefox;
let inspector: Page;
let page: Page;

beforeAll(async () => {
  stage = await setUpFirefox({ preferences: { 'extensions.webextOptionalPermissionPrompts': false } });
  ({ firefox, playground } = stage);
  inspector = await firefox.openInspector();
  page = await firefox.browser.newPage();
});

afterAll(async () => {
  await stage?.close();
});

beforeEach(() => clearRecording(inspector));

async function signIn(): Promise<void> {
  const good = SCENARIOS.find(({ id }) => id === 'oidc-good');
  if (good === undefined) throw new Error('There is no such scenario.');
  await driveScenario(page, good);
}

/** What is known of the last navigation, a line a hop: `app/auth/result 302`, `…/signed-in ?` without an answer. */
async function lastHops(wanted: (hops: readonly string[]) => boolean): Promise<readonly string[]> {
  return poll(async () => {
    const hops = (await recordedFlows(inspector)).at(-1)?.navigations.at(-1)?.hops ?? [];
    return hops.map(({ url, response, gapBefore }) =>
      [gapBefore && '…', short(url), response?.status ?? '?'].filter(Boolean).join(' '),
    );
  }, wanted);
}

/** What the policy reader told of the page at the end of the last navigation. */
const headOfLastPage = () =>
  poll(
    async () => (await recordedFlows(inspector)).at(-1)?.navigations.at(-1)?.hops.at(-1)?.response?.meta,
    (meta) => meta !== undefined,
  );

/** Where the policy reader is registered beside the hosts of the installation. */
async function sitesThatAreRead(): Promise<unknown> {
  const matches = await inspector.evaluate(
    `browser.scripting.getRegisteredContentScripts().then((scripts) => JSON.stringify(scripts.flatMap((script) => script.matches)))`,
  );
  return JSON.parse(String(matches));
}

const isWhole = (hops: readonly string[]) => hops.at(-1) === 'app/signed-in 200';
const isHidden = (hops: readonly string[]) => hops.at(-1)?.includes('app/signed-in ?') === true;
const text = () => inspector.evaluate('document.body.innerText').then(String);

async function press(selector: string): Promise<void> {
  await inspector.bringToFront();
  await inspector.waitForSelector(selector);
  await inspector.click(selector);
}

describe('a site that is not allowed', () => {
  it('is named where its hops are hidden; allowed, it is seen at once; removed, it is hidden again', async () => {
    await signIn();
    expect(await lastHops(isHidden)).toEqual([
      'login.gov/sign_up/completed 302',
      'login.gov/openid_connect/authorize 302',
      'app/auth/result ?',
      '… app/signed-in ?',
    ]);
    await press('[data-testid=allow-hosts]');
    await inspector.waitForSelector('[data-testid=hosts-allowed]');
    expect(await text()).toContain(`${OIDC_SP} is allowed.`);

    await clearRecording(inspector);
    await page.bringToFront();
    await signIn();
    expect(await lastHops(isWhole)).toEqual([
      'login.gov/sign_up/completed 302',
      'login.gov/openid_connect/authorize 302',
      'app/auth/result 302',
      'app/signed-in 200',
    ]);
    expect(await inspector.$('[data-testid=hidden-hops]')).toBeNull();
    expect(await headOfLastPage()).toEqual({ kind: 'read', policies: [] });
    expect(await sitesThatAreRead()).toEqual([`https://${OIDC_SP}/*`]);

    await press('[data-testid=access]');
    await press('[data-testid=added-host] button');
    await inspector.waitForFunction(`document.querySelector('[data-testid=added-host]') === null`);
    await inspector.keyboard.press('Escape');
    await clearRecording(inspector);
    await page.bringToFront();
    await signIn();
    expect(await lastHops(isHidden)).toContain('app/auth/result ?');
    expect(await sitesThatAreRead()).toEqual([]);
  });

  it('may be taken away in the middle of a chain: the recording goes on, with what is left', async () => {
    await signIn();
    await press('[data-testid=allow-all]');
    await inspector.waitForSelector('[data-testid=hosts-allowed]');
    await clearRecording(inspector);
    playground.beforeAnswer(async (_, url) => {
      if (!url.includes('/auth/result')) return;
      await inspector.evaluate(`browser.permissions.remove({ origins: ['<all_urls>'] }).then(String)`);
    });
    try {
      await page.bringToFront();
      await signIn();
    } finally {
      playground.beforeAnswer(undefined);
    }
    const hops = await lastHops(isHidden);
    expect(hops.slice(0, 2)).toEqual([
      'login.gov/sign_up/completed 302',
      'login.gov/openid_connect/authorize 302',
    ]);
    expect(hops.at(-1)).toMatch(/app\/signed-in \?$/);
    await inspector.bringToFront();
    await inspector.waitForSelector('[data-testid=hidden-hops]');
    expect(await text()).toContain(`on ${OIDC_SP}`);
  });
});

describe('Login.gov’s own hosts', () => {
  it('taken away, are told of; given back, are recorded again', async () => {
    await inspector.evaluate(
      `browser.permissions.remove({ origins: ['https://*.identitysandbox.gov/*'] }).then(String)`,
    );
    await press('[data-testid=missing-access] button');
    await inspector.waitForFunction(`document.querySelector('[data-testid=missing-access]') === null`);
    await page.bringToFront();
    await signIn();
    expect(await lastHops(isHidden)).toContain('login.gov/openid_connect/authorize 302');
  });
});

const REFUSAL = `<!doctype html><title>Error | Login.gov</title><main><ul><li>Bad client_id</li></ul></main>`;

describe('another deployment of Login.gov', () => {
  it('is added by its address and recorded like Login.gov itself, until it is removed', async () => {
    const there = `https://${SECOND_APP}`;
    playground.route(`GET ${there}/openid_connect/authorize`, ({ url }) =>
      url.searchParams.has('refused') ? html(REFUSAL, 200) : redirect('/sign-in'),
    );
    playground.route(`GET ${there}/sign-in`, () => html('<!doctype html><p id="there">Sign in</p>'));
    const ask = async () => {
      await page.bringToFront();
      await page.goto(`${there}/openid_connect/authorize?client_id=urn:example:there`);
      await page.waitForSelector('#there');
    };

    await press('[data-testid=access]');
    await inspector.waitForSelector('[data-testid=deployment-address]');
    await inspector.type('[data-testid=deployment-address]', 'portal.elsewhere.gov');
    await inspector.keyboard.press('Enter');
    await inspector.waitForSelector('[data-testid=deployment-problem]');
    await inspector.$eval('[data-testid=deployment-address]', (input) => {
      if (input instanceof HTMLInputElement) input.value = '';
    });
    await inspector.type('[data-testid=deployment-address]', `${there}/any/page`);
    await press('[data-testid=add-deployment]');
    await inspector.waitForSelector('[data-testid=deployment]');
    await ask();
    expect(await lastHops((hops) => hops.at(-1) === 'portal/sign-in 200')).toEqual([
      'portal/openid_connect/authorize 302',
      'portal/sign-in 200',
    ]);
    expect((await recordedFlows(inspector))[0]?.deployments).toEqual([there]);

    await clearRecording(inspector);
    await page.goto(`${there}/openid_connect/authorize?client_id=urn:example:there&refused`);
    const pages = await poll(
      async () => (await recordedFlows(inspector)).map(({ navigations }) => navigations[0]?.page?.messages),
      ([messages]) => messages !== undefined,
    );
    expect(pages).toEqual([['Bad client_id']]);

    await press('[data-testid=deployment] button');
    await inspector.waitForFunction(`document.querySelector('[data-testid=deployment]') === null`);
    await inspector.keyboard.press('Escape');
    expect(await inspector.evaluate(`browser.storage.local.get().then(JSON.stringify)`)).toBe(
      JSON.stringify({ deployments: [] }),
    );
    await clearRecording(inspector);
    await ask();
    await signIn();
    await lastHops(isHidden);
    expect((await recordedFlows(inspector)).map(({ deployments }) => deployments)).toEqual([undefined]);
  });
});

describe('windows', () => {
  tellOfWindows(() => ({
    browser: firefox.browser,
    inspector,
    page,
    allowPrivateWindows: firefox.allowInPrivateWindows,
    openInspector: firefox.openInspector,
  }));
});
