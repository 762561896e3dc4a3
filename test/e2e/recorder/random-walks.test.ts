import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWalk } from '../../../scripts/verify-recorder/describe.ts';
import { possibleOn, randomWalk } from '../../../scripts/verify-recorder/random-walk.ts';
import type { Stage } from '../../../scripts/verify-recorder/stage.ts';
import { setStage } from '../../../scripts/verify-recorder/stages.ts';
import { tryWalk } from '../../../scripts/verify-recorder/try-walk.ts';

/** A few of the walks that `npm run verify:recorder` draws: what is recorded is what the server was asked for. */
const SEEDS = [1, 2, 6];

describe.each(['chromium', 'firefox'] as const)('random walks in %s', (engine) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(engine, 'all');
  });

  afterAll(() => stage?.close());

  it.each(SEEDS)('seed %i', async (seed) => {
    const walk = randomWalk(seed, possibleOn(stage));
    const { found, walked } = await tryWalk(walk, stage);
    expect(found, describeWalk(walk)).toEqual([]);
    expect(walked.asked.length).toBeGreaterThan(0);
  });
});
