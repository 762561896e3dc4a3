import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import { eventId, type ObservedEvent } from '../../../src/extension/wire/observed-event.ts';
import {
  APPLIED_PREFIX,
  FLOW_PREFIX,
  isPrivateKey,
  LANE_PREFIX,
  parseRecording,
} from '../../../src/extension/wire/storage.ts';
import { StoredFlows } from '../../../src/extension/wire/stored-flows.ts';

/** `storage.session` in little: text in memory, with a quota that a test can reach. */
const store = vi.hoisted(() => {
  const items = new Map<string, string>();
  const size = () => [...items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const store = { items, quota: Number.POSITIVE_INFINITY, reads: 0 };
  const session = {
    get: async (wanted: string | string[] | null) => {
      store.reads++;
      const keys = wanted === null ? [...items.keys()] : [wanted].flat();
      return Object.fromEntries(
        keys.flatMap((key) => {
          const text = items.get(key);
          return text === undefined ? [] : [[key, JSON.parse(text)]];
        }),
      );
    },
    set: async (values: Record<string, unknown>) => {
      const before = new Map(items);
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.stringify(value));
      if (size() <= store.quota) return;
      items.clear();
      for (const [key, text] of before) items.set(key, text);
      throw new Error('QUOTA_BYTES quota exceeded');
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) items.delete(key);
    },
  };
  return Object.assign(store, { session });
});

vi.mock('webextension-polyfill', () => ({ default: { storage: { session: store.session } } }));

const { Recorder, SOME_FRAME } = await import('../../../src/extension/background/recorder.ts');

/** Tabs are in the window of their tens: 17 in the first, 23 in the second; those from 50 on are private. */
const surroundings = {
  deployments: { read: async () => [], known: () => [] },
  frames: async () => [3, 5],
  whereabouts: async (tab: number) => ({ window: Math.trunc(tab / 10), private: tab >= 50 }),
  // A worker that has been running for a while is given events in their order.
  startedAt: 0,
  pagesAnswer: Promise.resolve(false),
};

const IDP = 'https://idp.int.identitysandbox.gov';
const PLACE = { tab: 1, frame: 0 };

const authorizeUrl = (state: string) => `${IDP}/openid_connect/authorize?client_id=urn:app&state=${state}`;

function authorize(state: string, time: number): Extract<Observation, { kind: 'request' }> {
  return { kind: 'request', requestId: state, url: authorizeUrl(state), method: 'GET', time };
}

function commit(url: string, time: number): Observation {
  return { kind: 'commit', url, time, transition: 'link', qualifiers: [] };
}

const flows = () => {
  const stored = new StoredFlows();
  for (const [key, text] of store.items) stored.accept(key, JSON.parse(text));
  return stored.all();
};
const urls = () =>
  flows().flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops.map(({ url }) => url)));
const recording = () => parseRecording(JSON.parse(store.items.get('recording') ?? 'null'));

/** Ids of the events that the writes tell of. */
const appliedEvents = () =>
  [...store.items].flatMap(([key, text]) =>
    key.startsWith(APPLIED_PREFIX) ? JSON.parse(JSON.parse(text)).ids : [],
  );

/** A recorder, and a way to wait until it has done what it was told. */
function recorder() {
  const made = new Recorder('chromium', () => undefined, surroundings);
  const settled = async () => {
    await made.closeTab(99);
    // A write that fails makes work anew.
    await new Promise((resolve) => setTimeout(resolve));
    await made.closeTab(99);
  };
  return { made, settled };
}

beforeEach(() => {
  vi.restoreAllMocks();
  store.items.clear();
  store.quota = Number.POSITIVE_INFINITY;
  store.reads = 0;
});

describe('the recorder', () => {
  test('goes on in a new worker where the old one was', async () => {
    const first = recorder();
    const { url } = authorize('s1', 1) as { url: string };
    first.made.record(PLACE, authorize('s1', 1), 1);
    await first.settled();
    const second = recorder();
    const headers = [{ name: 'location', value: '/' }];
    second.made.record(
      PLACE,
      {
        kind: 'redirect',
        requestId: 's1',
        url,
        method: 'GET',
        time: 2,
        status: 302,
        headers,
        redirectUrl: `${IDP}/`,
      },
      2,
    );
    await second.settled();
    expect(urls()).toEqual([url, `${IDP}/`]);
  });

  test('remembers a bounded number of the events that it was given while paused', async () => {
    const { made } = recorder();
    await made.setRecording(false, 1);
    for (let at = 2; at < 1_002; at++) {
      made.record(PLACE, authorize(`s${at}`, at), at);
      if (at % 50 === 0) await made.closeTab(99);
    }
    await made.setRecording(true, 2_000);
    made.record(PLACE, authorize('last', 2_001), 2_001);
    await made.closeTab(99);
    expect(flows()).toHaveLength(1);
    expect(appliedEvents().length).toBeLessThanOrEqual(201);
  });

  test('asks what a frame shows when a sign-in begins there, and only then', async () => {
    const asked: string[] = [];
    const made = new Recorder('chromium', () => undefined, {
      ...surroundings,
      shownDocuments: {
        inFrame: async () => undefined,
        behind: async ({ tab, frame }) => {
          asked.push(`${tab}.${frame}`);
          return { url: 'https://app.example.gov/start', documentId: 'A' };
        },
      },
    });
    const { url } = authorize('1', 1) as { url: string };
    made.record(PLACE, { ...authorize('1', 1), url: `${IDP}/` } as Observation, 1);
    made.record({ tab: 2, frame: 0 }, { ...authorize('2', 2), initiator: IDP } as Observation, 2);
    made.record({ tab: 3, frame: 0 }, commit(url, 3), 3);
    expect(asked).toEqual([]);
    made.record({ tab: 4, frame: 5 }, authorize('4', 4), 4);
    // At once: the next document may be there before anything is applied.
    expect(asked).toEqual(['4.5']);
    await made.closeTab(99);
    made.record({ tab: 4, frame: 5 }, authorize('5', 5), 5);
    made.record({ tab: 4, frame: 5 }, commit(authorizeUrl('5'), 6), 6);
    await made.closeTab(99);
    const inFrame = flows().filter(({ tab }) => tab?.frame === 5);
    expect(inFrame.map(({ navigations }) => navigations.map(({ cause }) => cause))).toEqual([
      [{ kind: 'unknown' }],
      [{ kind: 'link', document: {} }],
    ]);
  });

  test('records a deployment of Login.gov that the user named, and writes into the flow that it is one', async () => {
    const origin = 'http://localhost:3001';
    const there = { ...authorize('s1', 1), url: `${origin}/openid_connect/authorize?client_id=a` };
    let named: readonly string[] = [];
    const made = new Recorder('chromium', () => undefined, {
      ...surroundings,
      deployments: { read: async () => named, known: () => named },
    });
    made.record(PLACE, commit(there.url, 1), 1);
    await made.closeTab(99);
    expect(flows()).toEqual([]);
    named = [origin];
    made.record(PLACE, there as Observation, 2);
    await made.closeTab(99);
    expect(flows().map(({ deployments }) => deployments)).toEqual([[origin]]);
    named = [];
    made.record(PLACE, commit(there.url, 3), 3);
    await made.closeTab(99);
    expect(flows().map(({ deployments }) => deployments)).toEqual([[origin]]);
  });

  test('drops the oldest flows when storage is full, keeps the new one and counts', async () => {
    const { made, settled } = recorder();
    for (let tab = 1; tab <= 20; tab++) made.record({ tab, frame: 0 }, authorize(`s${tab}`, tab), tab);
    await settled();
    expect(flows()).toHaveLength(20);
    store.quota = [...store.items].reduce((sum, [key, text]) => sum + key.length + text.length, 0) + 200;
    made.record({ tab: 21, frame: 0 }, authorize('s21', 21), 21);
    await settled();
    const states = urls().map((url) => new URL(url).searchParams.get('state'));
    expect(states).toContain('s21');
    expect(states).not.toContain('s1');
    expect(recording().dropped).toBe(20 + 1 - flows().length);
  });

  test('keeps nothing of what happens during a pause or leads out of it', async () => {
    const { made, settled } = recorder();
    made.record(PLACE, authorize('s1', 1), 1);
    made.record(PLACE, commit(`${IDP}/`, 2), 2);
    await settled();
    const before = urls();
    await made.setRecording(false, 2);
    made.record(PLACE, commit('https://app.example.gov/', 3), 3);
    await settled();
    await made.setRecording(true, 3);
    made.record(PLACE, { kind: 'navigation', url: 'https://private.example/', time: 4 }, 4);
    made.record(PLACE, commit('https://private.example/', 5), 5);
    await settled();
    expect(urls()).toEqual(before);
  });

  test('pauses one window, and goes on in the others', async () => {
    const { made, settled } = recorder();
    const [first, second] = [
      { tab: 10, frame: 0 },
      { tab: 20, frame: 0 },
    ];
    await made.setRecording(false, 1, 1);
    made.record(first, authorize('s1', 2), 2);
    made.record(second, authorize('s2', 2), 2);
    await settled();
    expect(urls()).toEqual([expect.stringContaining('state=s2')]);
    expect(recording()).toEqual({ on: true, dropped: 0, windows: { 1: false } });
    await made.setRecording(false, 3);
    made.record(second, authorize('s3', 4), 4);
    await made.setRecording(true, 5, 1);
    made.record(first, authorize('s4', 6), 6);
    await settled();
    expect(urls()).toEqual([expect.stringContaining('state=s2'), expect.stringContaining('state=s4')]);
    await made.closeWindow(1);
    expect(recording()).toEqual({ on: false, dropped: 0 });
    await made.toggleRecording(7, 2);
    expect(recording()).toEqual({ on: false, dropped: 0, windows: { 2: true } });
    await made.toggleRecording(8, 2);
    expect(recording()).toEqual({ on: false, dropped: 0 });
  });

  test('marks what goes on in the window that is paused, not what is over', async () => {
    const { made, settled } = recorder();
    made.record({ tab: 10, frame: 0 }, authorize('s1', 1), 1);
    made.record({ tab: 11, frame: 0 }, authorize('s2', 1), 1);
    made.record({ tab: 11, frame: 0 }, commit('https://app.example.gov/', 2), 2);
    made.record({ tab: 20, frame: 0 }, authorize('s3', 1), 1);
    await settled();
    await made.setRecording(false, 7, 1);
    const marks = Object.fromEntries(flows().map(({ tab, interruptions }) => [tab?.id, interruptions]));
    expect(marks).toEqual({ 10: [{ kind: 'paused', time: 7 }], 11: undefined, 20: undefined });
  });

  test('marks what goes on when access is taken away, and records on', async () => {
    const { made, settled } = recorder();
    made.record(PLACE, authorize('s1', 1), 1);
    await settled();
    await made.interrupt({ kind: 'access-removed', time: 2 });
    made.record(PLACE, commit(`${IDP}/openid_connect/authorize?client_id=urn:app&state=s1`, 3), 3);
    await settled();
    const [flow] = flows();
    expect(flow?.interruptions).toEqual([{ kind: 'access-removed', time: 2 }]);
    expect(flow?.navigations[0]?.committed).toBe(true);
  });

  test('keeps what happens in private windows under keys of its own, and forgets it apart', async () => {
    const { made, settled } = recorder();
    made.record(PLACE, authorize('s1', 1), 1);
    made.record({ tab: 50, frame: 0 }, authorize('s2', 1), 1);
    await settled();
    const kept = () =>
      [...store.items.keys()].filter((key) => key.startsWith(FLOW_PREFIX) && !key.includes('/'));
    expect(kept().map((key) => isPrivateKey(key))).toEqual([false, true]);
    await made.clear();
    expect(urls()).toEqual([expect.stringContaining('state=s2')]);
    expect(store.items.has(`${LANE_PREFIX}50.0`)).toBe(true);
    made.record(PLACE, authorize('s3', 2), 2);
    await settled();
    await made.clear({ private: true });
    expect(urls()).toEqual([expect.stringContaining('state=s3')]);
    expect(store.items.has(`${LANE_PREFIX}50.0`)).toBe(false);
  });

  test('waits for what open pages saw, until one has told this worker and not one before it', async () => {
    vi.useFakeTimers({ now: 10_000 });
    try {
      const young = { ...surroundings, startedAt: 10_000, pagesAnswer: Promise.resolve(true) };
      const made = new Recorder('chromium', () => undefined, young);
      made.record(PLACE, authorize('s1', 10_000), 10_000);
      await made.standing({ ids: [], since: 9_000 });
      await vi.advanceTimersByTimeAsync(1_000);
      expect(flows()).toEqual([]);
      expect(await made.standing({ ids: ['another'], since: 10_000 })).toEqual({
        missing: ['another'],
        waiting: [],
      });
      await vi.advanceTimersByTimeAsync(1_000);
      expect(flows()).toEqual([]);
      await made.standing({ ids: [], since: 10_000 });
      await vi.advanceTimersByTimeAsync(300);
      expect(flows()).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  test('a page that told of all that it saw is not waited for any longer', async () => {
    vi.useFakeTimers({ now: 10_000 });
    try {
      const young = { ...surroundings, startedAt: 10_000, pagesAnswer: Promise.resolve(true) };
      const made = new Recorder('chromium', () => undefined, young);
      const events: ObservedEvent[] = [10_000, 10_001].map((at) => ({
        place: PLACE,
        observation: authorize(`s${at}`, at),
        at,
      }));
      const ids = events.map(eventId);
      await made.recordAgain(events.slice(0, 1), { ids, since: 9_000 });
      await vi.advanceTimersByTimeAsync(1_000);
      expect(flows()).toEqual([]);
      await made.recordAgain(events.slice(1), { ids, since: 10_000 });
      await vi.advanceTimersByTimeAsync(1);
      expect(flows()).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test('does not read the whole store for an event or a closed tab', async () => {
    const { made, settled } = recorder();
    for (let tab = 1; tab <= 50; tab++) made.record({ tab, frame: 0 }, authorize(`s${tab}`, tab), tab);
    await settled();
    const all = vi.spyOn(store.session, 'get');
    made.record(PLACE, authorize('again', 99), 99);
    await made.closeTab(7);
    expect(all.mock.calls.filter(([key]) => key === null)).toEqual([]);
    expect([...store.items.keys()].filter((key) => key.startsWith(`${LANE_PREFIX}7.`))).toEqual([]);
    expect(flows()).toHaveLength(51);
  });

  test('writes as much for the last event of a long flow as for one of the first', async () => {
    const { made, settled } = recorder();
    const written: number[] = [];
    const set = vi.spyOn(store.session, 'set').mockClear();
    made.record(PLACE, authorize('s1', 1), 1);
    made.record(PLACE, commit(authorizeUrl('s1'), 2), 2);
    for (let page = 0; page < 150; page++) {
      const at = 100 * page + 100;
      set.mockClear();
      const asked = { requestId: `${page}`, url: `${IDP}/step/${100 + page}`, method: 'POST', time: at };
      made.record(PLACE, { kind: 'request', ...asked, initiator: IDP }, at);
      made.record(PLACE, { kind: 'response', ...asked, status: 200, headers: [] }, at + 1);
      made.record(PLACE, commit(asked.url, at + 2), at + 2);
      await settled();
      written.push(JSON.stringify(set.mock.calls).length);
    }
    expect(flows().map(({ navigations }) => navigations.length)).toEqual([151]);
    const [early, late] = [written[10] ?? 0, written[149] ?? 0];
    expect(late / early).toBeLessThan(1.1);
  });

  test('goes on after the flow that is open was dropped for lack of space', async () => {
    const { made, settled } = recorder();
    for (let tab = 1; tab <= 5; tab++) made.record({ tab, frame: 0 }, authorize(`s${tab}`, tab), tab);
    await settled();
    store.quota = [...store.items].reduce((sum, [key, text]) => sum + key.length + text.length, 0) + 300;
    for (let tab = 6; tab <= 12; tab++) {
      made.record({ tab, frame: 0 }, authorize(`s${tab}`, tab), tab);
      await settled();
    }
    const kept = flows().map(({ id }) => id);
    made.record({ tab: 1, frame: 0 }, commit(`${IDP}/sign_up`, 100), 100);
    await settled();
    expect(flows().map(({ id }) => id)).toEqual(kept);
    expect([...store.items.keys()].filter((key) => key.endsWith('/1'))).toHaveLength(kept.length);
    expect(recording().dropped + kept.length).toBe(12);
  });

  test('forgets one tab, one window or all', async () => {
    const { made, settled } = recorder();
    made.record(PLACE, authorize('s1', 1), 1);
    made.record({ tab: 2, frame: 0 }, authorize('s2', 2), 2);
    await settled();
    await made.clear({ tab: 1 });
    expect(urls()).toEqual([expect.stringContaining('state=s2')]);
    await made.clear();
    expect([...store.items.keys()].toSorted()).toEqual(['applied:0', 'recording']);
    made.record({ tab: 10, frame: 0 }, authorize('s3', 2), 2);
    made.record({ tab: 20, frame: 0 }, authorize('s4', 2), 2);
    await settled();
    await made.clear({ window: 1 });
    expect(urls()).toEqual([expect.stringContaining('state=s4')]);
  });

  test('ignores pages that have nothing to do with Login.gov, and touches storage once for all of them', async () => {
    const { made, settled } = recorder();
    const written = vi.spyOn(store.session, 'set');
    made.record(PLACE, { kind: 'navigation', url: 'https://news.example/', time: 1 }, 1);
    made.record(PLACE, commit('https://news.example/', 2), 2);
    await settled();
    const reads = store.reads;
    made.record(PLACE, commit('https://news.example/more', 3), 3);
    await settled();
    expect([...store.items.keys()]).toEqual([]);
    expect(written).not.toHaveBeenCalled();
    expect(store.reads).toBe(reads);
  });
});

describe('what is read of pages', () => {
  const meta = { kind: 'read', policies: ["form-action 'self'"] } as const;
  const policies = (url: string): Observation => ({ kind: 'meta-policies', url, meta });
  const lane = () => JSON.parse(JSON.parse(store.items.get(`${LANE_PREFIX}1.0`) ?? '"null"'));
  const page = (url: string, time: number): Observation => ({
    kind: 'exchange',
    source: 'devtools',
    url,
    method: 'GET',
    time,
    request: {},
    response: { status: 200, headers: [{ name: 'content-type', value: 'text/html' }] },
  });

  test('is dropped without a write in a tab that nothing is known of', async () => {
    const { made } = recorder();
    await made.recordNow(PLACE, policies('https://app.example.gov/'));
    await made.recordNow(PLACE, policies(`${IDP}/`));
    await made.recordNow({ tab: 1, frame: 7 }, policies(`${IDP}/`));
    expect([...store.items.keys()]).toEqual([]);
  });

  test('is dropped without a write where it tells nothing new', async () => {
    const { made } = recorder();
    await made.recordNow(PLACE, page('https://app.example.gov/', 1));
    const before = new Map(store.items);
    store.items.clear();
    await made.recordNow(PLACE, policies('https://app.example.gov/other'));
    expect([...store.items.keys()]).toEqual([]);
    await made.recordNow(PLACE, policies('https://app.example.gov/'));
    expect([...store.items.keys()]).toEqual([...before.keys()]);
  });

  test('is known of the page before the sign-in, also where only DevTools sees it', async () => {
    const { made } = recorder();
    await made.recordNow(PLACE, page('https://app.example.gov/', 1));
    await made.recordNow(PLACE, policies('https://app.example.gov/'));
    expect(lane().document).toEqual({
      url: 'https://app.example.gov/',
      policies: [{ value: "form-action 'self'", disposition: 'enforce', from: 'meta' }],
      onlyShown: true,
    });
    made.record(PLACE, commit('https://elsewhere.example/', 2), 2);
    await made.closeTab(99);
    expect([...store.items.keys()].filter((key) => key.startsWith(LANE_PREFIX))).toEqual([]);
  });

  test('an exchange that ended before what the tab shows now changes nothing', async () => {
    const { made } = recorder();
    await made.recordNow(PLACE, page('https://app.example.gov/second', 5));
    await made.recordNow(PLACE, page('https://app.example.gov/first', 1));
    expect(lane().document.url).toBe('https://app.example.gov/second');
  });
});

describe('an exchange that one of the frames made', () => {
  const answered = (url: string): Observation => ({
    kind: 'exchange',
    source: 'devtools',
    url,
    method: 'GET',
    time: 9,
    request: { headers: [{ name: 'sec-fetch-dest', value: 'iframe' }] },
    response: { status: 302, headers: [], redirectUrl: `${IDP}/` },
  });
  const inSome = { tab: 1, frame: SOME_FRAME };
  const statuses = () =>
    flows().map(({ tab, navigations }) => [tab?.frame, navigations[0]?.hops[0]?.response?.status]);

  test('completes the hop of the frame that has it open, and not that of the tab', async () => {
    const { made } = recorder();
    made.record(PLACE, authorize('s', 1), 1);
    made.record({ tab: 1, frame: 5 }, authorize('s', 2), 2);
    await made.recordNow(inSome, answered(authorizeUrl('s')));
    expect(statuses()).toEqual([
      [0, undefined],
      [5, 302],
    ]);
  });

  test('goes on in a new worker', async () => {
    const first = recorder();
    first.made.record({ tab: 1, frame: 3 }, authorize('s', 1), 1);
    await first.settled();
    await recorder().made.recordNow(inSome, answered(authorizeUrl('s')));
    expect(statuses()).toEqual([[3, 302]]);
  });

  test('completes that of a frame which has shown nothing yet, so that the browser does not list it', async () => {
    const { made } = recorder();
    made.record({ tab: 1, frame: 8 }, authorize('s', 1), 1);
    await made.recordNow(inSome, answered(authorizeUrl('s')));
    expect(statuses()).toEqual([[8, 302]]);
  });

  test('is dropped where two frames wait for it, where none does, and in another tab', async () => {
    const { made } = recorder();
    made.record({ tab: 1, frame: 3 }, authorize('s', 1), 1);
    made.record({ tab: 1, frame: 5 }, authorize('s', 2), 2);
    made.record({ tab: 2, frame: 8 }, authorize('there', 3), 3);
    await made.recordNow(inSome, answered(authorizeUrl('s')));
    await made.recordNow(inSome, answered(authorizeUrl('other')));
    await made.recordNow(inSome, answered(authorizeUrl('there')));
    expect(statuses()).toEqual([
      [3, undefined],
      [5, undefined],
      [8, undefined],
    ]);
  });
});
