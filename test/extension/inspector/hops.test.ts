import { expect, test } from 'vitest';
import { findHop } from '../../../src/extension/inspector/hops.ts';
import { refusedFlow } from './samples.ts';

test('findHop finds a hop of any navigation', () => {
  expect(findHop(refusedFlow, 'h6')?.error).toBe('net::ERR_ABORTED');
  expect(findHop(refusedFlow, 'h7')).toBeUndefined();
});
