import browser from 'webextension-polyfill';
import type { Flow } from '../../core/model/index.ts';
import { type CountErrors, countErrors } from '../wire/count-errors.ts';

/** Not in the types of webextension-polyfill: only Chromium has it. */
declare const chrome: {
  readonly offscreen?: {
    createDocument(options: { url: string; reasons: string[]; justification: string }): Promise<void>;
  };
};

/**
 * Number of errors that the rules find in a flow. The rules are not part of the background script, which has to
 * start fast for each event. Firefox loads them when they are needed; in Chromium a service worker can load nothing
 * later, so a document without a window has them.
 */
export async function errorsOf(flow: Flow): Promise<number> {
  const { offscreen } = chrome;
  if (offscreen === undefined) {
    const { inspect } = await import('../../core/inspect.ts');
    return countErrors(await inspect({ version: 1, flows: [flow] }));
  }
  const message: CountErrors = { kind: 'count-errors', flow };
  const counted = await askDocument(message);
  if (counted !== undefined) return counted;
  const document = {
    url: 'offscreen.html',
    reasons: ['WORKERS'],
    justification: 'Counts the errors of a sign-in for the toolbar button.',
  };
  // There may be one after all, which could not read the flow; the next flow is counted all the same.
  await offscreen.createDocument(document).catch(() => undefined);
  return (await askDocument(message)) ?? 0;
}

/** Undefined when there is no document. */
async function askDocument(message: CountErrors): Promise<number | undefined> {
  const answer: unknown = await browser.runtime.sendMessage(message).catch(() => undefined);
  return typeof answer === 'number' ? answer : undefined;
}
