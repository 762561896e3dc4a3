export type { Lane, LaneState } from './lane.ts';
export type * from './observation.ts';
export { observe } from './observe.ts';
