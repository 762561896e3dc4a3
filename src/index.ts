/** The package's main export: everything here works in browsers, workers and Node alike. */
export * from './core/index.ts';
export { type HarImport, type HarOptions, importHar } from './formats/har/import-har.ts';
