import browser from 'webextension-polyfill';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { DEPLOYMENTS_KEY, parseDeployments } from '../wire/deployments.ts';

/**
 * The deployments of Login.gov that the user named, read once in a worker's life and again when they change. Must
 * be called synchronously when the worker starts.
 */
export function followDeployments(): () => Promise<Deployments> {
  let known: Promise<Deployments> | undefined;
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && DEPLOYMENTS_KEY in changes) known = undefined;
  });
  return () => {
    known ??= readDeployments();
    return known;
  };
}

async function readDeployments(): Promise<Deployments> {
  try {
    return parseDeployments((await browser.storage.local.get(DEPLOYMENTS_KEY))[DEPLOYMENTS_KEY]);
  } catch {
    return []; // A profile that cannot be read has none.
  }
}
