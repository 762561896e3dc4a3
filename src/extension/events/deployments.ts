import browser from 'webextension-polyfill';
import type { Deployments } from '../../core/login-gov/environments.ts';
import { DEPLOYMENTS_KEY, parseDeployments } from '../wire/deployments.ts';

export interface NamedDeployments {
  /** As they are stored. */
  readonly read: () => Promise<Deployments>;
  /** As far as they have been read: none in the first turn of a worker. */
  readonly known: () => Deployments;
}

/**
 * The deployments of Login.gov that the user named, read once in a worker's life and again when they change. Must
 * be called synchronously when the worker starts.
 */
export function followDeployments(): NamedDeployments {
  let known: Deployments = [];
  let reading = readDeployments();
  const use = (deployments: Deployments) => {
    known = deployments;
  };
  void reading.then(use);
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'local' || !(DEPLOYMENTS_KEY in changes)) return;
    use(parseDeployments(changes[DEPLOYMENTS_KEY]?.newValue));
    reading = Promise.resolve(known);
  });
  return { read: () => reading, known: () => known };
}

async function readDeployments(): Promise<Deployments> {
  try {
    return parseDeployments((await browser.storage.local.get(DEPLOYMENTS_KEY))[DEPLOYMENTS_KEY]);
  } catch {
    return []; // A profile that cannot be read has none.
  }
}
