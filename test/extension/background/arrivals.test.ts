import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_ASKED } from '../../../src/extension/wire/commands.ts';
import { eventId, type ObservedEvent } from '../../../src/extension/wire/observed-event.ts';
import { toStored } from '../../../src/extension/wire/stored-text.ts';

const items = vi.hoisted(() => new Map<string, string>());

vi.mock('webextension-polyfill', () => {
  const session = {
    get: async (keys: readonly string[]) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const text = items.get(key);
          return text === undefined ? [] : [[key, JSON.parse(text)]];
        }),
      ),
    set: async (values: object) => {
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.stringify(value));
    },
    remove: async (keys: readonly string[]) => {
      for (const key of keys) items.delete(key);
    },
  };
  return { default: { storage: { session } } };
});

const { AppliedEvents } = await import('../../../src/extension/background/applied-events.ts');
const { Arrivals } = await import('../../../src/extension/background/arrivals.ts');

const START = 1_000_000;
const PLACE = { tab: 1, frame: 0 };

function event(at: number, kind: 'commit' | 'navigation' = 'navigation'): ObservedEvent {
  const url = `https://idp.int.identitysandbox.gov/${at}`;
  const observation =
    kind === 'commit'
      ? { kind, url, time: at, transition: 'link', qualifiers: [] }
      : ({ kind, url, time: at } as const);
  return { place: PLACE, observation, at };
}

/** A worker that starts now, in place of the one before, and what it has taken so far. */
function worker(engine: 'chromium' | 'firefox' = 'chromium', pagesAnswer = Promise.resolve(false)) {
  vi.clearAllTimers();
  const taken: number[] = [];
  const arrivals = new Arrivals(engine, Date.now(), new AppliedEvents(), pagesAnswer, () => {
    void arrivals.take().then((settled) => {
      taken.push(...settled.map(({ at }) => at));
      arrivals.written(settled);
    });
  });
  return { arrivals, taken };
}

const held = () => [...items.keys()].filter((key) => key.startsWith('held:'));

beforeEach(() => {
  items.clear();
  vi.useFakeTimers({ now: START });
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('what has been applied', () => {
  test('is remembered of the newest, in the order in which it was applied', async () => {
    const ids = upTo(6_000).map((at) => eventId(event(at)));
    let applied = new AppliedEvents();
    let next = 0;
    // Many small writes, one large, and now and then another worker.
    for (let write = 0; next < ids.length; write++) {
      if (write % 700 === 0) {
        applied = new AppliedEvents();
        await applied.restore();
      }
      const count = write === 900 ? 3_000 : 1;
      for (const id of ids.slice(next, next + count)) applied.add(id);
      next += count;
      for (const [key, value] of Object.entries(applied.entry())) items.set(key, JSON.stringify(value));
    }
    const restored = await new AppliedEvents().restore();
    expect(restored).toEqual(ids.slice(-restored.length));
    expect(restored.length).toBeGreaterThan(MAX_ASKED);
    expect(items.size).toBe(2_048);
  });
});

describe('arrivals', () => {
  test('a new event that overtakes those from before the start is put behind them', async () => {
    const { arrivals, taken } = worker();
    arrivals.add(event(START + 5));
    for (const at of [-40, -20, 0]) arrivals.add(event(START + at));
    await vi.advanceTimersByTimeAsync(249);
    expect(taken).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(taken).toEqual([START - 40, START - 20, START, START + 5]);
    expect(held()).toEqual([]);
  });

  test('later in its life Chromium keeps the order, and what comes at one time is taken together', async () => {
    const { arrivals, taken } = worker();
    await vi.advanceTimersByTimeAsync(1_000);
    arrivals.add(event(START + 1_000));
    await vi.advanceTimersByTimeAsync(15);
    arrivals.add(event(START + 1_015));
    expect(held()).toEqual([]);
    expect(taken).toEqual([]);
    await vi.advanceTimersByTimeAsync(5);
    expect(taken).toEqual([START + 1_000, START + 1_015]);
  });

  test('one that comes when nothing waits any more does not overtake one that still does', async () => {
    const { arrivals, taken } = worker();
    await vi.advanceTimersByTimeAsync(990);
    arrivals.add(event(START + 990));
    await vi.advanceTimersByTimeAsync(15);
    arrivals.add(event(START + 1_005));
    await vi.advanceTimersByTimeAsync(20);
    expect(taken).toEqual([START + 990, START + 1_005]);
  });

  test('Firefox sorts all its life', async () => {
    const { arrivals, taken } = worker('firefox');
    await vi.advanceTimersByTimeAsync(5_000);
    arrivals.add(event(START + 5_000));
    arrivals.add(event(START + 4_990, 'commit'));
    await vi.advanceTimersByTimeAsync(250);
    expect(taken).toEqual([START + 4_990, START + 5_000]);
  });

  test('a worker that is stopped while events wait leaves them to the next, which may be stopped, too', async () => {
    worker().arrivals.add(event(START));
    await vi.advanceTimersByTimeAsync(10);
    const second = worker();
    second.arrivals.add(event(START + 10));
    await second.arrivals.take();
    expect(second.taken).toEqual([]);
    const third = worker();
    third.arrivals.add(event(START + 20));
    third.arrivals.add(event(START + 15));
    await vi.advanceTimersByTimeAsync(600);
    expect(third.taken).toEqual([START, START + 10, START + 15, START + 20]);
    expect(held()).toEqual([]);
  });

  test('what was applied before the worker was stopped is not applied again', async () => {
    const { arrivals } = worker();
    for (const at of [1, 2, 3]) arrivals.add(event(START + at));
    await vi.advanceTimersByTimeAsync(1);
    const applied = [1, 2].map((at) => eventId(event(START + at)));
    items.set('applied:0', JSON.stringify(toStored({ turn: 0, ids: applied })));
    const next = worker();
    next.arrivals.add(event(START + 9));
    await vi.advanceTimersByTimeAsync(600);
    expect(next.taken).toEqual([START + 3, START + 9]);
    expect(held()).toEqual([]);
  });

  test('what started the worker stays known, however much was applied before it', async () => {
    const earlier = new AppliedEvents();
    for (let at = 0; at < 12_000; at++) earlier.add(eventId(event(at)));
    for (const [key, value] of Object.entries(earlier.entry())) items.set(key, JSON.stringify(value));
    const { arrivals } = worker();
    const started = upTo(20).map((at) => event(START + at));
    for (const one of started) arrivals.add(one);
    const later = upTo(20).map((at) => event(START + 100 + at));
    await vi.advanceTimersByTimeAsync(10);
    for (const one of later) arrivals.add(one);
    const ids = [...started, ...later].map(eventId);
    expect(await arrivals.standing(ids)).toEqual({ missing: [], waiting: ids });
  });

  test('a worker that is started for something else goes on with what waits', async () => {
    worker().arrivals.add(event(START));
    await vi.advanceTimersByTimeAsync(10);
    const next = worker();
    await vi.advanceTimersByTimeAsync(300);
    expect(next.taken).toEqual([START]);
    expect(held()).toEqual([]);
  });

  test('an event that no worker was given is missing, also when a later one has been applied', async () => {
    const ids = [1, 2, 3, 4].map((at) => eventId(event(START + at)));
    items.set('applied:0', JSON.stringify(toStored({ turn: 0, ids: [ids[0], ids[3]] })));
    worker().arrivals.add(event(START + 3));
    await vi.advanceTimersByTimeAsync(10);
    const next = worker();
    expect(await next.arrivals.standing(ids)).toEqual({ missing: [ids[1]], waiting: [ids[2]] });
    await next.arrivals.addAgain([event(START + 2), event(START + 4)]);
    expect(await next.arrivals.standing(ids)).toEqual({ missing: [], waiting: [ids[1], ids[2]] });
    await vi.advanceTimersByTimeAsync(600);
    expect(next.taken).toEqual([START + 2, START + 3]);
    expect(await next.arrivals.standing(ids)).toEqual({ missing: [], waiting: [] });
  });

  test('where a page of ours is open, nothing is taken before it has told what it saw', async () => {
    const { arrivals, taken } = worker('chromium', Promise.resolve(true));
    arrivals.add(event(START + 20));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(taken).toEqual([]);
    expect(held()).toHaveLength(1);
    await arrivals.addAgain([event(START + 10)]);
    arrivals.complete();
    await vi.advanceTimersByTimeAsync(300);
    expect(taken).toEqual([START + 10, START + 20]);
  });

  test('up to what a page of ours saw last of a tab, nothing waits for what may have happened before', async () => {
    const { arrivals, taken } = worker('chromium', Promise.resolve(true));
    const seen = [10, 20].map((at) => event(START + at));
    const elsewhere = { ...event(START + 15), place: { tab: 2, frame: 0 } };
    await arrivals.addAgain([...seen, elsewhere, event(START + 30)]);
    await vi.advanceTimersByTimeAsync(5);
    expect(taken).toEqual([]);
    arrivals.complete(seen.map(eventId));
    await vi.advanceTimersByTimeAsync(1);
    expect(taken).toEqual([START + 10, START + 20]);
    await vi.advanceTimersByTimeAsync(300);
    expect(taken).toEqual([START + 10, START + 20, START + 15, START + 30]);
  });

  test('of a thousand that wait, what a worker has taken stays when it is stopped before it took the others', async () => {
    const events = upTo(1_000).map((at) => event(START + at));
    const pages = Promise.resolve(true);
    const arrivals = new Arrivals('chromium', Date.now(), new AppliedEvents(), pages, () => undefined);
    await arrivals.addAgain(events);
    arrivals.complete(events.map(eventId));
    const first = await arrivals.take();
    expect(first).toHaveLength(200);
    arrivals.written(first);
    const { taken } = worker();
    await vi.advanceTimersByTimeAsync(600);
    expect(taken).toEqual(events.slice(200).map(({ at }) => at));
    expect(held()).toEqual([]);
  });

  test('a page of ours that never tells what it saw is not waited for longer than some seconds', async () => {
    const { arrivals, taken } = worker('chromium', Promise.resolve(true));
    arrivals.add(event(START + 20));
    await vi.advanceTimersByTimeAsync(3_300);
    expect(taken).toEqual([START + 20]);
  });

  test('an event of which two tell counts once', async () => {
    const { arrivals, taken } = worker();
    arrivals.add(event(START));
    arrivals.add(event(START));
    arrivals.add(event(START, 'commit'));
    await vi.advanceTimersByTimeAsync(600);
    expect(taken).toEqual([START, START]);
  });

  test('a hundred that wait are all found again', async () => {
    const { arrivals } = worker();
    for (let at = 0; at < 100; at++) arrivals.add(event(START + at));
    await vi.advanceTimersByTimeAsync(1);
    const next = worker();
    next.arrivals.add(event(START + 500));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(next.taken).toHaveLength(101);
    expect(held()).toEqual([]);
  });
});
