import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Observation, ShownDocument } from '../../../src/core/flow/index.ts';
import { StoredFlows } from '../../../src/extension/wire/stored-flows.ts';

/** What a worker was never told of, and how the next one notices: by the document that a frame shows. */

const items = vi.hoisted(() => new Map<string, unknown>());

vi.mock('webextension-polyfill', () => {
  const session = {
    get: async (wanted: string | string[] | null) => {
      if (wanted === null) throw new Error('The whole store was read.');
      return Object.fromEntries(
        [wanted].flat().flatMap((key) => (items.has(key) ? [[key, items.get(key)]] : [])),
      );
    },
    getKeys: async () => [...items.keys()],
    set: async (values: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(values)) items.set(key, value);
    },
    remove: async (keys: string | string[]) => {
      for (const key of [keys].flat()) items.delete(key);
    },
  };
  return { default: { storage: { session } } };
});

const { Recorder } = await import('../../../src/extension/background/recorder.ts');

const IDP = 'https://idp.int.identitysandbox.gov';
const AUTHORIZE = `${IDP}/openid_connect/authorize?client_id=urn:app`;
const APP = 'https://app.example.gov';
const PLACE = { tab: 1, frame: 0 };

/** Events are told apart by their times. */
let at = 1;

/** What the frame shows now. */
let shown: ShownDocument | undefined;

function worker() {
  const made = new Recorder('chromium', () => undefined, {
    deployments: { read: async () => [], known: () => [] },
    whereabouts: async () => ({ window: 1, private: false }),
    frames: async () => [],
    shownDocuments: { inFrame: async () => shown, behind: async () => shown },
    startedAt: 0,
    pagesAnswer: Promise.resolve(false),
  });
  const tell = async (observation: Observation) => {
    made.record(PLACE, observation, at++);
    await made.closeTab(99);
  };
  return { made, tell };
}

const request = (url: string, id = '1'): Observation => {
  return { kind: 'request', requestId: id, url, method: 'GET', time: Number(id) };
};
const commit = (url: string, documentId: string): Observation => {
  return { kind: 'commit', url, time: 10, transition: 'link', qualifiers: [], documentId };
};

const interruptions = () => {
  const stored = new StoredFlows();
  for (const [key, value] of items) stored.accept(key, value);
  return stored.all().map((flow) => (flow.interruptions ?? []).map(({ kind }) => kind));
};

/** At Login.gov's page, which the frame shows as document B. */
async function atLoginGov(): Promise<void> {
  shown = { url: `${APP}/start`, documentId: 'A' };
  const { tell } = worker();
  await tell(request(AUTHORIZE));
  shown = { url: AUTHORIZE, documentId: 'B' };
  await tell(commit(AUTHORIZE, 'B'));
}

beforeEach(() => {
  items.clear();
  shown = undefined;
});

describe('a document that no worker was told of', () => {
  test('marks the flow that went on there when somebody looks, once', async () => {
    await atLoginGov();
    shown = { url: `${APP}/home`, documentId: 'C' };
    const { made } = worker();
    await made.look();
    expect(interruptions()).toEqual([['events-lost']]);
    await made.look();
    await worker().made.look(PLACE.tab);
    expect(interruptions()).toEqual([['events-lost']]);
  });

  test('marks a flow of which nothing was shown yet', async () => {
    shown = { documentId: 'the page of a new tab' };
    await worker().tell(request(AUTHORIZE));
    shown = { url: `${IDP}/`, documentId: 'B' };
    await worker().made.look();
    expect(interruptions()).toEqual([['events-lost']]);
  });

  test('marks the flow when the tab goes on to somewhere else', async () => {
    await atLoginGov();
    shown = { url: `${APP}/home`, documentId: 'C' };
    const { made, tell } = worker();
    await tell({ kind: 'navigation', url: `${APP}/elsewhere`, time: 20 });
    await tell(commit(`${APP}/elsewhere`, 'D'));
    await vi.waitFor(() => expect(interruptions()).toEqual([['events-lost']]));
    shown = { url: `${APP}/elsewhere`, documentId: 'D' };
    await made.look();
    expect(interruptions()).toEqual([['events-lost']]);
  });

  test('is the document of an event that is still on its way: nothing is lost', async () => {
    await atLoginGov();
    shown = { url: `${APP}/home`, documentId: 'C' };
    const { made, tell } = worker();
    const looked = made.look();
    await tell(commit(`${APP}/home`, 'C'));
    await looked;
    expect(interruptions()).toEqual([[]]);
  });

  test.each<[string, ShownDocument | undefined]>([
    ['the same document, whatever its address is now', { url: `${IDP}/other`, documentId: 'B' }],
    ['a page of the browser, or of an error', { documentId: 'C' }],
    ['nothing, for the tab is gone', undefined],
  ])('is none where the frame shows %s', async (_, now) => {
    await atLoginGov();
    shown = now;
    await worker().made.look();
    expect(interruptions()).toEqual([[]]);
  });

  test('is none of a flow that is over', async () => {
    await atLoginGov();
    const { tell } = worker();
    shown = { url: `${APP}/home`, documentId: 'C' };
    await tell(commit(`${APP}/home`, 'C'));
    shown = { url: `${APP}/elsewhere`, documentId: 'D' };
    await worker().made.look();
    expect(interruptions()).toEqual([[]]);
  });
});
