import browser from 'webextension-polyfill';
import type { Deployments } from '../../core/login-gov/environments.ts';
import type { Engine } from '../../core/model/index.ts';
import { destinationOf } from '../../formats/reproduce/destination.ts';
import type { Command } from '../wire/commands.ts';
import { SENT_PREFIX, type SendAnswer } from '../wire/sent-request.ts';

/**
 * Opens a request in a new tab: an address as it is, a form by a page of the extension that posts it, for browsers
 * open no tab with a form. Panels ask for it here, because those of Firefox cannot open tabs.
 * @param named origins that the user named as deployments of Login.gov
 */
export async function openRequest(
  { request, window, private: isPrivate }: Extract<Command, { kind: 'send' }>,
  named: Deployments,
  engine: Engine,
): Promise<SendAnswer> {
  const destination = destinationOf(request.url, named);
  if (destination.kind === 'foreign') {
    return {
      failure: `${destination.host} is no deployment of Login.gov that you use, so nothing was sent.`,
    };
  }
  if (request.method === 'POST' && isPrivate && engine === 'chromium') {
    return {
      failure:
        'Chromium shows no page of an extension in a private window, so the form cannot be posted there. Copy the form, and open it in that window.',
    };
  }
  try {
    const url = request.method === 'GET' ? request.url : await pageThatPosts(request);
    const { id } = await browser.tabs.create({ url, ...(window !== undefined && { windowId: window }) });
    return id === undefined ? { failure: 'The browser opened no tab.' } : { tab: id };
  } catch (error) {
    return {
      failure: `The browser opened no tab: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

async function pageThatPosts(request: Extract<Command, { kind: 'send' }>['request']): Promise<string> {
  const id = crypto.randomUUID();
  await browser.storage.session.set({ [`${SENT_PREFIX}${id}`]: request });
  return browser.runtime.getURL(`send.html?${id}`);
}
