export type * from './capture.ts';
export type * from './inspection.ts';
export type * from './message.ts';
export type * from './portal-configuration.ts';
export type * from './signature.ts';
