import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evaluateInFirefox, type Firefox } from '../../scripts/browsers/firefox.ts';
import { exportHar } from '../../src/formats/har/export-har.ts';
import { importHar } from '../../src/formats/har/import-har.ts';
import { type FirefoxStage, setUpFirefox } from './firefox-stage.ts';

/** An exported HAR in the network monitor of Firefox's developer tools, by the function behind its "Import HAR File". */

let stage: FirefoxStage;
let firefox: Firefox;

beforeAll(async () => {
  stage = await setUpFirefox();
  firefox = stage.firefox;
});
afterAll(async () => {
  await stage?.close();
});

/** Opens the network monitor, imports, and tells of every request that its store has then. */
const IMPORTING = (har: string) => `(async () => {
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('resource://devtools/client/framework/devtools.js');
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const toolbox = await gDevTools.showToolboxForTab(window.gBrowser.selectedTab, { toolId: 'netmonitor' });
  const { panelWin } = toolbox.getCurrentPanel();
  const { HarImporter } = panelWin.windowRequire('devtools/client/netmonitor/src/har/har-importer');
  const { getSortedRequests } = panelWin.windowRequire('devtools/client/netmonitor/src/selectors/index');
  new HarImporter(panelWin.actions).import(${JSON.stringify(har)});
  const told = getSortedRequests(panelWin.store.getState()).map(
    ({ method, url, status, mimeType, responseHeaders }) => ({
      method, url, status, mimeType, headers: responseHeaders.headers.length,
    }),
  );
  await toolbox.destroy();
  return JSON.stringify(told);
})()`;

it.each(['chromium-oidc-gap.har', 'chromium-saml-unsigned-post.har', 'firefox-oidc-gap.har'])(
  'shows every hop of %s',
  async (name) => {
    const { capture } = importHar(readFileSync(`test/fixtures/har/${name}`, 'utf8'));
    const har = exportHar(capture, { version: '0.1.0', created: 0, redacted: false });
    const told: unknown = JSON.parse(String(await evaluateInFirefox(firefox.browser, IMPORTING(har))));
    const hops = capture.flows.flatMap(({ navigations }) => navigations.flatMap((each) => each.hops));
    expect(told).toEqual(
      hops.map(({ method = 'GET', url, response }) => ({
        method,
        url,
        status: response?.status ?? 0,
        mimeType:
          response?.headers.find((header) => header.name.toLowerCase() === 'content-type')?.value ?? '',
        headers: response?.headers.length ?? 0,
      })),
    );
  },
);
