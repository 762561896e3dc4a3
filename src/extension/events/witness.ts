import browser, { type Runtime } from 'webextension-polyfill';
import { type ObservedEvent, type RecordEvent, WITNESS_PORT } from '../wire/observed-event.ts';
import { followDeployments } from './deployments.ts';
import { observeWebNavigations } from './web-navigation.ts';
import { observeWebRequests } from './web-request.ts';

/** How long events are remembered, in milliseconds: longer than a worker takes to be stopped and to start again. */
const REMEMBERED = 10_000;
/** How many at most. */
const MAX_REMEMBERED = 2_000;
/** A worker that is stopped sooner than that is not told again before, in milliseconds. */
const AGAIN = 50;

/**
 * A page of the extension that is open sees the same events as the worker, and is not stopped. While the worker runs,
 * the page only remembers; where the worker was stopped by force, the page tells the next one what it saw, for the
 * browser drops events that were on their way. In one tab alone, or in all.
 */
export function witnessEvents(only?: number): void {
  // Firefox stops its event page only when there is nothing to do.
  if (navigator.userAgent.includes('Firefox/')) return;
  let recent: ObservedEvent[] = [];
  let port: Runtime.Port | undefined;

  const see: RecordEvent = (place, observation, at) => {
    if (place.tab < 0 || (only !== undefined && place.tab !== only)) return;
    recent.push({ place, observation, at });
    if (recent.length > MAX_REMEMBERED) recent = recent.slice(-MAX_REMEMBERED / 2);
    if (port === undefined) tell();
  };

  /** A port that closes says that the worker was stopped; what it may have missed is told to the next at once. */
  const tell = () => {
    const toldAt = Date.now();
    port = browser.runtime.connect({ name: WITNESS_PORT });
    port.onDisconnect.addListener(() => {
      port = undefined;
      recent = recent.filter(({ at }) => Date.now() - at < REMEMBERED);
      if (recent.length === 0) return;
      if (Date.now() - toldAt > AGAIN) tell();
      else setTimeout(tell, AGAIN);
    });
    for (const event of recent) port.postMessage(event);
  };

  observeWebRequests(see, followDeployments().known);
  observeWebNavigations(see);
}
