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
  /** Twice without it: what differs there is noise. */
  readonly reference: Quartiles;
}

export interface Quartiles {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Tabs of three browsers that differ in nothing else. */
export interface Tabs {
  readonly bare: Page;
  readonly bareToo: Page;
  readonly extended: Page;
}

/** Pages that are loaded: one with many subresources on a site that is not granted, and a chain on Login.gov's host. */
const PAGES: readonly (readonly [name: string, url: string])[] = [
  [`page with ${SUBRESOURCES} subresources`, `https://${SECOND_APP}/bench/page`],
  [`chain of ${HOPS} hops`, `https://${SANDBOX_IDP}/bench/hop/1`],
];

export function servePages(playground: Playground): void {
  const images = Array.from({ length: SUBRESOURCES }, (_, at) => `<img src="/bench/image?${at}" alt="">`);
  const markup = `<!doctype html><title>bench</title>${images.join('')}`;
  playground.route(`GET https://${SECOND_APP}/bench/page`, () => page(markup));
  playground.route(`GET https://${SECOND_APP}/bench/image`, () => uncached());
  for (let at = 1; at <= HOPS; at++) {
    playground.route(`GET https://${SANDBOX_IDP}/bench/hop/${at}`, () =>
      at < HOPS ? redirect(`/bench/hop/${at + 1}`) : page('<!doctype html><title>end</title>'),
    );
  }
}

function uncached() {
  const image = asset('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 'image/svg+xml');
  return { ...image, headers: { ...image.headers, 'cache-control': 'no-store' } };
}

/**
 * Loads each page in all three browsers, round after round, each time in another order, so that what else the machine
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
      const time = { bare: 0, bareToo: 0, extended: 0 };
      for (const which of ORDERS[(round + WARM_UP) % ORDERS.length] ?? []) {
        time[which] = await load(tabs[which], url);
      }
      if (round >= 0) times.push(time);
    }
    results.push({
      name,
      rounds: times.length,
      without: quartiles(times.map(({ bare }) => bare)).median,
      with: quartiles(times.map(({ extended }) => extended)).median,
      ratio: quartiles(times.map(({ bare, extended }) => extended / bare)),
      reference: quartiles(times.map(({ bare, bareToo }) => bareToo / bare)),
    });
  }
  return results;
}

const ORDERS: readonly (readonly (keyof Tabs)[])[] = [
  ['bare', 'extended', 'bareToo'],
  ['bareToo', 'bare', 'extended'],
  ['extended', 'bareToo', 'bare'],
  ['bare', 'bareToo', 'extended'],
  ['extended', 'bare', 'bareToo'],
  ['bareToo', 'extended', 'bare'],
];

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
