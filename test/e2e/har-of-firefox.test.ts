import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { driveScenario } from '../../playground/drive.ts';
import { SCENARIOS } from '../../playground/scenarios.ts';
import { clearRecording, poll, recordedFlows } from '../../scripts/browsers/recording.ts';
import { withAllHosts } from '../../scripts/browsers/variants.ts';
import { inspect } from '../../src/core/index.ts';
import type { Flow } from '../../src/core/model/index.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { type FirefoxStage, setUpFirefox } from './firefox-stage.ts';
import { closeDeveloperTools, inDeveloperTools } from './firefox-toolbox.ts';
import { answeredHops, outline, servedDocuments } from './recorder/outline.ts';

/**
 * A sign-in that Firefox's network monitor watches while it happens, saved by the function behind its "Copy All As
 * HAR": read from there it is the flow that the recorder has of it.
 */

let stage: FirefoxStage;
let inspector: Page;

beforeAll(async () => {
  stage = await setUpFirefox({
    extension: withAllHosts('dist'),
    // "Persist Logs": without it each new page would empty the list.
    preferences: { 'devtools.netmonitor.persistlog': true },
  });
  inspector = await stage.firefox.openInspector();
});
afterAll(async () => {
  await stage?.close();
});
beforeEach(async () => {
  await clearRecording(inspector);
  stage.playground.clearLog();
});

// No sign-in with SAML: of pages that post themselves on at once the network monitor does not always have the answer.
it.each(['oidc-good', 'oidc-gap-after-callback'])('tells of %s what the recorder tells', async (id) => {
  const scenario = SCENARIOS.find((candidate) => candidate.id === id);
  if (scenario === undefined) throw new Error('There is no such scenario.');
  const page = await stage.firefox.browser.newPage();
  try {
    await inDeveloperTools(stage.firefox, OPEN_NETWORK_MONITOR);
    await driveScenario(page, scenario);
    const served = servedDocuments(stage.playground.log);
    // Both hear of an answer after the page has it.
    const told = (flows: readonly Flow[]) =>
      String(answeredHops(flows)) === String(served) &&
      flows.every(({ navigations }) => navigations.at(-1)?.committed);
    const recorded = await poll(() => recordedFlows(inspector), told);
    const imported = await poll(
      async () => importHar(String(await inDeveloperTools(stage.firefox, COPY_ALL_AS_HAR))).capture.flows,
      told,
    );

    expect(answeredHops(recorded)).toEqual(served);
    expect(answeredHops(imported)).toEqual(served);
    // The test opened the first address as a link is opened; a HAR does not say so.
    expect(outline(imported)).toBe(outline(recorded).replace(/^link$/m, 'unknown'));
    expect(await conclusions(imported)).toEqual(await conclusions(recorded));
  } finally {
    await closeDeveloperTools(stage.firefox);
    await page.close();
  }
});

async function conclusions(flows: readonly Flow[]): Promise<unknown> {
  const inspection = await inspect({ version: 1, flows });
  return inspection.flows.map(({ protocol, client, outcome, findings }) => ({
    protocol,
    client,
    outcome: [outcome.kind, outcome.summary],
    findings: findings.map(({ rule, summary }) => [rule, summary]),
  }));
}

const OPEN_NETWORK_MONITOR = `await gDevTools.showToolboxForTab(tab, { toolId: 'netmonitor' });`;

const COPY_ALL_AS_HAR = `
  const { panelWin } = gDevTools.getToolboxForTab(tab).getCurrentPanel();
  const { HarMenuUtils } = panelWin.windowRequire('devtools/client/netmonitor/src/har/har-menu-utils');
  const { getDisplayedRequests } = panelWin.windowRequire('devtools/client/netmonitor/src/selectors/index');
  return HarMenuUtils.copyAllAsHar(getDisplayedRequests(panelWin.store.getState()), panelWin.connector);`;
