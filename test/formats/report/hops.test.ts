import { describe, expect, test } from 'vitest';
import type { Hop, Navigation } from '../../../src/core/model/index.ts';
import { hopNumbers, hopResult } from '../../../src/formats/report/hops.ts';

const hop = (id: string, more: Partial<Hop> = {}): Hop => ({
  id,
  url: 'https://sp.example.gov/',
  seenBy: ['web-request'],
  ...more,
});

const chain = (hops: readonly Hop[], committed = false): Navigation => ({
  id: 'n',
  cause: { kind: 'unknown' },
  committed,
  hops,
});

test('hops are numbered through all navigations from 1', () => {
  const numbers = hopNumbers([chain([hop('a'), hop('b')]), chain([]), chain([hop('c')])]);
  expect([...numbers]).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
});

describe('the result of a hop', () => {
  const result = (only: Hop, navigation = chain([only])) => hopResult(only, navigation);

  test.each([
    [200, 'ok'],
    [303, 'redirect'],
    [400, 'failed'],
  ] as const)('status %i', (status, kind) => {
    expect(result(hop('a', { response: { status, headers: [] } }))).toEqual({ text: String(status), kind });
  });

  test('the browser’s error', () => {
    expect(result(hop('a', { error: 'net::ERR_ABORTED' }))).toEqual({
      text: 'net::ERR_ABORTED',
      kind: 'failed',
    });
  });

  test('no answer when nothing came after it', () => {
    expect(result(hop('a')).text).toBe('not answered');
  });

  test('an answer that was not visible when the browser went on or showed a document', () => {
    const first = hop('a');
    expect(result(first, chain([first, hop('b')]))).toEqual({ text: 'answer not visible', kind: 'none' });
    expect(result(first, chain([first], true)).text).toBe('answer not visible');
  });
});
