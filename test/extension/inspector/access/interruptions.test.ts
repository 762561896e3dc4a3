import { describe, expect, test } from 'vitest';
import { interruptionsOf } from '../../../../src/extension/inspector/access/interruptions.ts';
import { timeOfDay } from '../../../../src/extension/inspector/time.ts';
import { authorizeUrl, LOGIN_GOV } from '../../../support/builders.ts';
import { arriving, JOURNEYS, SIGN_IN, signingIn } from '../../../support/journeys.ts';
import { committed, loading } from '../../../support/observations.ts';
import { record } from '../../../support/recording.ts';

const TIME = Date.UTC(2026, 2, 3, 15, 41, 7);

describe('what may be missing', () => {
  test('after a pause and after access was taken away is told, with the time', () => {
    const [flow] = record(arriving('Chromium')).flows;
    if (flow === undefined) throw new Error('There is no flow.');
    const marked = {
      ...flow,
      interruptions: [
        { kind: 'access-removed', time: TIME },
        { kind: 'paused', time: TIME },
      ] as const,
    };
    expect(interruptionsOf(marked)).toEqual([
      expect.stringContaining(`Access to a site was taken away at ${timeOfDay(TIME)}`),
      expect.stringContaining(`Recording was paused at ${timeOfDay(TIME)}`),
    ]);
  });

  test.each(['Chromium', 'Firefox'] as const)(
    'in %s is told where recording began at Login.gov',
    (browser) => {
      // The sign-in page is shown when the recorder starts; its form leads to the authorize endpoint again.
      const later = loading(browser, {
        id: '2',
        urls: [SIGN_IN, authorizeUrl(), `${LOGIN_GOV}/sign_up/completed`],
        method: 'POST',
        initiator: LOGIN_GOV,
        transition: ['form_submit', 'server_redirect'],
      });
      const { flows } = record([committed(SIGN_IN, 'link'), ...later]);
      expect(flows.map(interruptionsOf)).toEqual([[expect.stringMatching(/^Recording began in the middle/)]]);
    },
  );

  test.each(JOURNEYS)('of %s is nothing', (_, journey) => {
    for (const browser of ['Chromium', 'Firefox'] as const) {
      const engine = browser === 'Chromium' ? 'chromium' : 'firefox';
      expect(record(journey(browser), { engine }).flows.flatMap(interruptionsOf)).toEqual([]);
    }
  });

  test('of a file is not said: it does not tell when recording began', () => {
    const [flow] = record([...arriving('Chromium'), ...signingIn('Chromium')]).flows;
    if (flow === undefined) throw new Error('There is no flow.');
    const { engine: _, ...rest } = flow;
    expect(interruptionsOf(rest)).toEqual([]);
  });
});
