import * as v from 'valibot';
import type { Flow } from '../../../core/model/index.ts';
import { captureSchema } from '../../../formats/capture/schema.ts';
import sample from './sample-capture.json';

/** Sign-ins of the playground, recorded by `npm run samples`: everything in them is invented. */
export function sampleFlows(): readonly Flow[] {
  return v.parse(captureSchema, sample).flows;
}
