export { isPage } from './exchange.ts';
export type { Lane, LaneState } from './lane.ts';
export { PRIVATE_FLOW } from './membership.ts';
export type * from './observation.ts';
export { observe } from './observe.ts';
