import type { Page } from 'puppeteer-core';
import { SANDBOX_IDP, SECOND_APP } from '../../playground/hosts.ts';
import type { Playground } from '../../playground/server.ts';
import { asset, page, redirect } from '../../playground/web/exchange.ts';

const SUBRESOURCES = 100;
const HOPS = 10;

export interface Overhead {
  readonly name: string;
  /** Milliseconds from the beginning of the navigation to the end of the load event. */
  readonly without: number;
  readonly with: number;
  /** Median of the pairs' ratios. */
  readonly ratio: number;
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

/** Loads each page in both browsers in turn, the one or the other first, after a warm-up. */
export async function measureOverhead(bare: Page, extended: Page, pairs: number): Promise<Overhead[]> {
  const results: Overhead[] = [];
  for (const [name, url] of PAGES) {
    const times: { without: number; with: number }[] = [];
    for (let pair = -5; pair < pairs; pair++) {
      const first = pair % 2 === 0 ? bare : extended;
      const one = await load(first, url);
      const other = await load(first === bare ? extended : bare, url);
      const timing = first === bare ? { without: one, with: other } : { without: other, with: one };
      if (pair >= 0) times.push(timing);
    }
    results.push({
      name,
      without: median(times.map((time) => time.without)),
      with: median(times.map((time) => time.with)),
      ratio: median(times.map((time) => time.with / time.without)),
    });
  }
  return results;
}

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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
