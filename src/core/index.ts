export { captureFromRequest, type SingleRequest } from './capture-from-request.ts';
export { type FormActionRequest, type FormActionVerdict, judgeFormAction } from './csp/index.ts';
export { type InspectOptions, inspect } from './inspect.ts';
export type * from './model/index.ts';
