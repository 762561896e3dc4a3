import * as v from 'valibot';
import type { Flow, Inspection } from '../../core/model/index.ts';
import { flowSchema } from '../../formats/capture/schema.ts';

/** What the background script asks of the document that inspects for it; answered with a number. */
export interface CountErrors {
  readonly kind: 'count-errors';
  readonly flow: Flow;
}

const countErrorsSchema = v.object({ kind: v.literal('count-errors'), flow: flowSchema });

/** The flow whose errors are to be counted, or undefined when the message is another one. */
export function parseFlowToCount(message: unknown): Flow | undefined {
  const parsed = v.safeParse(countErrorsSchema, message);
  return parsed.success ? parsed.output.flow : undefined;
}

/** Findings of severity error in all flows. */
export function countErrors({ flows }: Inspection): number {
  return flows.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error').length;
}
