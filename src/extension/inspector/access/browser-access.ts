import browser from 'webextension-polyfill';
import type { AccessHost, Permissions } from './access-host.ts';

/** Access to sites as the browser has it. */
export function browserAccess(): AccessHost {
  const permissions = browserPermissions();
  return {
    installed: browser.runtime.getManifest().host_permissions ?? [],
    ...(permissions !== undefined && { permissions }),
  };
}

function browserPermissions(): Permissions | undefined {
  const permissions: typeof browser.permissions | undefined = browser.permissions;
  if (permissions === undefined) return undefined;
  return {
    granted: async () => (await permissions.getAll()).origins ?? [],
    request: (patterns) => permissions.request({ origins: [...patterns], permissions: ['scripting'] }),
    remove: async (patterns) => {
      await permissions.remove({ origins: [...patterns] });
    },
    onChanged: (listener) => {
      permissions.onAdded.addListener(listener);
      permissions.onRemoved.addListener(listener);
    },
  };
}
