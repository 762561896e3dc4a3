import { describe, expect, test } from 'vitest';
import { hiddenHosts } from '../../../../src/extension/inspector/access/hidden-hosts.ts';
import { arriving, everyHost, refused, returning, signingIn } from '../../../support/journeys.ts';
import { type Browser, devtools } from '../../../support/observations.ts';
import { record } from '../../../support/recording.ts';

const INSTALLED = ['https://*.login.gov/*', 'https://*.identitysandbox.gov/*'];

function hidden(observations: Parameters<typeof record>[0], granted: readonly string[] = INSTALLED) {
  const [flow] = record(observations).flows;
  if (flow === undefined) throw new Error('There is no flow.');
  return hiddenHosts(flow, granted).map(({ pattern, hops }) => `${pattern} ${hops}`);
}

const signIn = (browser: Browser) => [...arriving(browser), ...signingIn(browser), ...returning(browser)];

describe('a host is hidden', () => {
  test('where only addresses are known', () => {
    expect(hidden(signIn('Chromium'))).toEqual(['https://app.example.gov/* 2']);
  });

  test('not where the user allowed it, or all', () => {
    expect(hidden(signIn('Chromium'), [...INSTALLED, 'https://app.example.gov/*'])).toEqual([]);
    expect(hidden(signIn('Chromium'), ['<all_urls>'])).toEqual([]);
  });

  test('not where its answers were seen', () => {
    const seen = [...arriving('Chromium'), ...signingIn('Chromium'), ...returning('Chromium', everyHost)];
    expect(hidden(seen)).toEqual([]);
  });

  test('not where DevTools completed it', () => {
    const observations = signIn('Chromium');
    const urls =
      record(observations)
        .flows[0]?.navigations.at(-1)
        ?.hops.map(({ url }) => url) ?? [];
    const completed = urls.map((url, index) =>
      devtools(url, { ...(index + 1 < urls.length && { to: `${urls[index + 1]}` }) }),
    );
    expect(hidden([...observations, ...completed])).toEqual([]);
  });

  test('the refused address is not: nobody asked it; the application before it is', () => {
    expect(hidden([...arriving('Chromium'), ...signingIn('Chromium'), ...refused('Chromium')])).toEqual([
      'https://app.example.gov/* 1',
    ]);
  });
});
