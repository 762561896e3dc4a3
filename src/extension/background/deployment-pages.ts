import browser from 'webextension-polyfill';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { DEPLOYMENTS_KEY } from '../wire/deployments.ts';

const SCRIPT_ID = 'deployment-page-reader';

/**
 * Lets the page reader run at the endpoints of deployments that the user named, as the manifest does for Login.gov's
 * own: the permission for that is asked for with the first of them. The browser remembers the registration until
 * the extension is updated. Must be called synchronously when the worker starts.
 */
export function readPagesOfDeployments(deployments: () => Promise<Deployments>): void {
  let work = Promise.resolve();
  const update = () => {
    work = work
      .then(async () => register((await deployments()).flatMap(endpointPatterns)))
      .catch((error: unknown) => console.error('Login.gov Request Inspector: pages are not read.', error));
  };
  browser.runtime.onInstalled.addListener(update);
  browser.permissions.onAdded.addListener(update);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && DEPLOYMENTS_KEY in changes) update();
  });
}

async function register(matches: string[]): Promise<void> {
  const scripting: typeof browser.scripting | undefined = browser.scripting;
  if (scripting === undefined) return; // The user has not allowed it.
  const registered = await scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (registered.length > 0) await scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) return;
  await scripting.registerContentScripts([
    { id: SCRIPT_ID, js: ['page-reader.js'], matches, runAt: 'document_idle', allFrames: true },
  ]);
}

/** Those of the manifest's content script; the port does not count in a pattern. */
function endpointPatterns(origin: string): string[] {
  const { protocol, hostname } = new URL(origin);
  return [`${protocol}//${hostname}/*openid_connect/*`, `${protocol}//${hostname}/api/saml/*`];
}
