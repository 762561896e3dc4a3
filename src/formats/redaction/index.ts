export { type Redaction, type RedactionOptions, type Replaced, redactCapture } from './redact-capture.ts';
export { cryptographicDraw, type Draw } from './stand-in.ts';
