/** The package's main export: everything here works in browsers, workers and Node alike. */
export * from './core/index.ts';
export { type HarImport, type HarOptions, importHar } from './formats/har/import-har.ts';
export {
  type FileSource,
  IMPORT_LIMITS,
  ImportError,
  type ImportErrorCode,
  type Imported,
  type ImportOptions,
  importFile,
} from './formats/import/index.ts';
