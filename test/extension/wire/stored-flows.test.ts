import { describe, expect, test } from 'vitest';
import type { Flow } from '../../../src/core/model/index.ts';
import { flowChange, StoredFlows } from '../../../src/extension/wire/stored-flows.ts';
import { fromStored, toStored } from '../../../src/extension/wire/stored-text.ts';
import { arriving, returning, signingIn } from '../../support/journeys.ts';
import { record } from '../../support/recording.ts';

const observations = [...arriving('Chromium'), ...signingIn('Chromium'), ...returning('Chromium')];

/** The flow after each of the events that changed it. */
const versions: readonly Flow[] = observations.flatMap((_, at) => {
  const [flow] = record(observations.slice(0, at + 1)).flows;
  return flow === undefined ? [] : [flow];
});

describe('a flow in storage', () => {
  test('is put together as it was, whatever changed from one version to the next', () => {
    const stored = new StoredFlows();
    let before: Flow | undefined;
    for (const flow of [...versions, ...versions.toReversed()]) {
      const { items, gone } = flowChange(flow, before);
      for (const [key, value] of Object.entries(items)) stored.accept(key, value);
      for (const key of gone) stored.accept(key, undefined);
      expect(stored.get(flow.id)).toStrictEqual(flow);
      before = flow;
    }
  });

  test('is written as far as it changed', () => {
    const [last] = versions.slice(-1);
    const navigations = last?.navigations ?? [];
    const [first, second, third] = navigations;
    if (last === undefined || third === undefined || second === undefined) throw new Error('no flow');
    const changed = { ...last, navigations: navigations.with(2, { ...third, committed: !third.committed }) };
    expect(Object.keys(flowChange(changed, last).items)).toEqual([`flow:${last.id}/3`]);
    const { items, gone } = flowChange({ ...last, navigations: [first ?? second, second] }, last);
    expect(Object.keys(items)).toEqual([`flow:${last.id}`]);
    expect(fromStored(items[`flow:${last.id}`])).toMatchObject({ id: last.id, navigations: 2 });
    expect(gone).toEqual([`flow:${last.id}/3`]);
  });

  test('keeps the objects of navigations that did not change', () => {
    const [last] = versions.slice(-1);
    if (last === undefined) throw new Error('no flow');
    const stored = new StoredFlows();
    const items = Object.entries(flowChange(last).items);
    for (const [key, value] of items) stored.accept(key, value);
    const before = stored.get(last.id);
    stored.accept(`flow:${last.id}/3`, toStored({ ...last.navigations[2], committed: false }));
    const after = stored.get(last.id);
    if (typeof before !== 'object' || typeof after !== 'object') throw new Error('unreadable');
    expect(after.navigations[0]).toBe(before.navigations[0]);
    expect(after.navigations[2]?.committed).toBe(false);
  });

  test.each([
    ['a head that is none', { 'flow:x': '{"id":1}' }],
    ['a head that is no JSON', { 'flow:x': '{"id":"x"' }],
    ['a head that is no text', { 'flow:x': { id: 'x', navigations: 0 } }],
    ['a navigation that is none', { 'flow:x': '{"id":"x","navigations":1}', 'flow:x/1': '{"hops":"many"}' }],
    ['a navigation that is missing', { 'flow:x': '{"id":"x","navigations":2}' }],
  ])('is unreadable with %s', (_, items) => {
    const stored = new StoredFlows();
    for (const [key, value] of Object.entries(items)) expect(stored.accept(key, value)).toBe('x');
    expect(stored.get('x')).toBe('unreadable');
    expect(stored.all()).toEqual([]);
    stored.accept('flow:x', undefined);
    expect(stored.get('x')).toBeUndefined();
  });

  test.each(['a/b', 'a/1', '50%', '%2F', '/'])('may have any id: %s', (id) => {
    const [last] = versions.slice(-1);
    if (last === undefined) throw new Error('no flow');
    const stored = new StoredFlows();
    for (const [key, value] of Object.entries(flowChange({ ...last, id }).items)) {
      expect(stored.accept(key, value)).toBe(id);
    }
    expect(stored.all()).toStrictEqual([{ ...last, id }]);
  });

  test('has nothing to do with other keys', () => {
    const stored = new StoredFlows();
    expect(stored.accept('lane:1.0', {})).toBeUndefined();
    expect(stored.accept('recording', { on: true, dropped: 0 })).toBeUndefined();
    expect(stored.all()).toEqual([]);
  });
});
