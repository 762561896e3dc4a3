export { carriedBy } from './carried.ts';
export type { Participant, ParticipantKind } from './participants.ts';
export { type RefusedHop, refusedHops } from './refused-hops.ts';
export {
  type GapStep,
  type HopStep,
  type NavigationStep,
  type PauseStep,
  type Sequence,
  type SequenceStep,
  sequenceOf,
} from './sequence.ts';
