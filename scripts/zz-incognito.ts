import { startPlayground } from '../playground/server.ts';
import { launchChromium, openInspector } from './browsers/chromium.ts';
import { launchFirefox } from './browsers/firefox.ts';
import { provideBrowser } from './browsers/find-browser.ts';
const playground = await startPlayground();
if (process.argv.includes('chromium')) {
  const chromium = await launchChromium({ executable: await provideBrowser('chromium', console.log), extension: 'dist', resolverRules: playground.resolverRules, headless: true });
  try {
    const id = new URL(chromium.extensionOrigin).host;
    const settings = await chromium.browser.newPage();
    await settings.goto('chrome://extensions');
    console.log(await settings.evaluate(`chrome.developerPrivate.updateExtensionConfiguration({extensionId: '${id}', incognitoAccess: true}).then(String, String)`));
    await new Promise((r) => setTimeout(r, 2000));
    const inspector = await openInspector(chromium);
    console.log('allowed', await inspector.evaluate('chrome.extension.isAllowedIncognitoAccess()'));
    console.log(await inspector.evaluate(`chrome.windows.create({incognito: true, url: 'https://idp.int.identitysandbox.gov/openid_connect/authorize?client_id=private'}).then(w => JSON.stringify({id: w.id, incognito: w.incognito}), String)`));
    await new Promise((r) => setTimeout(r, 2000));
    console.log(await inspector.evaluate(`chrome.storage.session.get().then(s => Object.keys(s).join())`));
    console.log(await inspector.evaluate(`chrome.windows.getAll().then(s => JSON.stringify(s.map(w => [w.id, w.incognito])))`));
    console.log(chromium.browser.browserContexts().length, chromium.browser.targets().map((t) => t.url()));
    console.log('access', await settings.evaluate(`chrome.developerPrivate.updateExtensionConfiguration({extensionId: '${id}', hostAccess: 'ON_CLICK'}).then(String, String)`));
    await new Promise((r) => setTimeout(r, 1000));
    console.log(await inspector.evaluate('chrome.permissions.getAll().then(JSON.stringify)'));
  } finally { await chromium.close(); }
} else {
  const { port } = await playground.startProxy();
  const firefox = await launchFirefox({ executable: await provideBrowser('firefox', console.log), extension: 'dist', proxyPort: port, preferences: { 'extensions.allowPrivateBrowsingByDefault': true } });
  try {
    const inspector = await firefox.openInspector();
    console.log('allowed', await inspector.evaluate('browser.extension.isAllowedIncognitoAccess()'));
    const connection = Reflect.get(firefox.browser, 'connection');
    console.log(typeof connection, Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(connection ?? {}))));
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' }).catch((e: unknown) => String(e));
    console.log(JSON.stringify(tree).slice(0, 400));
    const context = tree.result?.contexts?.[0]?.context;
    const r = await connection.send('script.evaluate', { target: { context }, awaitPromise: true, expression: `(async () => {
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const id = 'request-inspector@login-gov-inspector.example';
      await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] });
      const addon = await AddonManager.getAddonByID(id);
      await addon.reload();
      return String(WebExtensionPolicy.getByID(id)?.privateBrowsingAllowed);
    })()` }).catch((e: unknown) => String(e));
    console.log(JSON.stringify(r).slice(0, 600));
    const again = await firefox.openInspector();
    console.log('allowed', await again.evaluate('browser.extension.isAllowedIncognitoAccess()'));
    console.log(await again.evaluate(`browser.windows.create({incognito: true, url: 'https://idp.int.identitysandbox.gov/openid_connect/authorize?client_id=private'}).then(w => JSON.stringify({id: w.id, incognito: w.incognito}), String)`));
    await new Promise((r) => setTimeout(r, 3000));
    console.log(await again.evaluate(`browser.storage.session.get().then(s => Object.keys(s).join())`));
  } finally { await firefox.close(); }
}
await playground.close();
