import type { Capture, Inspection } from '../core/model/index.ts';
import { writeCapture } from './capture/capture-file.ts';
import { exportHar } from './har/export-har.ts';
import { renderMermaid } from './report/mermaid.ts';
import { type TicketOptions, ticketHtml, ticketMarkdown } from './report/ticket.ts';

/** Files in which a capture leaves. */
export const EXPORTS = {
  capture: { extension: 'capture.json', type: 'application/json' },
  har: { extension: 'har', type: 'application/json' },
  markdown: { extension: 'md', type: 'text/markdown' },
  html: { extension: 'html', type: 'text/html' },
  mermaid: { extension: 'mmd', type: 'text/plain' },
} as const;

export type ExportFormat = keyof typeof EXPORTS;

/** The text of the file. Redacting is the caller's: reports shorten secrets in any case, capture and HAR hold them whole. */
export function renderExport(
  format: ExportFormat,
  capture: Capture,
  inspection: Inspection,
  options: TicketOptions,
): string {
  switch (format) {
    case 'capture':
      return writeCapture(capture, options);
    case 'har':
      return exportHar(capture, options);
    case 'markdown':
      return ticketMarkdown(capture, inspection, options);
    case 'html':
      return ticketHtml(capture, inspection, options);
    case 'mermaid':
      return renderMermaid(capture, inspection);
  }
}
