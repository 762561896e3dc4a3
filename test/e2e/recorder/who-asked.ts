import { OTHER_APP, SANDBOX_IDP, SECOND_APP } from '../../../playground/hosts.ts';
import { page as html, redirect } from '../../../playground/web/exchange.ts';
import { click, going, nextPage, type Story, type Visit } from './stories.ts';

/** Ways from a site that is not granted to Login.gov, where nothing but the tab tells which page it was. */

const PORTAL = `https://${SECOND_APP}`;
const OTHER = `https://${OTHER_APP}`;
const SAML = `https://${SANDBOX_IDP}/api/saml/auth2026`;
const OIDC = `https://${SANDBOX_IDP}/openid_connect/authorize`;
/** What follows the path must not be kept. */
const START = `${PORTAL}/start?ticket=secret`;
const POSTED = 'POST login.gov/api/saml/auth2026 200';
const ASKED = 'GET login.gov/openid_connect/authorize 200';

const form = (more = '') => `<form method="post" action="${SAML}"${more}><button id="go">go</button></form>`;
const SUBMIT = '<script>document.forms[0].submit()</script>';
const LATER = '<script>setTimeout(() => document.forms[0].submit(), 100)</script>';
const done = () => html('<!doctype html><p id="done">done</p>');

interface Way {
  readonly id: string;
  /** The page at the portal, and the one in its frame. */
  readonly start: string;
  readonly framed?: string;
  /** Causes by browser; the same in both where there is one. */
  readonly cause: string | { readonly chromium: string; readonly firefox: string };
  readonly hop: string;
  /** Firefox tells the extension of no request in a frame of a page that is not granted. */
  readonly isInFrame?: true;
  /** Documents that nobody sees but the server. */
  readonly outside?: readonly string[];
  readonly act?: (visit: Visit) => Promise<void>;
}

const press = async ({ page }: Visit) => {
  await click(page, '#go');
  await page.waitForSelector('#done');
};

const pressForNewTab = async ({ page, browser }: Visit) => {
  const opened = nextPage(browser, page);
  await click(page, '#go');
  const tab = await opened;
  await tab.waitForSelector('#done');
  await tab.close();
};

const waitForFrame = async ({ page }: Visit) => {
  const frame = await page.waitForFrame((candidate) => candidate.url().startsWith(`https://${SANDBOX_IDP}`));
  await frame.waitForSelector('#done');
};

const known = (kind: string) => ({
  chromium: `${kind} with portal shown`,
  firefox: `${kind} of portal`,
});

const WAYS: readonly Way[] = [
  { id: 'a form that posts', start: form(), cause: known('form'), hop: POSTED },
  {
    id: 'a form that posts itself as soon as it is there',
    start: `${form()}${SUBMIT}`,
    cause: known('form'),
    hop: POSTED,
    act: async ({ page }) => void (await page.waitForSelector('#done')),
  },
  {
    id: 'a form of a page that lets out no Referer',
    start: `<meta name="referrer" content="no-referrer">${form()}`,
    cause: known('form'),
    hop: POSTED,
  },
  { id: 'a link', start: `<a id="go" href="${OIDC}">go</a>`, cause: known('link'), hop: ASKED },
  {
    id: 'a link that the site redirects',
    start: '<a id="go" href="/login">go</a>',
    cause: known('link'),
    hop: ASKED,
    outside: ['GET portal/login 302'],
  },
  {
    id: 'a form that the site redirects',
    start: '<form method="post" action="/login"><button id="go">go</button></form>',
    cause: known('form'),
    hop: ASKED,
    outside: ['POST portal/login 303'],
  },
  {
    id: 'an address that is typed while a page is shown',
    start: '',
    cause: 'typed',
    hop: ASKED,
    act: async ({ page }) => void (await page.goto(OIDC)),
  },
  {
    id: 'a window that a script opens',
    start: `<button id="go" onclick="window.open('${OIDC}', '', 'width=500,height=500')">go</button>`,
    cause: known('link'),
    hop: ASKED,
    act: pressForNewTab,
  },
  {
    id: 'a link to a new tab',
    start: `<a id="go" target="_blank" href="/login">go</a>`,
    cause: known('link'),
    hop: ASKED,
    outside: ['GET portal/login 302'],
    act: pressForNewTab,
  },
  {
    id: 'a form that posts to a new tab',
    start: form(' target="_blank"'),
    cause: known('form'),
    hop: POSTED,
    act: pressForNewTab,
  },
  {
    id: 'a form in a frame',
    start: `<iframe src="${OTHER}/framed"></iframe>`,
    framed: `${form()}${LATER}`,
    cause: { chromium: 'form with other shown', firefox: 'unknown' },
    hop: POSTED,
    isInFrame: true,
    outside: ['GET other/framed 200'],
    act: waitForFrame,
  },
  {
    id: 'a form that posts into a frame: what is said is true, and no more than is known',
    start: `<iframe name="inner" src="${OTHER}/framed"></iframe>${form(' target="inner"')}`,
    framed: '<p>framed</p>',
    cause: { chromium: 'form with other shown', firefox: 'unknown' },
    hop: POSTED,
    isInFrame: true,
    outside: ['GET other/framed 200'],
    act: async (visit) => {
      await visit.page.waitForFrame((candidate) => candidate.url().startsWith(OTHER));
      await click(visit.page, '#go');
      await waitForFrame(visit);
    },
  },
];

function storyOf({ id, start, framed, cause, hop, isInFrame, outside = [], act = press }: Way): Story {
  const [chromium, firefox] =
    typeof cause === 'string' ? [cause, cause] : ([cause.chromium, cause.firefox] as const);
  return {
    id,
    routes: {
      [`GET ${PORTAL}/start`]: () => html(`<!doctype html>${start}`),
      [`GET ${PORTAL}/login`]: () => redirect(OIDC),
      [`POST ${PORTAL}/login`]: () => redirect(OIDC, 303),
      [`GET ${OTHER}/framed`]: () => html(`<!doctype html>${framed ?? ''}`),
      [`GET ${OIDC}`]: done,
      [`POST ${SAML}`]: done,
    },
    act: async (visit) => {
      await visit.page.goto(START);
      await act(visit);
    },
    outside: ['GET portal/start 200', ...outside, ...(isInFrame === true ? [hop] : [])],
    expected: {
      chromium: going(chromium, hop),
      firefox: going(firefox, isInFrame === true ? '? login.gov/api/saml/auth2026 ?' : hop),
    },
  };
}

export const WAYS_TO_LOGIN_GOV: readonly Story[] = WAYS.map(storyOf);
