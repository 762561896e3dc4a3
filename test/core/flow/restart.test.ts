import { describe, expect, test } from 'vitest';
import { JOURNEYS } from '../../support/journeys.ts';
import { record, restarted } from '../../support/recording.ts';

describe.each([
  ['Chromium', 'chromium'],
  ['Firefox', 'firefox'],
] as const)('%s', (browser, engine) => {
  test.each(JOURNEYS)('%s is the same when the worker is killed between any two events', (_, journey) => {
    expect(record(journey(browser), { engine, between: restarted })).toStrictEqual(
      record(journey(browser), { engine }),
    );
  });

  test.each(JOURNEYS)('%s gives every navigation and hop an id of its own', (_, journey) => {
    for (const { navigations } of record(journey(browser), { engine }).flows) {
      const ids = navigations.flatMap(({ id, hops }) => [id, ...hops.map((hop) => hop.id)]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });
});
