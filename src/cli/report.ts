import { styleText } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { Capture } from '../core/model/index.ts';
import { type ExportFormat, renderExport } from '../formats/export.ts';
import type { SiftedInspection } from '../formats/ignore-list/ignore-list.ts';
import { type FailOn, renderJunit } from '../formats/report/junit.ts';
import { renderMarkdown } from '../formats/report/markdown.ts';
import { printable } from '../formats/report/printable.ts';
import { renderSarif } from '../formats/report/sarif.ts';
import { type Paint, renderText, type TextStyle } from '../formats/report/text.ts';
import { shortName } from './unusable-input.ts';

/** Those that are files to hand on, by the name of the export that makes them. */
const HANDED_ON = {
  capture: 'capture',
  har: 'har',
  ticket: 'markdown',
  html: 'html',
  mermaid: 'mermaid',
} as const;

export const FORMATS = [
  'text',
  'json',
  'markdown',
  'sarif',
  'junit',
  'capture',
  'har',
  'ticket',
  'html',
  'mermaid',
] as const;

export type Format = (typeof FORMATS)[number];

export interface InspectedInput {
  readonly input: string;
  readonly capture: Capture;
  readonly redacted: boolean;
  readonly inspection: SiftedInspection;
  readonly warnings: readonly string[];
}

export interface RenderOptions {
  /** Several inputs were given: each is named. */
  readonly several: boolean;
  readonly failOn: FailOn;
  /** Inputs that could not be used, one line each. */
  readonly unusable: readonly string[];
}

/** What goes to standard output. With one input given JSON is the inspection itself, with several a list. */
export function render(
  format: Format,
  inspected: readonly InspectedInput[],
  { several, failOn, unusable }: RenderOptions,
): string {
  if (isHandedOn(format)) return inspected.map((one) => renderFile(HANDED_ON[format], one)).join('');
  const reported = inspected.map(({ input, ...rest }) => ({ name: shortName(input), ...rest }));
  switch (format) {
    case 'json':
      return renderJson(inspected, several);
    case 'sarif':
      return renderSarif(reported, { version: packageJson.version, unusable });
    case 'junit':
      return renderJunit(reported, { failOn, unusable });
    default:
      return reported
        .map(({ name: input, inspection }) => {
          const name = several ? { name: input } : {};
          return format === 'markdown'
            ? renderMarkdown(inspection, name)
            : renderText(inspection, { ...name, ...colours() });
        })
        .join('\n');
  }
}

/** Whether the format is a file for somebody else, without secrets unless they are asked for. */
export function isHandedOn(format: Format): format is keyof typeof HANDED_ON {
  return Object.hasOwn(HANDED_ON, format);
}

/** Whether it holds one input. */
export function isOneFile(format: Format): boolean {
  return isHandedOn(format) && format !== 'ticket' && format !== 'mermaid';
}

function renderFile(format: ExportFormat, { capture, inspection, redacted }: InspectedInput): string {
  const created = Date.now();
  const clock = -new Date(created).getTimezoneOffset();
  return renderExport(format, capture, inspection, {
    version: packageJson.version,
    created,
    clock,
    redacted,
  });
}

/** What goes to standard error: what an importer left out, one line each. */
export function renderWarnings(inspected: readonly InspectedInput[]): string {
  return inspected
    .flatMap(({ input, warnings }) =>
      warnings.map((warning) => `${shortName(input)}: warning: ${printable(warning)}\n`),
    )
    .join('');
}

function renderJson(inspected: readonly InspectedInput[], several: boolean): string {
  const [first] = inspected;
  if (several) {
    const list = inspected.map(({ input, inspection }) => ({ input, inspection }));
    return `${JSON.stringify(list, null, 2)}\n`;
  }
  return first === undefined ? '' : `${JSON.stringify(first.inspection, null, 2)}\n`;
}

const STYLES: Readonly<Record<TextStyle, Parameters<typeof styleText>[0]>> = {
  heading: 'bold',
  quiet: 'gray',
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
};

/** Colours only for a person at a terminal (https://no-color.org). */
function colours(): { readonly paint?: Paint } {
  const { NO_COLOR } = process.env;
  if (!process.stdout.isTTY || (NO_COLOR !== undefined && NO_COLOR !== '')) return {};
  return { paint: (style, text) => styleText(STYLES[style], text) };
}
