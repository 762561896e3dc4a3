import { describe, expect, test } from 'vitest';
import { APPLICATION } from '../../support/builders.ts';
import { arriving, HOME, returning, signingIn } from '../../support/journeys.ts';
import { committed, devtools, navigating, navigationFailed } from '../../support/observations.ts';
import { outline, record } from '../../support/recording.ts';

/**
 * Firefox goes on in another process with a POST that was redirected, and reports the navigation twice. As seen with
 * version 153, on hosts that are not granted.
 */

const HANDOVER = `${APPLICATION}/handover`;
const ELSEWHERE = `${APPLICATION}/elsewhere`;
const before = [...arriving('Firefox'), ...signingIn('Firefox'), ...returning('Firefox')];
const ABORTED = 'Error code 2152398850';

/** What follows the sign-in. */
function rest(...observations: Parameters<typeof record>[0]): string[] {
  const { flows } = record([...before, ...observations], { engine: 'firefox', apart: 50 });
  const all = flows.flatMap((flow) => outline(flow));
  return all.slice(
    record(before, { engine: 'firefox', apart: 50 }).flows.flatMap((flow) => outline(flow)).length,
  );
}

describe('a redirected form of the page that the callback showed', () => {
  const goingOn = [navigating(HANDOVER), navigating(HOME), navigationFailed(HANDOVER, ABORTED)];
  const shown = committed(HOME, 'form_submit', 'server_redirect');
  const posted = devtools(HANDOVER, { method: 'POST', to: HOME });

  test('is one navigation, of which nobody saw all hops', () => {
    expect(rest(...goingOn, shown)).toEqual(['form: ? app/handover -> ... ? app/home']);
  });

  test.each([
    ['after it was shown', [...goingOn, shown, posted, devtools(HOME)]],
    ['before', [...goingOn, posted, devtools(HOME), shown]],
  ])('is whole when DevTools tells of it %s', (_, observations) => {
    expect(rest(...observations)).toEqual(['form: POST app/handover -> GET app/home']);
  });

  test('is left out where another navigation replaced it', () => {
    const replaced = [navigating(HANDOVER), navigating(ELSEWHERE), navigationFailed(HANDOVER, ABORTED)];
    expect(rest(...replaced, committed(ELSEWHERE, 'link'))).toEqual(['link: ? app/elsewhere']);
  });
});
