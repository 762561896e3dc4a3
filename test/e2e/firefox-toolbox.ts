import { evaluateInFirefox, type Firefox } from '../../scripts/browsers/firefox.ts';
import { poll } from '../../scripts/browsers/recording.ts';

/** Firefox's developer tools on the tab in front, as its user opens them. */

/** Runs in Firefox's own scope, where `tab` and `gDevTools` are known; gives what it returns, a plain value. */
export function inDeveloperTools({ browser }: Firefox, script: string): Promise<unknown> {
  return evaluateInFirefox(
    browser,
    `(async () => {
    const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = require('resource://devtools/client/framework/devtools.js');
    const tab = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab;
    ${script}
  })()`,
  );
}

/** Opens them, and waits until the extension has its panel there and is told of requests. */
export async function openDeveloperTools(firefox: Firefox): Promise<void> {
  await inDeveloperTools(firefox, `await gDevTools.showToolboxForTab(tab, { toolId: 'webconsole' });`);
  const isThere = await poll(() => inDeveloperTools(firefox, LISTENS), Boolean);
  if (isThere !== true) throw new Error('The panel did not appear.');
  await inDeveloperTools(firefox, LISTEN);
}

/** Requests that the extension has been told of since then: method, status and address. */
export async function toldInFirefox(firefox: Firefox): Promise<ReadonlySet<string>> {
  return new Set(String(await inDeveloperTools(firefox, TOLD)).split('\n'));
}

export async function closeDeveloperTools(firefox: Firefox): Promise<void> {
  await inDeveloperTools(firefox, 'await gDevTools.closeToolboxForTab(tab);');
}

const LISTENS = `
  const toolbox = gDevTools.getToolboxForTab(tab);
  const isListening = (await toolbox.getNetMonitorAPI()).hasRequestFinishedListeners();
  return isListening && toolbox.visibleAdditionalTools.length === 1;`;

/** As the extension does. */
const LISTEN = `
  const toolbox = gDevTools.getToolboxForTab(tab);
  toolbox.told = [];
  await toolbox.addRequestFinishedListener(({ harEntry: { request, response } }) => {
    toolbox.told.push(request.method + ' ' + response.status + ' ' + request.url);
  });`;

const TOLD = `return gDevTools.getToolboxForTab(tab).told.join('\\n');`;
