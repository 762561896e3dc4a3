import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command, Standing } from '../../../src/extension/wire/commands.ts';

/** What the browser calls when a document is asked for. */
const listeners = vi.hoisted(() => [] as ((details: object) => void)[]);
const sent = vi.hoisted(() => [] as Command[]);
const recorder = vi.hoisted(() => ({ answer: async (_: Command): Promise<unknown> => undefined }));

vi.mock('webextension-polyfill', () => {
  const silent = { addListener: () => undefined };
  const webRequest = {
    onBeforeRequest: { addListener: (listener: (details: object) => void) => listeners.push(listener) },
    onBeforeRedirect: silent,
    onResponseStarted: silent,
    onErrorOccurred: silent,
  };
  const webNavigation = { onBeforeNavigate: silent, onCommitted: silent, onErrorOccurred: silent };
  const runtime = {
    id: 'ours',
    onMessage: silent,
    sendMessage: (command: Command) => {
      sent.push(command);
      return recorder.answer(command);
    },
  };
  const storage = { local: { get: async () => ({}) }, onChanged: silent };
  return { default: { webRequest, webNavigation, runtime, storage } };
});

const { witnessEvents } = await import('../../../src/extension/events/witness.ts');

/** Documents that the browser asks for, one in each millisecond. */
function happen(from: number, count: number): void {
  for (let time = from; time < from + count; time++) {
    const url = `https://app.example.gov/${time}`;
    const details = { tabId: 1, frameId: 0, type: 'main_frame', requestId: `${time}`, url, method: 'GET' };
    for (const listener of listeners) listener({ ...details, timeStamp: time });
  }
}

const lost = () => sent.filter(({ kind }) => kind === 'lost');

beforeEach(() => {
  listeners.length = 0;
  sent.length = 0;
  vi.stubGlobal('navigator', { userAgent: 'Chrome/143.0.0.0' });
  vi.useFakeTimers({ now: 10_000 });
});

describe('a page of ours that sees the events', () => {
  test('tells that some are lost where it saw more than it can keep, and no worker has any of them', async () => {
    recorder.answer = () => new Promise(() => undefined);
    witnessEvents();
    happen(0, 2_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(lost()).toEqual([]);
    happen(2_000, 1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(lost()).not.toEqual([]);
  });

  test('lets those go first that wait in storage: nothing is lost', async () => {
    const isTold = new Set<string>();
    recorder.answer = async (command) => {
      if (command.kind === 'missed') {
        for (const { observation, place, at } of command.events)
          isTold.add(`${place.tab}.${place.frame} ${observation.kind} ${at}`);
        return true;
      }
      if (command.kind !== 'seen') return undefined;
      const standing: Standing = {
        missing: command.ids.filter((id) => !isTold.has(id)),
        waiting: command.ids.filter((id) => isTold.has(id)),
      };
      return standing;
    };
    witnessEvents();
    for (let from = 0; from < 5_000; from += 500) {
      happen(from, 500);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(isTold.size).toBe(5_000);
    expect(lost()).toEqual([]);
  });

  test('says with the last of them what it saw', async () => {
    recorder.answer = async (command) => {
      if (command.kind === 'seen') return { missing: command.ids, waiting: [] };
      return command.kind === 'missed' ? true : undefined;
    };
    witnessEvents();
    happen(0, 450);
    await vi.advanceTimersByTimeAsync(60);
    const told = sent.flatMap((command) => (command.kind === 'missed' ? command : []));
    expect(told.slice(0, 3).map(({ events }) => events.length)).toEqual([200, 200, 50]);
    expect(told.slice(0, 3).map(({ seen }) => seen?.ids.length)).toEqual([undefined, undefined, 450]);
  });
});
