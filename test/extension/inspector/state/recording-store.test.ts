import { describe, expect, it, vi } from 'vitest';
import type { Flow } from '../../../../src/core/model/index.ts';
import { createRecordingStore } from '../../../../src/extension/inspector/state/recording-store.ts';
import { flowChange } from '../../../../src/extension/wire/stored-flows.ts';
import { inspection, manyFlows, refusedFlow, samlFlow } from '../samples.ts';

function setUp(stored: () => Promise<Record<string, unknown>>) {
  let tell: (changed: ReadonlyMap<string, unknown>) => void = () => {};
  const known = new Map<string, Flow>();
  const inspect = vi.fn(async (id: string) => {
    const flow = known.get(id);
    return flow && inspection(flow);
  });
  const put = vi.fn((flow: Flow) => void known.set(flow.id, flow));
  const remove = vi.fn((id: string) => void known.delete(id));
  const configure = vi.fn();
  const store = createRecordingStore(
    {
      readStored: async function* () {
        for (const item of Object.entries(await stored())) yield Object.fromEntries([item]);
      },
      onStored: (listener) => {
        tell = listener;
      },
    },
    { put, remove, inspect, configure },
  );
  const change = (changes: Record<string, unknown>) => tell(new Map(Object.entries(changes)));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  return {
    store,
    inspect,
    put,
    remove,
    configure,
    change,
    settled,
    ids: () => store.state().flows.map(({ flow }) => flow.id),
  };
}

const record = (...flows: readonly Flow[]) =>
  Object.assign({}, ...flows.map((flow) => flowChange(flow).items));

describe('createRecordingStore', () => {
  it('reads what is stored, newest first, and inspects it', async () => {
    const { store, ids, settled } = setUp(async () => ({
      ...record(samlFlow, refusedFlow),
      recording: { on: false, dropped: 2 },
      'lane:7.0': { anything: true },
    }));
    expect(store.state().status).toBe('reading');
    await store.read();
    await settled();
    expect(store.state().status).toBe('ready');
    expect(store.state().recording).toEqual({ on: false, dropped: 2 });
    expect(ids()).toEqual(['refused', 'saml']);
    expect(store.state().flows.every((recorded) => recorded.inspection?.id === recorded.flow.id)).toBe(true);
  });

  it('inspects only the flow that changed and keeps the object of the others', async () => {
    const { store, inspect, change, settled } = setUp(async () => record(samlFlow, refusedFlow));
    await store.read();
    await settled();
    const [, saml] = store.state().flows;
    inspect.mockClear();
    change(record({ ...refusedFlow, navigations: refusedFlow.navigations.slice(0, 1) }));
    await settled();
    expect(inspect).toHaveBeenCalledTimes(1);
    expect(store.state().flows[0]?.flow.navigations).toHaveLength(1);
    expect(store.state().flows[1]).toBe(saml);
  });

  it('makes every stored flow known before the first is inspected', async () => {
    const { store, put, inspect, settled } = setUp(async () => record(samlFlow, refusedFlow));
    await store.read();
    await settled();
    const firstInspection = inspect.mock.invocationCallOrder[0] ?? 0;
    expect(put.mock.invocationCallOrder.map((order) => order < firstInspection)).toEqual([true, true]);
  });

  it('forgets a removed flow', async () => {
    const { store, change, remove, settled, ids } = setUp(async () => record(samlFlow, refusedFlow));
    await store.read();
    change({ 'flow:refused': undefined });
    await settled();
    expect(ids()).toEqual(['saml']);
    expect(remove).toHaveBeenCalledWith('refused');
  });

  it('prefers a change that came while it was reading', async () => {
    let finish: (stored: Record<string, unknown>) => void = () => {};
    const { store, change, settled, ids } = setUp(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const reading = store.read();
    change({ 'flow:refused': undefined, ...record(samlFlow) });
    finish(record(refusedFlow));
    await reading;
    await settled();
    expect(ids()).toEqual(['saml']);
  });

  it('tells its listeners once when it has read, and once for each batch of inspections', async () => {
    const { store, settled } = setUp(async () => record(...manyFlows(100).map(({ flow }) => flow)));
    const listener = vi.fn();
    store.subscribe(listener);
    await store.read();
    await settled();
    expect(listener).toHaveBeenCalledTimes(1 + 100 / 25);
    expect(store.state().flows).toHaveLength(100);
  });

  it('shows the change of a flow once, with the inspection of it', async () => {
    const { store, change, settled } = setUp(async () => record(refusedFlow));
    await store.read();
    await settled();
    const hops: unknown[] = [];
    store.subscribe(() => hops.push(store.state().flows[0]?.inspection?.navigations.length));
    change(record({ ...refusedFlow, navigations: refusedFlow.navigations.slice(0, 1) }));
    await settled();
    expect(hops).toEqual([1]);
  });

  it('shows a new flow before its inspection', async () => {
    const { store, change, settled } = setUp(async () => ({}));
    await store.read();
    await settled();
    const shown: unknown[] = [];
    store.subscribe(() => shown.push(store.state().flows[0]?.inspection?.id));
    change(record(refusedFlow));
    await settled();
    expect(shown).toEqual([undefined, 'refused']);
  });

  it('counts stored flows that are none', async () => {
    const { store, settled } = setUp(async () => ({ 'flow:odd': { id: 'odd', navigations: 'none' } }));
    await store.read();
    await settled();
    expect(store.state().flows).toEqual([]);
    expect(store.state().rejected).toBe(1);
  });

  it('says why storage could not be read, and recovers', async () => {
    const stored = vi.fn<() => Promise<Record<string, unknown>>>();
    stored.mockRejectedValueOnce(new Error('Access to storage is not allowed.'));
    stored.mockResolvedValueOnce(record(samlFlow));
    const { store, settled, ids } = setUp(stored);
    await store.read();
    await settled();
    expect(store.state()).toMatchObject({
      status: 'unreadable',
      failure: 'Access to storage is not allowed.',
    });
    await store.read();
    await settled();
    expect(store.state().status).toBe('ready');
    expect(ids()).toEqual(['saml']);
  });

  it('keeps a flow whose inspection failed', async () => {
    const { store, inspect, settled } = setUp(async () => record(samlFlow));
    inspect.mockRejectedValueOnce(new Error('too deep'));
    await store.read();
    await settled();
    expect(store.state().flows[0]).toMatchObject({ flow: { id: 'saml' }, failure: 'too deep' });
  });

  it('inspects every flow again with other options', async () => {
    const { store, inspect, configure, settled } = setUp(async () => record(samlFlow, refusedFlow));
    await store.read();
    await settled();
    inspect.mockClear();
    const options = { portals: [{ issuer: 'urn:example' }] };
    store.configure(options);
    await settled();
    expect(configure).toHaveBeenCalledWith(options);
    expect(inspect.mock.calls.flat().sort()).toEqual(['refused', 'saml']);
  });

  it('inspects the newest flow first', async () => {
    const { store, inspect, settled } = setUp(async () => record(samlFlow, refusedFlow));
    await store.read();
    await settled();
    expect(inspect.mock.calls.flat()).toEqual(['refused', 'saml']);
  });
});
