import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Observation } from '../../../src/core/flow/index.ts';
import { FLOW_PREFIX, LANE_PREFIX, parseFlow, parseRecording } from '../../../src/extension/wire/storage.ts';

/** `storage.session` in little: text in memory, with a quota that a test can reach. */
const store = vi.hoisted(() => {
  const items = new Map<string, string>();
  const size = () => [...items].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  const store = { items, quota: Number.POSITIVE_INFINITY, reads: 0 };
  const session = {
    get: async (wanted: string | null) => {
      store.reads++;
      const keys = wanted === null ? [...items.keys()] : [wanted];
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

const { Recorder } = await import('../../../src/extension/background/recorder.ts');

const IDP = 'https://idp.int.identitysandbox.gov';
const PLACE = { tab: 1, frame: 0 };

function authorize(state: string, time: number): Observation {
  const url = `${IDP}/openid_connect/authorize?client_id=urn:app&state=${state}`;
  return { kind: 'request', requestId: state, url, method: 'GET', time };
}

function commit(url: string, time: number): Observation {
  return { kind: 'commit', url, time, transition: 'link', qualifiers: [] };
}

const flows = () =>
  [...store.items].flatMap(([key, text]) =>
    key.startsWith(FLOW_PREFIX) ? (parseFlow(JSON.parse(text)) ?? []) : [],
  );
const urls = () =>
  flows().flatMap(({ navigations }) => navigations.flatMap(({ hops }) => hops.map(({ url }) => url)));
const recording = () => parseRecording(JSON.parse(store.items.get('recording') ?? 'null'));

/** A recorder, and a way to wait until it has done what it was told. */
function recorder() {
  const made = new Recorder('chromium', () => undefined);
  const settled = async () => {
    await made.closeTab(99);
    // A write that fails makes work anew.
    await new Promise((resolve) => setTimeout(resolve));
    await made.closeTab(99);
  };
  return { made, settled };
}

beforeEach(() => {
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

  test('records a deployment of Login.gov that the user named, and writes into the flow that it is one', async () => {
    const origin = 'http://localhost:3001';
    const there = { ...authorize('s1', 1), url: `${origin}/openid_connect/authorize?client_id=a` };
    let named: readonly string[] = [];
    const made = new Recorder(
      'chromium',
      () => undefined,
      async () => named,
    );
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
    await made.setRecording(false);
    made.record(PLACE, commit('https://app.example.gov/', 3), 3);
    await settled();
    await made.setRecording(true);
    made.record(PLACE, { kind: 'navigation', url: 'https://private.example/', time: 4 }, 4);
    made.record(PLACE, commit('https://private.example/', 5), 5);
    await settled();
    expect(urls()).toEqual(before);
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

  test('forgets one tab or all', async () => {
    const { made, settled } = recorder();
    made.record(PLACE, authorize('s1', 1), 1);
    made.record({ tab: 2, frame: 0 }, authorize('s2', 2), 2);
    await settled();
    await made.clear(1);
    expect(urls()).toEqual([expect.stringContaining('state=s2')]);
    await made.clear();
    expect([...store.items.keys()]).toEqual(['recording']);
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
