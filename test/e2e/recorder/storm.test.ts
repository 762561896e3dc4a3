import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/server.ts';
import { REDIRECTS_PER_CHAIN, readStorm, serveStorm, storm } from '../../../scripts/bench/storm.ts';
import { type Chromium, launchChromium, openInspector } from '../../../scripts/browsers/chromium.ts';
import { provideBrowser } from '../../../scripts/browsers/find-browser.ts';
import { type ExtensionPage, poll, recordedFlows } from '../../../scripts/browsers/recording.ts';
import { withAllHosts } from '../../../scripts/browsers/variants.ts';

const TABS = 10;
const CHAINS = 3;

describe('many tabs at once', () => {
  let playground: Playground;
  let chromium: Chromium;
  let inspector: ExtensionPage;

  beforeAll(async () => {
    playground = await startPlayground();
    serveStorm(playground);
    chromium = await launchChromium({
      executable: await provideBrowser('chromium', console.log),
      extension: withAllHosts('dist'),
      resolverRules: playground.resolverRules,
      headless: true,
    });
    inspector = await openInspector(chromium);
  });

  afterAll(async () => {
    await chromium?.close();
    await playground?.close();
  });

  it(`${TABS * CHAINS * REDIRECTS_PER_CHAIN} redirects: none is lost, none is in another flow`, async () => {
    await storm(chromium.browser, TABS, CHAINS);
    const recorded = async () => readStorm(await recordedFlows(inspector), TABS, CHAINS);
    const { redirects, broken } = await poll(recorded, (found) => found.broken.length === 0);
    expect(broken).toEqual([]);
    expect(redirects).toBe(TABS * CHAINS * REDIRECTS_PER_CHAIN);
    const served = playground.log.filter(({ from, status }) => from === 'browser' && status === 302);
    expect(served).toHaveLength(redirects);
  });
});
