import * as v from 'valibot';
import type { Lane } from '../../core/flow/index.ts';
import { deploymentsSchema, navigationSchema, sourceDocumentSchema } from '../../formats/capture/schema.ts';
import { fromStored } from '../wire/stored-text.ts';

const integer = v.pipe(v.number(), v.integer());

const laneSchema = v.object({
  tab: integer,
  frame: integer,
  engine: v.picklist(['chromium', 'firefox']),
  window: v.exactOptional(integer),
  private: v.exactOptional(v.literal(true)),
  deployments: v.exactOptional(deploymentsSchema),
  document: v.exactOptional(sourceDocumentSchema),
  documentId: v.exactOptional(v.string()),
  shownId: v.exactOptional(v.string()),
  shownAt: v.exactOptional(v.number()),
  flow: v.exactOptional(v.string()),
  pending: v.exactOptional(navigationSchema),
  requestId: v.exactOptional(v.string()),
  initiator: v.exactOptional(v.string()),
  settled: v.exactOptional(v.literal(true)),
}) satisfies v.GenericSchema<unknown, Lane>;

/** The lane in a stored value, or undefined when there is none. */
export function parseLane(stored: unknown): Lane | undefined {
  const parsed = v.safeParse(laneSchema, fromStored(stored));
  return parsed.success ? parsed.output : undefined;
}
