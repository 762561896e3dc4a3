export { looksLikeUrl } from './copied-text.ts';
export { ACCEPTED, ImportError, type ImportErrorCode } from './import-error.ts';
export { IMPORT_LIMITS, type ImportOptions, importFile } from './import-file.ts';
export type { Imported } from './imported.ts';
export type { FileSource } from './pieces.ts';
