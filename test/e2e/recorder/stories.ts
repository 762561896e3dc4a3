import type { Browser, Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { OIDC_SP, OTHER_APP, SAML_SP, SANDBOX_IDP, SECOND_APP } from '../../../playground/hosts.ts';
import { type Handler, page as html, redirect } from '../../../playground/web/exchange.ts';

/** One way through a sign-in, and what must be recorded of it. */
export interface Story {
  readonly id: string;
  /** Answers in place of the playground's, by method and address. */
  readonly routes?: Readonly<Record<string, Handler>>;
  readonly act: (visit: Visit) => Promise<void>;
  /** The outline of all flows; where the browsers differ, one for each. */
  readonly expected: string | { readonly chromium: string; readonly firefox: string };
  /** Documents that were asked for and belong to no flow. */
  readonly outside?: readonly string[];
  /** In tabs or frames whose DevTools come too late or tell nothing. */
  readonly notInDevTools?: true;
}

export interface Visit {
  readonly page: Page;
  readonly browser: Browser;
}

export const PORTAL = `https://${SECOND_APP}`;
export const OTHER = `https://${OTHER_APP}`;
const IDP = `https://${SANDBOX_IDP}`;
export const APP = `https://${OIDC_SP}`;
const SAML_APP = `https://${SAML_SP}`;
export const CALLBACK = `GET ${APP}/auth/result`;
const PATIENCE = 20_000;
/** Hosts that cannot be reached: there is no server, or it does not speak TLS. */
export const OFFLINE_HOST = 'offline.example.gov';
export const PLAIN_HOST = 'plain.example.gov';

/** A navigation in an outline. */
export const going = (cause: string, ...hops: readonly string[]) =>
  [cause, ...hops.map((hop) => `  ${hop}`)].join('\n');
const flows = (...all: readonly string[]) => all.join('\n\n');
export const flow = (...navigations: readonly string[]) => navigations.join('\n');

export const ASKED = [
  'GET app/sign-in/good 302',
  'GET login.gov/openid_connect/authorize 302',
  'GET login.gov/ 200',
];
export const PASSWORD = going(
  'form of login.gov/ with its policy',
  'POST login.gov/ 302',
  'GET login.gov/openid_connect/authorize 302',
  'GET login.gov/sign_up/completed 200',
);
const CONSENT = ['POST login.gov/sign_up/completed 302', 'GET login.gov/openid_connect/authorize 302'];
export const returning = (...hops: readonly string[]) =>
  going('form of login.gov/sign_up/completed with its policy', ...CONSENT, ...hops);
const RETURN = returning('GET app/auth/result 302', 'GET app/signed-in 200');

const MISTAKEN = going('typed', 'GET app/sign-in/mistaken 302', 'GET login.gov/openid_connect/authorise 404');

export async function click(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector, { timeout: PATIENCE });
  await page.click(selector);
}

/** The tab or window that opens next, once its address is there. */
export async function nextPage(browser: Browser, opener: Page): Promise<Page> {
  const before = await browser.pages();
  for (;;) {
    const opened = (await browser.pages()).find(
      (candidate) => !before.includes(candidate) && candidate !== opener,
    );
    if (opened !== undefined) return opened;
    await sleep(100);
  }
}

export async function signIn(page: Page, sees = '#signed-in'): Promise<void> {
  await click(page, '#submit-sign-in');
  await click(page, '#agree');
  await page.waitForSelector(sees, { timeout: PATIENCE });
}

export const start = `${APP}/sign-in/good`;

/** From a page of the portal to the sign-in in some way. */
const leaving = (
  id: string,
  leave: string,
  cause: Story['expected'],
  ways: Readonly<Record<string, Handler>> = {},
  between: readonly string[] = [],
): Story => {
  const whole = (first: string) => flow(going(first, ...between, ...ASKED), PASSWORD, RETURN);
  return {
    id,
    routes: { [`GET ${PORTAL}/start`]: () => html(`<!doctype html>${leave}`), ...ways },
    act: async ({ page }) => {
      await page.goto(`${PORTAL}/start`);
      if (leave.includes('id="go"')) await click(page, '#go');
      await signIn(page);
    },
    outside: ['GET portal/start 200'],
    expected:
      typeof cause === 'string'
        ? whole(cause)
        : { chromium: whole(cause.chromium), firefox: whole(cause.firefox) },
  };
};

/** A sign-in whose callback is answered in some way. */
const answered = (
  id: string,
  routes: Readonly<Record<string, Handler>>,
  sees: string,
  ...then: readonly string[]
): Story => ({
  id: `callback: ${id}`,
  routes,
  act: async ({ page }) => {
    await page.goto(start);
    await signIn(page, sees);
  },
  expected: flow(going('typed', ...ASKED), PASSWORD, ...then),
});

/** A callback whose page goes on to /home by itself. */
const scripted = (
  id: string,
  routes: Readonly<Record<string, Handler>>,
  causes: { readonly chromium: string; readonly firefox: string },
): Story => {
  const whole = (cause: string) =>
    flow(
      going('typed', ...ASKED),
      PASSWORD,
      returning('GET app/auth/result 200'),
      going(cause, 'GET app/home 200'),
    );
  return {
    ...answered(id, routes, '#done'),
    expected: { chromium: whole(causes.chromium), firefox: whole(causes.firefox) },
  };
};

export const done = () => html('<!doctype html><p id="done">done</p>');
export const auto = (form: string) =>
  html(
    `<!doctype html>${form}<script>setTimeout(() => document.querySelector('form').submit(), 50)</script>`,
  );
export const sleep = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** Through the redirects of every status, from a link or from a form. */
const redirected = (status: number, form: boolean): Story =>
  leaving(
    `${form ? 'POST' : 'GET'} redirected with ${status}`,
    form
      ? `<form method="post" action="${PORTAL}/way"><button id="go">go</button></form>`
      : `<a id="go" href="${PORTAL}/way">go</a>`,
    form ? 'form of portal' : 'link of portal',
    {
      [`${form ? 'POST' : 'GET'} ${PORTAL}/way`]: () => redirect(`${PORTAL}/further`, status),
      [`GET ${PORTAL}/further`]: () => redirect(start),
      [`POST ${PORTAL}/further`]: () => redirect(start, 303),
    },
    [
      `${form ? 'POST' : 'GET'} portal/way ${status}`,
      form && status > 303 ? 'POST portal/further 303' : 'GET portal/further 302',
    ],
  );

const ENTRANCES: readonly Story[] = [
  {
    id: 'typed address',
    act: async ({ page }) => {
      await page.goto(start);
      await signIn(page);
    },
    expected: flow(going('typed', ...ASKED), PASSWORD, RETURN),
  },
  leaving('link', `<a id="go" href="${start}">go</a>`, 'link of portal'),
  leaving('form with GET', `<form action="${start}"><button id="go">go</button></form>`, 'form of portal'),
  leaving(
    'script that sets location',
    `<script>setTimeout(() => { location.href = '${start}' }, 50)</script>`,
    'link of portal',
  ),
  leaving(
    'script that replaces location',
    `<script>setTimeout(() => location.replace('${start}'), 50)</script>`,
    { chromium: 'client-redirect of portal', firefox: 'link of portal' },
  ),
  leaving(
    'meta refresh',
    `<meta http-equiv="refresh" content="0; url=${start}">`,
    'client-redirect of portal',
  ),
  leaving(
    'form that submits itself',
    `<form action="${start}"></form><script>setTimeout(() => document.querySelector('form').submit(), 50)</script>`,
    'form of portal',
  ),
  ...[301, 302, 303, 307, 308].flatMap((status) => [redirected(status, false), redirected(status, true)]),
];

const ANSWERS: readonly Story[] = [
  answered(
    'redirects of its own',
    {
      [CALLBACK]: () => redirect('/one', 303),
      [`GET ${APP}/one`]: () => redirect('/two', 307),
      [`GET ${APP}/two`]: () => redirect('/three', 301),
      [`GET ${APP}/three`]: done,
    },
    '#done',
    returning('GET app/auth/result 303', 'GET app/one 307', 'GET app/two 301', 'GET app/three 200'),
  ),
  answered(
    'meta refresh',
    {
      [CALLBACK]: () => html('<!doctype html><meta http-equiv="refresh" content="0; url=/home">'),
      [`GET ${APP}/home`]: done,
    },
    '#done',
    returning('GET app/auth/result 200'),
    going('client-redirect of app', 'GET app/home 200'),
  ),
  scripted(
    'script that replaces location',
    {
      [CALLBACK]: () =>
        html(`<!doctype html><script>setTimeout(() => location.replace('/home'), 50)</script>`),
      [`GET ${APP}/home`]: done,
    },
    { chromium: 'client-redirect of app', firefox: 'link of app' },
  ),
  answered(
    'server error',
    { [CALLBACK]: () => html('<p id="done">no</p>', 500) },
    '#done',
    returning('GET app/auth/result 500'),
  ),
  {
    ...answered(
      'no content',
      { [CALLBACK]: () => ({ status: 204, headers: {} }) },
      '#agree',
      returning('GET app/auth/result 204'),
    ),
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#submit-sign-in');
      await click(page, '#agree');
      await sleep(1000);
    },
  },
  {
    ...answered(
      'download',
      {
        [CALLBACK]: () => ({
          status: 200,
          headers: {
            'content-type': 'application/octet-stream',
            'content-disposition': 'attachment; filename=x.bin',
          },
          body: 'x',
        }),
      },
      '#agree',
      returning('GET app/auth/result 200'),
    ),
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#submit-sign-in');
      await click(page, '#agree');
      await sleep(1500);
    },
  },
  {
    id: 'callback: form that posts itself elsewhere',
    routes: {
      [CALLBACK]: () =>
        auto(`<form method="post" action="${APP}/handover"><input name="x" value="1"></form>`),
      [`POST ${APP}/handover`]: () => redirect('/home', 303),
      [`GET ${APP}/home`]: done,
    },
    act: async ({ page }) => {
      await page.goto(start);
      await signIn(page, '#done');
    },
    expected: flow(
      going('typed', ...ASKED),
      PASSWORD,
      returning('GET app/auth/result 200'),
      going('form of app', 'POST app/handover 303', 'GET app/home 200'),
    ),
  },
];

/** Login.gov redirects by script in this environment, so that no form governs what comes after it. */
const CLIENT_SIDE = `${APP}/sign-in/client-side`;
const DEV_ASKED = [
  'GET app/sign-in/client-side 302',
  'GET dev.login.gov/openid_connect/authorize 302',
  'GET dev.login.gov/ 200',
];
const DEV_PASSWORD = going(
  'form of dev.login.gov/ with its policy',
  'POST dev.login.gov/ 302',
  'GET dev.login.gov/openid_connect/authorize 302',
  'GET dev.login.gov/sign_up/completed 200',
);
const DEV_CONSENT = going(
  'form of dev.login.gov/sign_up/completed with its policy',
  'POST dev.login.gov/sign_up/completed 302',
  'GET dev.login.gov/openid_connect/authorize 200',
);

/** A callback after a link, which redirects to what cannot be reached. */
const unreachable = (id: string, to: string, error: { chromium: string; firefox: string }): Story => {
  const whole = (last: string) =>
    flow(
      going('typed', ...DEV_ASKED),
      DEV_PASSWORD,
      DEV_CONSENT,
      going(
        'link of dev.login.gov/openid_connect/authorize with its policy',
        'GET app/auth/result 302',
        last,
      ),
    );
  return {
    id: `callback redirects to ${id}`,
    routes: { [CALLBACK]: () => redirect(to) },
    act: async ({ page }) => {
      await page.goto(CLIENT_SIDE);
      await click(page, '#submit-sign-in');
      await click(page, '#agree');
      await sleep(2_000);
    },
    expected: { chromium: whole(error.chromium), firefox: whole(error.firefox) },
  };
};

/** Firefox reaches the playground through a proxy, which knows none of these hosts. */
const PROXY_ERROR = 'NS_ERROR_PROXY_BAD_GATEWAY';

const UNREACHABLE: readonly Story[] = [
  {
    id: 'Login.gov redirects by script',
    act: async ({ page }) => {
      await page.goto(CLIENT_SIDE);
      await signIn(page);
    },
    expected: flow(
      going('typed', ...DEV_ASKED),
      DEV_PASSWORD,
      DEV_CONSENT,
      going(
        'link of dev.login.gov/openid_connect/authorize with its policy',
        'GET app/auth/result 302',
        'GET app/signed-in 200',
      ),
    ),
  },
  unreachable('a host that has no address', 'https://nowhere.example.gov/', {
    chromium: 'GET nowhere.example.gov/ net::ERR_NAME_NOT_RESOLVED',
    firefox: `GET nowhere.example.gov/ ${PROXY_ERROR}`,
  }),
  unreachable('a host where nobody listens', `https://${OFFLINE_HOST}/`, {
    chromium: `GET ${OFFLINE_HOST}/ net::ERR_CONNECTION_REFUSED`,
    firefox: `GET ${OFFLINE_HOST}/ ${PROXY_ERROR}`,
  }),
  unreachable('a host without TLS', `https://${PLAIN_HOST}/`, {
    chromium: `GET ${PLAIN_HOST}/ net::ERR_SSL_PROTOCOL_ERROR`,
    firefox: `GET ${PLAIN_HOST}/ ${PROXY_ERROR}`,
  }),
  unreachable('an application by its own scheme', 'gov.example.app://result', {
    chromium: 'GET gov.example.app://result net::ERR_ABORTED',
    firefox: 'GET gov.example.app://result Error code 2152398866',
  }),
];

/** The portal's page comes out of the cache of pages: nothing is asked of its server. */
const backAndForward = (again: string) =>
  flow(
    going('link of portal', ...ASKED),
    going('back-forward', '? portal/start ?'),
    going('back-forward', again),
    PASSWORD,
    RETURN,
  );

const THE_USER: readonly Story[] = [
  {
    id: 'the user reloads the sign-in page',
    act: async ({ page }) => {
      await page.goto(start);
      await page.waitForSelector('#submit-sign-in');
      await page.reload();
      await signIn(page);
    },
    expected: flow(going('typed', ...ASKED), going('reload', 'GET login.gov/ 200'), PASSWORD, RETURN),
  },
  {
    id: 'the user goes back and forward',
    routes: { [`GET ${PORTAL}/start`]: () => html(`<!doctype html><a id="go" href="${start}">go</a>`) },
    act: async ({ page }) => {
      await page.goto(`${PORTAL}/start`);
      await click(page, '#go');
      await page.waitForSelector('#submit-sign-in');
      await page.evaluate('history.back()');
      await page.waitForSelector('#go');
      await page.evaluate('history.forward()');
      await signIn(page);
    },
    outside: ['GET portal/start 200'],
    expected: {
      chromium: backAndForward('? login.gov/ ?'),
      // Login.gov's page is not kept in its cache of pages, and asked for again.
      firefox: backAndForward('GET login.gov/ 200'),
    },
  },
  {
    // Chromium's DevTools list the redirect then, and do not report it.
    id: 'the user comes from an error page of the browser',
    act: async ({ page }) => {
      await expect(page.goto(`https://${OFFLINE_HOST}/`)).rejects.toThrow();
      await page.goto(start);
      await signIn(page);
    },
    expected: flow(going('typed', ...ASKED), PASSWORD, RETURN),
  },
  {
    id: 'the user tries again in the same tab',
    act: async ({ page }) => {
      await page.goto(start);
      await page.waitForSelector('#submit-sign-in');
      await page.goto(start);
      await signIn(page);
    },
    expected: {
      chromium: flows(going('typed', ...ASKED), flow(going('typed', ...ASKED), PASSWORD, RETURN)),
      // WebDriver opens an address there as if the page had a link to it.
      firefox: flows(
        going('typed', ...ASKED),
        flow(going('link of login.gov/ with its policy', ...ASKED), PASSWORD, RETURN),
      ),
    },
  },
  {
    id: 'the user tries again in another tab',
    notInDevTools: true,
    act: async ({ page, browser }) => {
      await page.goto(start);
      await page.waitForSelector('#submit-sign-in');
      const other = await browser.newPage();
      await other.goto(start);
      await signIn(other);
      await other.close();
    },
    expected: flows(going('typed', ...ASKED), flow(going('typed', ...ASKED), PASSWORD, RETURN)),
  },
  {
    id: 'the user goes elsewhere and never finishes',
    routes: { [`GET ${PORTAL}/elsewhere`]: done },
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#submit-sign-in');
      await page.waitForSelector('#agree');
      await page.goto(`${PORTAL}/elsewhere`);
    },
    outside: ['GET portal/elsewhere 200'],
    expected: {
      chromium: flow(going('typed', ...ASKED), PASSWORD),
      firefox: flow(
        going('typed', ...ASKED),
        PASSWORD,
        going('link of login.gov/sign_up/completed with its policy', 'GET portal/elsewhere 200'),
      ),
    },
  },
  {
    id: 'the user fills in another form of Login.gov',
    routes: {
      [`GET ${IDP}/`]: () =>
        html(`<!doctype html><form method="post" action="/otp"><input name="code" value="123456"><button id="otp">go</button></form>
          <form method="post" action="/"><button id="submit-sign-in">sign in</button></form>`),
      [`POST ${IDP}/otp`]: () => redirect('/', 303),
    },
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#otp');
      await sleep(300);
      await signIn(page);
    },
    expected: flow(
      going('typed', ...ASKED),
      going('form of login.gov/', 'POST login.gov/otp 303', 'GET login.gov/ 200'),
      PASSWORD.replace(' with its policy', ''),
      RETURN,
    ),
  },
  {
    id: 'a popup',
    notInDevTools: true,
    routes: {
      [`GET ${PORTAL}/start`]: () =>
        html(
          `<!doctype html><button id="go" onclick="window.open('${start}', '', 'width=500,height=500')">go</button>`,
        ),
    },
    act: async ({ page, browser }) => {
      await page.goto(`${PORTAL}/start`);
      const opened = nextPage(browser, page);
      await click(page, '#go');
      const popup = await opened;
      await signIn(popup);
      await popup.close();
    },
    outside: ['GET portal/start 200'],
    expected: flow(going('link of portal', ...ASKED), PASSWORD, RETURN),
  },
  {
    id: 'a link to a new tab',
    notInDevTools: true,
    routes: {
      [`GET ${PORTAL}/start`]: () => html(`<!doctype html><a id="go" target="_blank" href="${start}">go</a>`),
    },
    act: async ({ page, browser }) => {
      await page.goto(`${PORTAL}/start`);
      const opened = nextPage(browser, page);
      await click(page, '#go');
      const tab = await opened;
      await signIn(tab);
      await tab.close();
    },
    outside: ['GET portal/start 200'],
    expected: flow(going('link of portal', ...ASKED), PASSWORD, RETURN),
  },
  {
    id: 'a frame',
    routes: {
      [`GET ${PORTAL}/start`]: () =>
        html(`<!doctype html><iframe src="${start}" width="600" height="400"></iframe>`),
    },
    act: async ({ page }) => {
      await page.goto(`${PORTAL}/start`);
      await sleep(1_500);
    },
    outside: ['GET portal/start 200'],
    expected: going('unknown', ...ASKED),
  },
  {
    id: 'a frame whose page goes on by itself',
    notInDevTools: true,
    routes: {
      [`GET ${PORTAL}/start`]: () => html(`<!doctype html><iframe src="${start}"></iframe>`),
      [`GET ${IDP}/openid_connect/authorize`]: () => redirect(`${APP}/auth/result`),
      [CALLBACK]: () => html(`<!doctype html><script>location.replace('/home')</script>`),
      [`GET ${APP}/home`]: done,
    },
    act: async ({ page }) => {
      await page.goto(`${PORTAL}/start`);
      await sleep(1_500);
    },
    outside: ['GET portal/start 200'],
    expected: flow(
      going(
        'unknown',
        'GET app/sign-in/good 302',
        'GET login.gov/openid_connect/authorize 302',
        'GET app/auth/result 200',
      ),
      going('unknown', 'GET app/home 200'),
    ),
  },
  {
    id: 'a redirect that Chromium refuses',
    routes: {
      [CALLBACK]: () => redirect('/session'),
      [`GET ${APP}/session`]: () => redirect(`${OTHER}/home`),
      [`GET ${OTHER}/home`]: done,
    },
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#submit-sign-in');
      await click(page, '#agree');
      await sleep(1_500);
    },
    expected: {
      chromium: flow(
        going('typed', ...ASKED),
        PASSWORD,
        returning('GET app/auth/result 302', 'GET app/session 302', 'GET other/home net::ERR_ABORTED'),
      ),
      firefox: flow(
        going('typed', ...ASKED),
        PASSWORD,
        returning('GET app/auth/result 302', 'GET app/session 302', 'GET other/home 200'),
      ),
    },
  },
  {
    id: 'an address that Login.gov does not have, then the right one',
    routes: {
      [`GET ${APP}/sign-in/mistaken`]: () =>
        redirect(`${IDP}/openid_connect/authorise?client_id=urn:example`),
    },
    act: async ({ page }) => {
      await page.goto(`${APP}/sign-in/mistaken`);
      await page.goto(start);
      await signIn(page);
    },
    expected: {
      chromium: flows(MISTAKEN, flow(going('typed', ...ASKED), PASSWORD, RETURN)),
      firefox: flows(
        MISTAKEN,
        flow(going('link of login.gov/openid_connect/authorise with its policy', ...ASKED), PASSWORD, RETURN),
      ),
    },
  },
  {
    id: 'OpenID Connect, in and out again',
    act: async ({ page }) => {
      await page.goto(start);
      await signIn(page);
      await sleep(1_100);
      await click(page, '#sign-out');
      await click(page, '#confirm-logout');
      await page.waitForSelector('#signed-out');
    },
    expected: flows(
      flow(going('typed', ...ASKED), PASSWORD, RETURN),
      flow(
        going('link of app', 'GET app/logout 302', 'GET login.gov/openid_connect/logout 200'),
        going(
          'form of login.gov/openid_connect/logout with its policy',
          'POST login.gov/openid_connect/logout 302',
          'GET app/logout/result 200',
        ),
      ),
    ),
  },
  {
    id: 'SAML by POST, in and out again',
    act: async ({ page }) => {
      await page.goto(`${SAML_APP}/sign-in/post`);
      await signIn(page);
      await sleep(1_100);
      await click(page, '#sign-out');
      await page.waitForSelector('#signed-out');
    },
    expected: flows(
      flow(
        going('form of saml-app', 'POST login.gov/api/saml/auth2026 200'),
        going(
          'form of login.gov/api/saml/auth2026 with its policy',
          'POST login.gov/api/saml/authpost2026 302',
          'GET login.gov/ 200',
        ),
        going(
          'form of login.gov/ with its policy',
          'POST login.gov/ 302',
          'GET login.gov/api/saml/complete 200',
        ),
        going(
          'form of login.gov/api/saml/complete with its policy',
          'POST login.gov/api/saml/finalauthpost2026 302',
          'GET login.gov/sign_up/completed 200',
        ),
        going(
          'form of login.gov/sign_up/completed with its policy',
          'POST login.gov/sign_up/completed 302',
          'GET login.gov/api/saml/complete 200',
        ),
        going(
          'form of login.gov/api/saml/complete with its policy',
          'POST login.gov/api/saml/finalauthpost2026 200',
        ),
        going(
          'form of login.gov/api/saml/finalauthpost2026 with its policy',
          'POST saml-app/auth/saml/callback 302',
          'GET saml-app/signed-in 200',
        ),
      ),
      flow(
        going('link of saml-app', 'GET saml-app/logout 302', 'GET login.gov/api/saml/logout2026 200'),
        going('form of login.gov/api/saml/logout2026 with its policy', 'POST saml-app/auth/saml/logout 200'),
      ),
    ),
    outside: ['GET saml-app/sign-in/post 200'],
  },
];

export const STORIES: readonly Story[] = [...ENTRANCES, ...ANSWERS, ...UNREACHABLE, ...THE_USER];
