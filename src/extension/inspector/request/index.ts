/** The views of the messages, loaded when one of them is first shown. */
export { Request } from './Request.tsx';
export { Response } from './Response.tsx';
