import browser, { type Runtime } from 'webextension-polyfill';
import { inspect } from '../../core/inspect.ts';
import { countErrors, parseFlowToCount } from '../wire/count-errors.ts';

/** A document without a window, in Chromium: counts errors for the toolbar button, and closes when it is idle. */

/** Milliseconds without a flow to count; a sign-in comes to rest every few seconds. */
const IDLE = 20_000;

const close = () => window.close();
let closing = setTimeout(close, IDLE);

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  // Not from a content script, which shares its process with the page it reads.
  if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
  const flow = parseFlowToCount(message);
  if (flow === undefined) return undefined;
  clearTimeout(closing);
  closing = setTimeout(close, IDLE);
  return inspect({ version: 1, flows: [flow] }).then(countErrors);
});
