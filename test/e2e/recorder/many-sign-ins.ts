import type { Page } from 'puppeteer-core';
import { OIDC_SP, SANDBOX_IDP } from '../../../playground/hosts.ts';
import type { Playground } from '../../../playground/server.ts';
import { page as html, redirect, type WebRequest } from '../../../playground/web/exchange.ts';
import type { Flow } from '../../../src/core/model/index.ts';
import { outline } from './outline.ts';

/** Sign-ins in many tabs at once: every address names the sign-in that it belongs to. */

const APP = `https://${OIDC_SP}`;
const IDP = `https://${SANDBOX_IDP}`;
/** Redirects of the application after the callback. */
const ONWARD = 5;

export function serveSignIns(playground: Playground): void {
  const serve = (method: string, from: string, to: string) =>
    playground.route(`${method} ${from}`, (request) => redirect(`${to}?state=${stateOf(request)}`));
  serve('GET', `${APP}/start`, `${IDP}/openid_connect/authorize`);
  serve('GET', `${IDP}/openid_connect/authorize`, '/');
  playground.route(`GET ${IDP}/`, (request) => formPage(request));
  serve('POST', `${IDP}/`, '/sign_up/completed');
  playground.route(`GET ${IDP}/sign_up/completed`, (request) => formPage(request));
  serve('POST', `${IDP}/sign_up/completed`, `${APP}/onward/0`);
  for (let at = 0; at < ONWARD; at++) serve('GET', `${APP}/onward/${at}`, `/onward/${at + 1}`);
  playground.route(`GET ${APP}/onward/${ONWARD}`, () => html('<p id="done">done</p>'));
}

export async function signInAs(tab: Page, state: string): Promise<void> {
  await tab.goto(`${APP}/start?state=${state}`, { timeout: 60_000 });
  await tab.waitForSelector('#done', { timeout: 60_000 });
}

/** What was recorded of each sign-in, by its state; a flow with hops of several is under all of them. */
export function bySignIn(flows: readonly Flow[]): Record<string, string> {
  return Object.fromEntries(
    flows.map((flow) => {
      const hops = flow.navigations.flatMap((navigation) => navigation.hops);
      const states = new Set(hops.map(({ url }) => new URL(url).searchParams.get('state')));
      return [[...states].join(' and '), outline([flow])];
    }),
  );
}

function stateOf({ url }: WebRequest): string {
  return encodeURIComponent(url.searchParams.get('state') ?? '');
}

/** Submits itself when it is shown, under a policy that allows where it leads to. */
function formPage(request: WebRequest) {
  const shown = html(
    `<form method="post" action="?state=${stateOf(request)}"></form><script>document.forms[0].submit()</script>`,
  );
  return {
    ...shown,
    headers: { ...shown.headers, 'content-security-policy': `form-action 'self' ${APP}` },
  };
}
