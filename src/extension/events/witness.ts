import browser, { type Runtime } from 'webextension-polyfill';
import {
  type Command,
  MAX_ASKED,
  MAX_TOLD,
  parseStanding,
  parseStarted,
  type Seen,
} from '../wire/commands.ts';
import { eventId, type ObservedEvent, type RecordEvent } from '../wire/observed-event.ts';
import { followDeployments } from './deployments.ts';
import { observeWebNavigations } from './web-navigation.ts';
import { observeWebRequests } from './web-request.ts';

/** How long events are gathered before the recorder is asked whether it has them, in milliseconds. */
const BURST = 50;

/** How long an answer may take, in milliseconds: that of a worker that is stopped meanwhile may never come. */
const PATIENCE = 1_000;

/** How long a recorder that gave no answer is left alone, in milliseconds. */
const AGAIN = 250;

/**
 * A page of the extension that is open sees the same events as the worker, and is not stopped. It keeps each until
 * the recorder says that it is stored for good, and tells of those that it was never given: where a worker is stopped
 * by force, the browser drops the events that were on their way. The events of one tab alone, or of all.
 */
export function witnessEvents(only?: number): void {
  // Firefox stops its event page only when there is nothing to do.
  if (navigator.userAgent.includes('Firefox/')) return;
  const kept = new Map<string, ObservedEvent>();
  /** Those of them that a worker has put into storage, where they wait to be applied. */
  let stored = new Set<string>();
  let lostAt: number | undefined;
  let isAsking = false;
  /** A worker that has just started waits to hear what it may have missed. */
  let isAwaited = false;
  /** When that worker started. */
  let since = 0;
  let endWait: () => void = () => undefined;

  const see: RecordEvent = (place, observation, at) => {
    if (place.tab < 0 || (only !== undefined && place.tab !== only)) return;
    const event = { place, observation, at };
    kept.set(eventId(event), event);
    if (kept.size > MAX_ASKED) dropOne();
    if (!isAsking) void askForAll();
  };

  const dropOne = () => {
    const [oldest = ''] = stored.size > 0 ? stored : kept.keys();
    kept.delete(oldest);
    if (!stored.delete(oldest)) lostAt = Date.now();
  };

  const askForAll = async () => {
    isAsking = true;
    while (kept.size > 0 || isAwaited) {
      if (!isAwaited) await wait(BURST);
      isAwaited = false;
      if (!(await ask())) await wait(AGAIN);
    }
    isAsking = false;
  };

  /** False when the recorder gave no answer. A message also starts a worker where none runs. */
  const ask = async (): Promise<boolean> => {
    const seen = { ids: [...kept.keys()], since };
    if (lostAt !== undefined) {
      if ((await answer({ kind: 'lost', time: lostAt })) === NONE) return false;
      lostAt = undefined;
    }
    const standing = parseStanding(await answer({ kind: 'seen', ...seen }));
    if (standing === undefined) return false;
    const { missing, waiting } = standing;
    const open = new Set([...missing, ...waiting]);
    for (const id of seen.ids) if (!open.has(id)) kept.delete(id);
    stored = new Set(waiting);
    for (let from = 0; from < missing.length; from += MAX_TOLD) {
      const events = missing.slice(from, from + MAX_TOLD).flatMap((id) => kept.get(id) ?? []);
      const isLast = from + MAX_TOLD >= missing.length;
      if ((await answer({ kind: 'missed', events, ...(isLast && { seen }) })) !== true) return false;
    }
    stored = new Set([...open].filter((id) => kept.has(id)));
    // What is open is asked about again. That starts a worker, too, where one was stopped while events waited.
    return true;
  };

  const answer = async (told: Told): Promise<unknown> => {
    try {
      return await Promise.race([browser.runtime.sendMessage(told), wait(PATIENCE).then(() => NONE)]);
    } catch {
      return NONE;
    }
  };

  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      if (isAwaited) resolve();
      const timer = setTimeout(resolve, milliseconds);
      endWait = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    // A tab's page, or a content script in it, is not the worker.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return undefined;
    const at = parseStarted(message);
    if (at === undefined) return undefined;
    since = at;
    isAwaited = true;
    endWait();
    if (!isAsking) void askForAll();
    return Promise.resolve(true);
  });
  observeWebRequests(see, followDeployments().known);
  observeWebNavigations(see);
  // What happened before that, the recorder must look for itself.
  const look: Command = { kind: 'look', ...(only !== undefined && { tab: only }) };
  void browser.runtime.sendMessage(look).catch(() => undefined);
}

const NONE = Symbol('no answer');

type Told =
  | Extract<Command, { kind: 'seen' | 'lost' }>
  | { readonly kind: 'missed'; readonly events: readonly ObservedEvent[]; readonly seen?: Seen };
