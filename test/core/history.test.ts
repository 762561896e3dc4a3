import { describe, expect, test } from 'vitest';
import { decodeMessages } from '../../src/core/decode/messages.ts';
import { CaptureHistory, isBefore } from '../../src/core/history.ts';
import type { Flow } from '../../src/core/model/index.ts';
import {
  authorizeUrl,
  CLIENT_ID,
  callbackUrl,
  flow,
  navigation,
  pageHop,
  redirect,
} from '../support/builders.ts';

const STATE = '8d6f4b2a0c1e3d5f7a9b8c6d4e2f0a1b';

function signIn(id: string, time: number, origin?: string): Flow {
  return flow(
    [
      navigation([
        redirect(authorizeUrl({}, origin), callbackUrl(), { time }),
        pageHop(callbackUrl({ code: 'c', state: STATE })),
      ]),
    ],
    { id },
  );
}

function remembering(...flows: readonly Flow[]): CaptureHistory {
  const history = new CaptureHistory();
  for (const each of flows) history.put(each, decodeMessages(each));
  return history;
}

describe('the history of a capture', () => {
  test('finds each use of a state, in the order of the flows', () => {
    const history = remembering(signIn('a', 1), signIn('b', 2));
    expect(history.authorizeRequestsWith('state', STATE).map(({ hop }) => hop)).toEqual(['a/1.1', 'b/1.1']);
    expect(history.authorizeRequestsWith('nonce', STATE)).toEqual([]);
  });

  test('finds each delivery of a code and the hops after it', () => {
    const history = remembering(signIn('a', 1));
    expect(history.deliveriesOf('c').map(({ hop }) => hop)).toEqual(['a/1.2']);
    expect(history.callbackHopsOf(CLIENT_ID).map(({ hop }) => hop)).toEqual(['a/1.2']);
  });

  test('tells the environments that a client was sent to', () => {
    const history = remembering(signIn('a', 1), signIn('b', 2, 'https://secure.login.gov'));
    const seen = [...history.environmentsOf(CLIENT_ID)].map(([name, { flow: id }]) => [name, id]);
    expect(seen).toEqual([
      ['production', 'b'],
      ['sandbox', 'a'],
    ]);
  });

  test('has only the newest state of a flow that changed, in its old place', () => {
    const history = remembering(signIn('a', 1), signIn('b', 2));
    const changed = signIn('a', 1);
    history.put(changed, decodeMessages(changed));
    expect(history.authorizeRequestsWith('state', STATE)).toHaveLength(2);
    const [first, second] = [history.sightingAt('a/1.1', 'a'), history.sightingAt('b/1.1', 'b')];
    expect(first !== undefined && second !== undefined && isBefore(first, second)).toBe(true);
  });

  test('forgets a removed flow', () => {
    const history = remembering(signIn('a', 1));
    history.remove('a');
    expect(history.authorizeRequestsWith('state', STATE)).toEqual([]);
    expect(history.deliveriesOf('c')).toEqual([]);
    expect(history.environmentsOf(CLIENT_ID).size).toBe(0);
    expect(history.callbackHopsOf(CLIENT_ID)).toEqual([]);
  });

  test('goes by the clock where two flows overlap', () => {
    const history = remembering(signIn('late', 200), signIn('early', 100));
    const [late, early] = [history.sightingAt('late/1.1', 'late'), history.sightingAt('early/1.1', 'early')];
    expect(late !== undefined && early !== undefined && isBefore(early, late)).toBe(true);
  });

  test('remembers a bounded number of appearances of one value', () => {
    const history = remembering(...Array.from({ length: 200 }, (_, index) => signIn(`f${index}`, index)));
    expect(history.authorizeRequestsWith('state', STATE)).toHaveLength(50);
  });
});
