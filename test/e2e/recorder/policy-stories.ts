import { page as html, redirect } from '../../../playground/web/exchange.ts';
import {
  APP,
  ASKED,
  CALLBACK,
  click,
  done,
  flow,
  going,
  OTHER,
  PASSWORD,
  PORTAL,
  returning,
  type Story,
  signIn,
  sleep,
  start,
} from './stories.ts';

/** Documents that have their policy in a `<meta>` element of their head, and in no header. */

export const meta = (policy: string) => `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

export const REFUSED_AFTER = 'callback: a page with a policy of its own, which refuses where its form leads';
export const REFUSED_BEFORE = 'a page with a policy of its own, which refuses Login.gov';

/** DevTools has the text of a page no longer than the page is there. */
const handingOver = () =>
  html(`<!doctype html><title>One moment</title>${meta("form-action 'self'")}
    <form method="post" action="${APP}/handover"></form>
    <script>setTimeout(() => document.querySelector('form').submit(), 600)</script>`);

const returnedAnd = (...hops: readonly string[]) =>
  flow(
    going('typed', ...ASKED),
    PASSWORD,
    returning('GET app/auth/result 200'),
    going('form of app with its policy', ...hops),
  );

export const POLICY_STORIES: readonly Story[] = [
  {
    id: 'callback: a page with a policy of its own, whose form posts itself',
    routes: {
      [CALLBACK]: handingOver,
      [`POST ${APP}/handover`]: () => redirect('/home', 303),
      [`GET ${APP}/home`]: done,
    },
    act: async ({ page }) => {
      await page.goto(start);
      await signIn(page, '#done');
    },
    expected: returnedAnd('POST app/handover 303', 'GET app/home 200'),
  },
  {
    id: REFUSED_AFTER,
    routes: {
      [CALLBACK]: handingOver,
      [`POST ${APP}/handover`]: () => redirect(`${OTHER}/home`, 303),
      [`GET ${OTHER}/home`]: done,
    },
    act: async ({ page }) => {
      await page.goto(start);
      await click(page, '#submit-sign-in');
      await click(page, '#agree');
      await sleep(2_000);
    },
    expected: {
      chromium: returnedAnd('POST app/handover 303', 'GET other/home net::ERR_ABORTED'),
      firefox: returnedAnd('POST app/handover 303', 'GET other/home 200'),
    },
  },
  {
    id: REFUSED_BEFORE,
    routes: {
      [`GET ${PORTAL}/start`]: () =>
        html(`<!doctype html><title>Start</title>${meta(`form-action 'self' ${APP}`)}
          <form method="post" action="${PORTAL}/way"><button id="go">go</button></form>`),
      [`POST ${PORTAL}/way`]: () => redirect(start, 303),
    },
    act: async ({ page }) => {
      await page.goto(`${PORTAL}/start`);
      await click(page, '#go');
      await sleep(2_000);
    },
    outside: ['GET portal/start 200'],
    expected: {
      chromium: going(
        'form of portal with its policy',
        'POST portal/way 303',
        'GET app/sign-in/good 302',
        'GET login.gov/openid_connect/authorize net::ERR_ABORTED',
      ),
      firefox: going('form of portal with its policy', 'POST portal/way 303', ...ASKED),
    },
  },
];
