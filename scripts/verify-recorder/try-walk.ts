import { inspect } from '../../src/core/index.ts';
import { clearRecording, poll, recordedFlows } from '../browsers/recording.ts';
import { disagreements, unnamedRefusals } from './oracle.ts';
import type { Stage } from './stage.ts';
import type { Walk } from './walk.ts';
import { takeWalk, type Walked } from './walker.ts';

export interface Tried {
  readonly walked: Walked;
  /** What is recorded otherwise than it happened, each as a sentence. */
  readonly found: readonly string[];
}

/** How long what was recorded may take to be as it should, in milliseconds. */
const PATIENCE = 4_000;

/** Walks it in the browser, and compares what was recorded with what the server was asked for. */
export async function tryWalk(walk: Walk, stage: Stage): Promise<Tried> {
  await clearRecording(stage.inspector);
  const walked = await takeWalk(walk, stage);
  const compare = async () => {
    const flows = await recordedFlows(stage.inspector);
    const found = disagreements(flows, walked, stage);
    if (found.length > 0) return found;
    return unnamedRefusals((await inspect({ version: 1, flows })).flows, walked, stage);
  };
  return { walked, found: await poll(compare, (found) => found.length === 0, PATIENCE) };
}
