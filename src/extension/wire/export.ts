import type { InspectOptions } from '../../core/inspect.ts';
import type { Flow } from '../../core/model/index.ts';
import type { ExportFormat } from '../../formats/export.ts';
import type { Replaced } from '../../formats/redaction/index.ts';
import type { TicketOptions } from '../../formats/report/ticket.ts';

/** What the inspector asks of the worker that makes files: the flows one by one, then the file. */
export type ExportRequest =
  | { readonly kind: 'flow'; readonly call: number; readonly flow: Flow }
  | { readonly kind: 'make'; readonly call: number; readonly settings: ExportSettings };

export interface ExportSettings {
  readonly format: ExportFormat;
  readonly options: TicketOptions;
  readonly inspection: Pick<InspectOptions, 'portals' | 'now'>;
}

export type ExportAnswer =
  | { readonly call: number; readonly made: MadeExport }
  | { readonly call: number; readonly failure: string };

export interface MadeExport {
  /** The whole file. */
  readonly file: Blob;
  /** As much of its text as is shown. */
  readonly beginning: string;
  /** Of the whole text. */
  readonly characters: number;
  /** Empty where nothing was to be replaced. */
  readonly replaced: readonly Replaced[];
}
