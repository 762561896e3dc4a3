import { describe, expect, it, vi } from 'vitest';
import { createProfileStore, profileOf } from '../../../../src/extension/inspector/portal/profile-store.ts';

const KEY = 'portal-configurations';
const ONE = { issuer: 'urn:one', ial: 1 } as const;

function setUp(kept: unknown, refuses = false) {
  let tell: (changed: ReadonlyMap<string, unknown>) => void = () => {};
  const keep = vi.fn(async (_key: string, _value: unknown) => {
    if (refuses) throw new Error('QUOTA_BYTES quota exceeded');
  });
  const store = createProfileStore({
    readKept: async () => kept,
    keep,
    onKept: (listener) => {
      tell = listener;
    },
  });
  const listener = vi.fn();
  store.subscribe(listener);
  return { store, keep, listener, change: (value: unknown) => tell(new Map([[KEY, value]])) };
}

describe('createProfileStore', () => {
  it('reads what is kept and leaves out what it cannot read', async () => {
    const { store } = setUp([{ ...ONE, pkce: 'maybe' }, 'no configuration']);
    await store.read();
    expect(store.state()).toEqual({ profiles: [ONE] });
  });

  it.each([undefined, 'text', { issuer: 'urn:one' }])('takes %j for none', async (kept) => {
    const { store } = setUp(kept);
    await store.read();
    expect(store.state()).toEqual({ profiles: [] });
  });

  it('keeps what is saved, and tells', async () => {
    const { store, keep, listener } = setUp([]);
    await store.save([ONE]);
    expect(keep).toHaveBeenCalledWith(KEY, [ONE]);
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.state().profiles).toEqual([ONE]);
  });

  it('follows another inspector, and does not take its own change for one', async () => {
    const { store, listener, change } = setUp([]);
    await store.save([ONE]);
    change([ONE]);
    expect(listener).toHaveBeenCalledTimes(1);
    change([]);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(store.state().profiles).toEqual([]);
  });

  it('says that it cannot keep them, and uses them all the same', async () => {
    const { store } = setUp([], true);
    await store.save([ONE]);
    expect(store.state()).toEqual({
      profiles: [ONE],
      failure: 'The portal configurations cannot be kept: QUOTA_BYTES quota exceeded',
    });
  });
});

describe('profileOf', () => {
  it('prefers the client’s own to the one for every application', () => {
    const every = { ial: 2 } as const;
    expect(profileOf([every, ONE], 'urn:one')).toBe(ONE);
    expect(profileOf([every, ONE], 'urn:other')).toBe(every);
    expect(profileOf([ONE], 'urn:other')).toBeUndefined();
  });
});
