import browser from 'webextension-polyfill';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { DEPLOYMENTS_KEY } from '../wire/deployments.ts';
import { covers, isWholeHost } from '../wire/match-pattern.ts';

const PAGE_READER = { id: 'deployment-page-reader', js: ['page-reader.js'] };
const POLICY_READER = { id: 'policy-reader', js: ['policy-reader.js'] };

/**
 * Lets the content scripts of the manifest run elsewhere, too: the page reader at the endpoints of deployments that the
 * user named, the policy reader on the hosts that the user granted. The permission for that is asked for together with
 * the hosts. The browser remembers the registration until the extension is updated. Must be called synchronously when
 * the worker starts.
 */
export function registerContentScripts(deployments: () => Promise<Deployments>): void {
  let work = Promise.resolve();
  const update = () => {
    work = work
      .then(async () => register(await deployments()))
      .catch((error: unknown) => console.error('Login.gov Request Inspector: pages are not read.', error));
  };
  browser.runtime.onInstalled.addListener(update);
  browser.permissions.onAdded.addListener(update);
  browser.permissions.onRemoved.addListener(update);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && DEPLOYMENTS_KEY in changes) update();
  });
}

async function register(deployments: Deployments): Promise<void> {
  const scripting: typeof browser.scripting | undefined = browser.scripting;
  if (scripting === undefined) return; // The user has not allowed it.
  const covered = hostsInManifest();
  const scripts = [
    { ...PAGE_READER, matches: deployments.flatMap(endpointPatterns), runAt: 'document_idle' as const },
    {
      ...POLICY_READER,
      matches: await grantedHosts(covered),
      excludeMatches: covered,
      runAt: 'document_end' as const,
    },
  ];
  const ids = scripts.map(({ id }) => id);
  const registered = await scripting.getRegisteredContentScripts({ ids });
  if (registered.length > 0)
    await scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  const needed = scripts.filter(({ matches }) => matches.length > 0);
  if (needed.length > 0)
    await scripting.registerContentScripts(needed.map((script) => ({ ...script, allFrames: true })));
}

/** The hosts of websites that the extension has access to, beside those of the manifest's content scripts. */
async function grantedHosts(covered: readonly string[]): Promise<string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter(
    (pattern) =>
      isWholeHost(pattern) &&
      !/^(?:file|ftp):/.test(pattern) &&
      !covered.some((wide) => covers(wide, pattern)),
  );
}

/**
 * Hosts of which the manifest's content scripts read what there is to read. Login.gov sends its policies in headers, so
 * that of its pages only those at its endpoints are read: each script costs every page of a host some milliseconds.
 */
function hostsInManifest(): string[] {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const patterns = scripts.flatMap(({ matches }) => matches);
  return [...new Set(patterns.map((pattern) => pattern.replace(/^([^:]+:\/\/[^/]+)\/.*$/, '$1/*')))];
}

/** Those of the manifest's content script; the port does not count in a pattern. */
function endpointPatterns(origin: string): string[] {
  const { protocol, hostname } = new URL(origin);
  return [`${protocol}//${hostname}/*openid_connect/*`, `${protocol}//${hostname}/api/saml/*`];
}
