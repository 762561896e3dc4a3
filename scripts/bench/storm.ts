import type { Browser } from 'puppeteer-core';
import { OIDC_SP, SANDBOX_IDP } from '../../playground/hosts.ts';
import type { Playground } from '../../playground/server.ts';
import { page, redirect, type WebRequest } from '../../playground/web/exchange.ts';
import type { Flow } from '../../src/core/model/index.ts';

/** As many as Chromium follows. */
export const REDIRECTS_PER_CHAIN = 19;

const APP = `https://${OIDC_SP}`;
const AUTHORIZE = `https://${SANDBOX_IDP}/openid_connect/authorize`;

/** Answers for chains `start -> authorize -> hop 1 -> … -> end`; tab and round are in every address. */
export function serveStorm(playground: Playground): void {
  const onward = (request: WebRequest, to: string, step: number) => {
    const { searchParams } = request.url;
    const query = new URLSearchParams({
      tab: searchParams.get('tab') ?? '',
      round: searchParams.get('round') ?? '',
      step: String(step),
    });
    return redirect(`${to}?${query}`);
  };
  playground.route(`GET ${APP}/storm/start`, (request) => onward(request, AUTHORIZE, 0));
  playground.route(`GET ${AUTHORIZE}`, (request) => onward(request, `${APP}/storm/hop`, 1));
  playground.route(`GET ${APP}/storm/hop`, (request) => {
    const step = Number(request.url.searchParams.get('step'));
    const isLast = step === REDIRECTS_PER_CHAIN - 2;
    return onward(request, `${APP}/storm/${isLast ? 'end' : 'hop'}`, step + 1);
  });
  playground.route(`GET ${APP}/storm/end`, () => page('<!doctype html><title>end</title>'));
}

/** So many tabs at once, each going through so many chains, one after the other. */
export async function storm(browser: Browser, tabs: number, chains: number): Promise<void> {
  await Promise.all(
    Array.from({ length: tabs }, async (_, tab) => {
      const opened = await browser.newPage();
      for (let round = 0; round < chains; round++) {
        await opened.goto(`${APP}/storm/start?tab=${tab}&round=${round}`, { timeout: 120_000 });
      }
      await opened.close();
    }),
  );
}

export interface StormResult {
  /** Redirects that were recorded with their answer. */
  readonly redirects: number;
  /** Chains that miss a hop, or have one of another chain, each as text. */
  readonly broken: readonly string[];
}

/** What of a storm was recorded: every chain has to be one flow with every hop in its order. */
export function readStorm(flows: readonly Flow[], tabs: number, chains: number): StormResult {
  const broken: string[] = [];
  const seen = new Set<string>();
  for (const { navigations } of flows) {
    const hops = navigations.flatMap((navigation) => navigation.hops);
    const at = hops.map(({ url }) => new URL(url).searchParams);
    const [chain] = new Set(at.map((query) => `tab ${query.get('tab')}, round ${query.get('round')}`));
    const ways = at.map((query) => `tab ${query.get('tab')}, round ${query.get('round')}`);
    const steps = at.map((query) => query.get('step') ?? 'start').join();
    const answered = hops.map(({ response }) => response?.status ?? 0).join();
    const isWhole =
      ways.every((way) => way === chain) && steps === STEPS && answered === ANSWERS && !seen.has(chain ?? '');
    seen.add(chain ?? '');
    if (!isWhole) broken.push(`${chain}: ${steps}; ${answered}`);
  }
  const all = Array.from({ length: tabs }, (_, tab) =>
    Array.from({ length: chains }, (_, round) => `tab ${tab}, round ${round}`),
  ).flat();
  broken.push(...all.filter((chain) => !seen.has(chain)).map((chain) => `${chain}: not there`));
  const redirects = flows
    .flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops))
    .filter(({ response }) => response?.redirectUrl !== undefined).length;
  return { redirects, broken };
}

const STEPS = ['start', ...Array.from({ length: REDIRECTS_PER_CHAIN }, (_, step) => step)].join();
const ANSWERS = [...Array.from({ length: REDIRECTS_PER_CHAIN }, () => 302), 200].join();
