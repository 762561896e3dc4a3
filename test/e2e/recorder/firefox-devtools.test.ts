import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { SANDBOX_IDP } from '../../../playground/hosts.ts';
import { page as html } from '../../../playground/web/exchange.ts';
import { poll } from '../../../scripts/browsers/recording.ts';
import { type FirefoxStage, setUpFirefox } from '../firefox-stage.ts';
import { closeDeveloperTools, openDeveloperTools, toldInFirefox } from '../firefox-toolbox.ts';
import { POLICY_STORIES } from './policy-stories.ts';
import { done, going, PORTAL, STORIES, type Story } from './stories.ts';
import { tellStories } from './tell-stories.ts';

/**
 * With install-time permissions: what Firefox's developer tools tell completes the hops on the other hosts, and has the
 * policies of their pages.
 */

/**
 * A page goes on, or its tab, as soon as it is there. Firefox drops what it knows of a page's requests then, often
 * before it has told of them: see docs/browsers.md.
 */
const GOES_ON_AT_ONCE: ReadonlySet<string> = new Set([
  'callback: meta refresh',
  'callback: script that replaces location',
  'callback: form that posts itself elsewhere',
  'the user comes from an error page of the browser',
  'the user reloads the sign-in page',
  'the user goes back and forward',
  'the user tries again in the same tab',
  'the user goes elsewhere and never finishes',
  'an address that Login.gov does not have, then the right one',
  'SAML by POST, in and out again',
]);

/** No flow begins: webRequest tells nothing of a frame in this page, and DevTools not which frame it was. */
const BEGINS_IN_FRAME = 'a frame';

/** What webNavigation says of an address that cannot be reached; webRequest would have a name for it. */
const withCodes = (story: Story): Story => ({
  ...story,
  expected:
    typeof story.expected === 'string'
      ? story.expected
      : {
          ...story.expected,
          firefox: story.expected.firefox
            .replace('NS_ERROR_PROXY_BAD_GATEWAY', 'Error code 2152400350')
            // The code was that of the address before it, which DevTools says was answered.
            .replace('://result Error code 2152398866', '://result ?'),
        },
});

const AUTHORIZE = `https://${SANDBOX_IDP}/openid_connect/authorize`;

/** webNavigation tells that there is a frame, DevTools what was asked for in it. */
const FRAME: Story = {
  id: 'Login.gov in a frame of a page that is not granted',
  routes: {
    [`GET ${PORTAL}/start`]: () => html(`<!doctype html><iframe src="${AUTHORIZE}"></iframe>`),
    [`GET ${AUTHORIZE}`]: done,
  },
  act: async ({ page }) => void (await page.goto(`${PORTAL}/start`)),
  outside: ['GET portal/start 200'],
  expected: going('unknown', 'GET login.gov/openid_connect/authorize 200'),
};

const TOLD = [...STORIES, ...POLICY_STORIES]
  .filter(
    ({ id, notInDevTools }) => notInDevTools !== true && !GOES_ON_AT_ONCE.has(id) && id !== BEGINS_IN_FRAME,
  )
  .map(withCodes);

describe('Firefox with install-time permissions and developer tools open', () => {
  let stage: FirefoxStage;
  let inspector: Page;
  let page: Page | undefined;

  beforeAll(async () => {
    stage = await setUpFirefox();
    inspector = await stage.firefox.openInspector();
  });

  afterAll(() => stage?.close());

  afterEach(async () => {
    await closeDeveloperTools(stage.firefox);
    await page?.close();
  });

  tellStories([...TOLD, FRAME], async () => {
    const { playground, firefox } = stage;
    page = await firefox.browser.newPage();
    await openDeveloperTools(firefox);
    pressWhenTold(page);
    return { engine: 'firefox', playground, browser: firefox.browser, page, inspector, typed: 'link' };
  });

  /** A person does not press a button within the first quarter of a second: by then the page has been told of. */
  function pressWhenTold(shown: Page): void {
    const press = shown.click.bind(shown);
    shown.click = async (...button) => {
      const documents = stage.playground.log.filter(
        ({ from, destination }) => from === 'browser' && destination === 'document',
      );
      const before = documents.slice(0, -1).findLastIndex(({ location }) => location === undefined);
      const wanted = documents
        .slice(before + 1)
        .map(({ method, status, url }) => `${method} ${status} ${url}`);
      await poll(
        () => toldInFirefox(stage.firefox),
        (told) => wanted.every((each) => told.has(each)),
      );
      await press(...button);
    };
  }
});
