/** The package's main export: everything here works in browsers, workers and Node alike. */
export * from './core/index.ts';
export { type HarImport, importHar } from './formats/har/import-har.ts';
