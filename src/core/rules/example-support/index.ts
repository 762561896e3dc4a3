/** What a rule's examples are made of. Nothing that runs imports this folder; the tests do. */
export * from './api.ts';
export * from './example.ts';
export * from './flows.ts';
export * from './requests.ts';
export * from './responses.ts';
