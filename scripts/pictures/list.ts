import { readFileSync } from 'node:fs';
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
  /** Sites that the extension may see; without it all of them. `none`: not even Login.gov's. */
  readonly access?: 'installed' | 'none';
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

/** The refused hop and those before it: there is the story. */
const refusedHop = async (frame: Frame) => {
  await view('redirects')(frame);
  await frame.$eval('[data-testid=hop][data-refused]', (hop) => hop.scrollIntoView({ block: 'end' }));
};

/** Hands over a file of that name, as if it had been dropped. */
async function drop(frame: Frame, name: string, text: string): Promise<void> {
  await frame.evaluate(
    (fileName, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    text,
  );
}

/** A sign-in behind so many answers of another site that it takes some seconds to read. */
function largeHar(): string {
  const har = readFileSync('test/fixtures/har/chromium-oidc-gap.har', 'utf8');
  const { log } = JSON.parse(har);
  const script = { ...log.entries[0], _resourceType: 'script' };
  return JSON.stringify({ log: { ...log, entries: [...Array(8000).fill(script), ...log.entries] } });
}

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
  { name: 'redirects', scenarios: STORY, theme: 'light', ...WIDE, show: refusedHop },
  { name: 'redirects-dark', scenarios: STORY, theme: 'dark', ...WIDE, show: view('redirects') },
  { name: 'redirects-narrow', scenarios: STORY, theme: 'dark', ...NARROW, show: refusedHop },
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
    name: 'export',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('export')(frame);
      await click('export-markdown')(frame);
      await frame.waitForSelector('[data-testid=export-text]');
    },
  },
  {
    name: 'export-narrow',
    scenarios: STORY,
    theme: 'dark',
    ...NARROW,
    show: async (frame) => {
      await click('export')(frame);
      await frame.waitForSelector('[data-testid=export-text]');
    },
  },
  {
    name: 'import',
    scenarios: STORY,
    theme: 'light',
    ...NARROW,
    show: async (frame) => {
      await drop(frame, 'sign-in.har', largeHar());
      await frame.waitForFunction(
        () =>
          (document.querySelector<HTMLProgressElement>('[data-testid=import-progress] progress')?.value ??
            0) > 30,
      );
    },
  },
  {
    name: 'import-failed',
    scenarios: STORY,
    theme: 'dark',
    ...NARROW,
    show: async (frame) => {
      await drop(frame, 'notes.txt', 'The sign-in fails since Tuesday.');
      await frame.waitForSelector('[data-testid=import-failed]');
    },
  },
  {
    name: 'reproduce',
    scenarios: STORY,
    theme: 'light',
    ...WIDE,
    show: async (frame) => {
      await click('reproduce')(frame);
      await frame.waitForSelector('[data-testid=reproduce-dialog]');
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
  {
    name: 'hidden-hops',
    access: 'installed',
    scenarios: STORY,
    theme: 'light',
    ...NARROW,
    show: (frame) => frame.waitForSelector('[data-testid=hidden-hops]').then(() => undefined),
  },
  {
    name: 'interrupted',
    scenarios: ['oidc-gap-after-callback'],
    theme: 'dark',
    ...WIDE,
    show: async (frame) => {
      // The user is still at Login.gov, where Chromium stopped: the sign-in goes on.
      await click('record')(frame);
      await frame.waitForSelector('[data-testid=record][aria-pressed=false]');
      await click('record')(frame);
      await frame.waitForSelector('[data-testid=interruption]');
    },
  },
  {
    name: 'quota-reached',
    scenarios: ['oidc-good'],
    theme: 'light',
    ...NARROW,
    show: async (frame) => {
      await frame.evaluate(`chrome.storage.session.set({ recording: { on: true, dropped: 12 } })`);
      await frame.waitForSelector('[data-testid=dropped]');
    },
  },
  {
    name: 'missing-access',
    access: 'none',
    scenarios: [],
    theme: 'dark',
    ...NARROW,
    show: (frame) => frame.waitForSelector('[data-testid=missing-access]').then(() => undefined),
  },
];
