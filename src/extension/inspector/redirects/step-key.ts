import type { SequenceStep } from '../../../core/sequence/index.ts';

/** One for each step, and the same while the flow grows. */
export function stepKey(step: SequenceStep): string {
  switch (step.kind) {
    case 'hop':
      return step.hop.id;
    case 'gap':
      return `gap ${step.hop}`;
    case 'pause':
      return `pause ${step.navigation}`;
    case 'navigation':
      return `navigation ${step.navigation.id}`;
  }
}
