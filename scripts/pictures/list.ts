import type { Frame, Page } from 'puppeteer-core';

/** What is photographed. Every view and state once; light and dark, narrow and wide by turns. */

interface Picture {
  /** Of the file, without `.png`. */
  readonly name: string;
  /** Ids of the playground's scenarios, in order: the last one is the newest flow, which is shown. */
  readonly scenarios: readonly string[];
  readonly theme: 'light' | 'dark';
}

export interface PanelPicture extends Picture {
  readonly show?: (frame: Frame) => Promise<void>;
}

export interface TabPicture extends Picture {
  readonly width: number;
  readonly height: number;
  readonly show?: (frame: Frame, tab: Page) => Promise<void>;
}

const STORY = ['oidc-good', 'saml-misspelt-context', 'saml-good-post', 'oidc-gap-after-callback'];

const click = (testId: string) => async (frame: Frame) => {
  await frame.waitForSelector(`[data-testid=${testId}]`);
  await frame.click(`[data-testid=${testId}]`);
};

const view = (id: string) => click(`tab-${id}`);

export const PANEL_PICTURES: readonly PanelPicture[] = [
  { name: 'devtools', scenarios: ['oidc-good', 'oidc-gap-after-callback'], theme: 'light' },
  { name: 'devtools-dark', scenarios: STORY, theme: 'dark' },
];

const WIDE = { width: 1100, height: 700 } as const;
const NARROW = { width: 320, height: 640 } as const;

/** The first one is of an inspector that never recorded; filters, once shown, stay. */
export const TAB_PICTURES: readonly TabPicture[] = [
  { name: 'first-use', scenarios: [], theme: 'light', ...WIDE },
  { name: 'overview', scenarios: STORY, theme: 'light', ...WIDE },
  { name: 'overview-narrow', scenarios: STORY, theme: 'light', ...NARROW },
  { name: 'redirects', scenarios: STORY, theme: 'light', ...WIDE, show: view('redirects') },
  { name: 'redirects-dark', scenarios: STORY, theme: 'dark', ...WIDE, show: view('redirects') },
  { name: 'redirects-narrow', scenarios: STORY, theme: 'dark', ...NARROW, show: view('redirects') },
  {
    name: 'redirects-table',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await view('redirects')(frame);
      await click('view-table')(frame);
    },
  },
  {
    name: 'request',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await view('redirects')(frame);
      await click('view-diagram')(frame);
      await view('request')(frame);
    },
  },
  { name: 'response', scenarios: STORY, theme: 'dark', ...WIDE, show: view('response') },
  { name: 'csp', scenarios: STORY, theme: 'light', ...WIDE, show: view('csp') },
  { name: 'csp-narrow', scenarios: STORY, theme: 'dark', ...NARROW, show: view('csp') },
  { name: 'raw', scenarios: STORY, theme: 'light', ...WIDE, show: view('raw') },
  {
    name: 'search',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame, tab) => {
      await view('request')(frame);
      await tab.keyboard.down('Control');
      await tab.keyboard.press('f');
      await tab.keyboard.up('Control');
      await frame.waitForSelector('[data-testid=find]');
      await tab.keyboard.type('redirect_uri');
      for (let place = 0; place < 3; place += 1) await tab.keyboard.press('Enter');
    },
  },
  {
    name: 'compare',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('compare-toggle')(frame);
      await frame.waitForSelector('[data-testid=compare-count]');
    },
  },
  {
    name: 'compare-narrow',
    scenarios: STORY,
    theme: 'dark',
    ...NARROW,
    show: async (frame) => {
      await click('compare-toggle')(frame);
      await frame.waitForSelector('[data-testid=compare-count]');
    },
  },
  {
    name: 'portal',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('portal')(frame);
      await frame.waitForSelector('[data-testid=field-issuer]');
    },
  },
  {
    name: 'access',
    scenarios: STORY,
    theme: 'dark',
    ...WIDE,
    show: async (frame) => {
      await click('access')(frame);
      await frame.waitForSelector('dialog[open]');
    },
  },
  {
    name: 'keyboard',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('help')(frame);
      await frame.waitForSelector('dialog[open]');
    },
  },
  {
    name: 'saml-request',
    scenarios: ['saml-misspelt-context'],
    theme: 'dark',
    ...WIDE,
    show: view('request'),
  },
  { name: 'signature', scenarios: ['saml-sha1'], theme: 'light', ...WIDE, show: view('signature') },
  {
    name: 'paused',
    scenarios: [],
    theme: 'dark',
    ...NARROW,
    show: async (frame) => {
      await click('record')(frame);
      await frame.waitForSelector('[data-testid=record][aria-pressed=false]');
    },
  },
  {
    name: 'sample',
    scenarios: [],
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('record')(frame);
      await click('open-sample')(frame);
      await frame.waitForSelector('[data-testid=refused-card]');
    },
  },
  {
    name: 'filters',
    scenarios: STORY,
    theme: 'dark',
    ...WIDE,
    show: async (frame) => {
      await click('filters')(frame);
      await frame.select('[data-testid=filter-severity]', 'warning');
      await frame.waitForSelector('[data-testid=clear-filters]');
    },
  },
];
