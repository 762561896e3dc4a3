import type { OpenedFile } from '../captures/captures-context.ts';
import type { HandedOver } from './handed-over.ts';
import { type ImportChannel, importInWorker } from './import-in-worker.ts';

/** Files that are read at once: each that is opened has an inspector of its own. */
const MOST_FILES = 20;

/** Why nothing of a file is shown. */
export interface ImportFailure {
  readonly name: string;
  readonly failure: string;
}

export interface ImportedFiles {
  /** In the order in which they were handed over. */
  readonly files: readonly OpenedFile[];
  readonly failures: readonly ImportFailure[];
}

export interface FileProgress {
  readonly name: string;
  readonly bytes: number;
  readonly size: number;
  /** Which file it is, counted from 1. */
  readonly number: number;
  readonly of: number;
}

/**
 * Imports files one after the other, each in a worker of its own. One that cannot be read does not keep the others
 * from it.
 * @returns how to cancel: nothing is called back after that
 */
export function importFiles(
  handed: readonly HandedOver[],
  deployments: readonly string[],
  createWorker: () => ImportChannel,
  onProgress: (progress: FileProgress) => void,
  onEnd: (imported: ImportedFiles) => void,
): () => void {
  const read = handed.slice(0, MOST_FILES);
  const files: OpenedFile[] = [];
  const failures: ImportFailure[] = handed.slice(MOST_FILES).map(({ name }) => ({
    name,
    failure: `it is one too many: the first ${MOST_FILES} files were read`,
  }));
  let cancel = () => {};

  function importNext(at: number): void {
    const next = read[at];
    if (next === undefined) {
      onEnd({ files, failures });
      return;
    }
    const { name, file } = next;
    const told = { name, size: file.size, number: at + 1, of: read.length };
    onProgress({ ...told, bytes: 0 });
    cancel = importInWorker(
      createWorker(),
      { file, deployments },
      (bytes) => onProgress({ ...told, bytes }),
      (result) => {
        if (result.kind === 'failed') failures.push({ name, failure: result.failure });
        else if (result.flows.length > 0) files.push({ name, ...result });
        else failures.push({ name, failure: result.warnings.at(-1) ?? 'holds no flows' });
        importNext(at + 1);
      },
    );
  }

  importNext(0);
  return () => cancel();
}
