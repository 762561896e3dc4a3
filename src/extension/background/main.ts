import browser, { type Runtime } from 'webextension-polyfill';
import { policiesInMeta } from '../../core/flow/policies.ts';
import { environmentOf } from '../../core/login-gov/environments.ts';
import type { Engine } from '../../core/model/index.ts';
import { followDeployments } from '../events/deployments.ts';
import { observeWebNavigations } from '../events/web-navigation.ts';
import { observeWebRequests } from '../events/web-request.ts';
import { type Command, parseCommand, type Started } from '../wire/commands.ts';
import { clearBadges, updateBadges } from './badge.ts';
import { showRecordingOnButton } from './button.ts';
import { registerContentScripts } from './content-scripts.ts';
import { openRequest } from './open-request.ts';
import { Recorder, SOME_FRAME } from './recorder.ts';
import { followShownDocuments } from './shown-documents.ts';
import { followTabs, framesOf, hasPrivateWindow } from './tab-places.ts';

/** Every listener is registered in this first turn: a worker that starts for an event misses none. */

const engine: Engine = navigator.userAgent.includes('Firefox/') ? 'firefox' : 'chromium';
const startedAt = Date.now();
const deployments = followDeployments();
const whereabouts = followTabs();
const recorder = new Recorder(engine, updateBadges, {
  deployments,
  whereabouts,
  frames: framesOf,
  // Firefox tells which document asked, whatever was granted.
  ...(engine === 'chromium' && { shownDocuments: followShownDocuments() }),
  startedAt,
  pagesAnswer: engine === 'chromium' ? tellPages() : Promise.resolve(false),
});

observeWebRequests(recorder.record, deployments.known);
observeWebNavigations(recorder.record);
showRecordingOnButton(whereabouts);
registerContentScripts(deployments.read);

browser.tabs.onRemoved.addListener((tab) => void recorder.closeTab(tab));

browser.windows.onRemoved.addListener(async (window) => {
  await recorder.closeWindow(window);
  if (!(await hasPrivateWindow())) await recorder.clear({ private: true });
});

/** What a flow that goes on has yet to show may be hidden now. */
browser.permissions.onRemoved.addListener(({ origins = [] }) => {
  if (origins.length > 0) void recorder.interrupt({ kind: 'access-removed', time: Date.now() });
});

browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
  const command = parseCommand(message);
  if (command === undefined || sender.id !== browser.runtime.id) return undefined;
  return obey(command, { tab: sender.tab?.id, frame: sender.frameId, url: sender.url });
});

/** The keyboard shortcut pauses and records in the window that it was pressed in. */
browser.commands.onCommand.addListener(async (name) => {
  if (name !== 'toggle-recording') return;
  const { id } = await browser.windows.getLastFocused();
  await recorder.toggleRecording(Date.now(), id);
});

/** With a listener an update waits for the next start, and what is recorded in memory stays until then. */
browser.runtime.onUpdateAvailable.addListener(() => undefined);

/** Firefox opens it in the private window that it is for, Chromium in another. */
browser.action.onClicked.addListener(({ incognito }) => {
  const url = browser.runtime.getURL(`inspector.html${incognito ? '?private' : ''}`);
  void browser.tabs.create({ url });
});

/** Pages of ours that are open say then what they saw. True when there are any. */
function tellPages(): Promise<boolean> {
  const started: Started = { kind: 'started', at: startedAt };
  return browser.runtime.sendMessage(started).then(
    (answer) => answer === true,
    () => false, // There is none.
  );
}

interface Sender {
  readonly tab: number | undefined;
  readonly frame: number | undefined;
  readonly url: string | undefined;
}

/** Only our own pages may give orders; a content script shares its process with the page it reads. */
function isOurPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL('')) === true;
}

async function obey(command: Command, sender: Sender): Promise<unknown> {
  if (command.kind !== 'page' && command.kind !== 'meta-policies' && !isOurPage(sender.url)) return undefined;
  switch (command.kind) {
    case 'clear':
      await recorder.clear(command);
      return clearBadges(command);
    case 'set-recording':
      return recorder.setRecording(command.on, Date.now(), command.window);
    case 'place': {
      const tab = command.tab ?? sender.tab;
      return tab === undefined ? undefined : whereabouts(tab);
    }
    case 'page': {
      const { url, title, messages, metaPolicies } = command;
      if (sender.tab === undefined || sender.url === undefined) return undefined;
      if (url !== sender.url || environmentOf(url, await deployments.read()) === undefined) return undefined;
      const policies = policiesInMeta({ kind: 'read', policies: metaPolicies });
      const page = { title, messages, policies };
      return recorder.recordNow({ tab: sender.tab, frame: sender.frame ?? 0 }, { kind: 'page', url, page });
    }
    case 'meta-policies': {
      const { url, policies } = command;
      if (sender.tab === undefined || url !== sender.url) return undefined;
      const meta = { kind: 'read', policies } as const;
      const place = { tab: sender.tab, frame: sender.frame ?? 0 };
      return recorder.recordNow(place, { kind: 'meta-policies', url, meta });
    }
    case 'seen':
      return recorder.standing(command);
    case 'missed':
      await recorder.recordAgain(command.events, command.seen);
      return true;
    case 'look':
      return recorder.look(command.tab);
    case 'lost':
      return recorder.interrupt({ kind: 'events-lost', time: command.time });
    case 'exchange': {
      const { tab, exchange, chain } = command;
      const observation = { kind: 'exchange', source: 'devtools', ...exchange, chain } as const;
      return recorder.recordNow({ tab, frame: command.inFrame ? SOME_FRAME : 0 }, observation);
    }
    case 'document-read': {
      const { tab, url, askedAt, meta, inFrame } = command;
      return recorder.recordNow(
        { tab, frame: inFrame ? SOME_FRAME : 0 },
        { kind: 'meta-policies', url, askedAt, meta },
      );
    }
    case 'send':
      return openRequest(command, await deployments.read(), engine);
  }
}
