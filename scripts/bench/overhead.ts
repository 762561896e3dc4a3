import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { SANDBOX_IDP, SECOND_APP } from '../../playground/hosts.ts';
import type { Playground } from '../../playground/server.ts';
import { asset, page, redirect } from '../../playground/web/exchange.ts';

const SUBRESOURCES = 100;
const HOPS = 10;
/** Loads that are not counted: caches fill, code is compiled, connections open. */
const WARM_UP = 5;

export interface Overhead {
  readonly name: string;
  readonly rounds: number;
  /** Medians: milliseconds from the beginning of the navigation to the end of the load event. */
  readonly without: number;
  readonly with: number;
  /** With the extension and without it, in the same round. */
  readonly ratio: Quartiles;
  /** With an extension that listens and does nothing, and without any: what any recorder costs. */
  readonly listening: Quartiles;
  /** Twice without it: what differs there is noise. */
  readonly reference: Quartiles;
}

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Tabs of browsers that differ in nothing else. */
export interface Tabs {
  readonly bare: Page;
  readonly bareToo: Page;
  readonly listening: Page;
  readonly extended: Page;
}

/** How long a server on the internet takes to answer, at best, in milliseconds; the playground takes 2. */
const ANSWER_TIME = 50;

/** Pages that are loaded: one with many subresources on a site that is not granted, and chains on Login.gov's host. */
const PAGES: readonly (readonly [name: string, url: string])[] = [
  [`page with ${SUBRESOURCES} subresources`, `https://${SECOND_APP}/bench/page`],
  [`chain of ${HOPS} hops, answered at once`, chainUrl('at-once', 1)],
  [`chain of ${HOPS} hops, each answered after ${ANSWER_TIME} ms`, chainUrl('as-on-the-internet', 1)],
];

type Chain = 'at-once' | 'as-on-the-internet';

function chainUrl(chain: Chain, hop: number): string {
  return `https://${SANDBOX_IDP}/bench/${chain}/${hop}`;
}

export function servePages(playground: Playground): void {
  const scripts = Array.from(
    { length: SUBRESOURCES },
    (_, at) => `<script src="/bench/script?${at}"></script>`,
  );
  const markup = `<!doctype html><title>bench</title>${scripts.join('')}`;
  playground.route(`GET https://${SECOND_APP}/bench/page`, () => page(markup));
  playground.route(`GET https://${SECOND_APP}/bench/script`, () => uncached());
  serveChain(playground, 'at-once', 0);
  serveChain(playground, 'as-on-the-internet', ANSWER_TIME);
}

function serveChain(playground: Playground, chain: Chain, answerTime: number): void {
  for (let at = 1; at <= HOPS; at++) {
    playground.route(`GET ${chainUrl(chain, at)}`, async () => {
      if (answerTime > 0) await sleep(answerTime);
      return at < HOPS ? redirect(chainUrl(chain, at + 1)) : page('<!doctype html><title>end</title>');
    });
  }
}

function uncached() {
  const script = asset('', 'text/javascript');
  return { ...script, headers: { ...script.headers, 'cache-control': 'no-store' } };
}

/**
 * Loads each page in all browsers, round after round, each time in another order, so that what else the machine
 * does hits all of them alike.
 * @param rounds most of them for a page
 * @param patience milliseconds after which no new round begins for a page
 */
export async function measureOverhead(tabs: Tabs, rounds: number, patience: number): Promise<Overhead[]> {
  const results: Overhead[] = [];
  for (const [name, url] of PAGES) {
    const times: Record<keyof Tabs, number>[] = [];
    const end = performance.now() + patience;
    for (let round = -WARM_UP; round < rounds && performance.now() < end; round++) {
      const time = { bare: 0, bareToo: 0, listening: 0, extended: 0 };
      for (const which of order(round + WARM_UP)) time[which] = await load(tabs[which], url);
      if (round >= 0) times.push(time);
    }
    results.push({
      name,
      rounds: times.length,
      without: quartiles(times.map(({ bare }) => bare)).median,
      with: quartiles(times.map(({ extended }) => extended)).median,
      ratio: quartiles(times.map(({ bare, extended }) => extended / bare)),
      listening: quartiles(times.map(({ bare, listening }) => listening / bare)),
      reference: quartiles(times.map(({ bare, bareToo }) => bareToo / bare)),
    });
  }
  return results;
}

const TABS = ['bare', 'extended', 'bareToo', 'listening'] as const satisfies readonly (keyof Tabs)[];

/** Another one is first in each round, and every other round goes the other way. */
function order(round: number): readonly (keyof Tabs)[] {
  const first = round % TABS.length;
  const turned = [...TABS.slice(first), ...TABS.slice(0, first)];
  return Math.floor(round / TABS.length) % 2 === 0 ? turned : turned.toReversed();
}

/** Ends with the load event, in the page: what the browser driver takes is not counted. */
async function load(tab: Page, url: string): Promise<number> {
  await tab.goto(url, { waitUntil: 'load' });
  const took: unknown = await tab.evaluate(`new Promise((resolve) => {
    const look = () => {
      const [entry] = performance.getEntriesByType('navigation');
      if (entry.loadEventEnd > 0) resolve(entry.loadEventEnd);
      else setTimeout(look);
    };
    look();
  })`);
  return Number(took);
}

function quartiles(values: readonly number[]): Quartiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
