import type { Finding } from '../../core/model/index.ts';
import type { SiftedFlow, SiftedInspection } from '../ignore-list/ignore-list.ts';
import {
  type FindingReport,
  type FlowReport,
  type IgnoredReport,
  reportFlow,
  type TreatmentReport,
} from './flow-report.ts';
import { markdownBlock, markdownCell, markdownCode, markdownText } from './markdown-text.ts';
import type { MessageReport } from './message-report.ts';
import { printable } from './printable.ts';

export interface MarkdownOptions {
  /** Of the file or request the inspection is about; a heading shows it. */
  readonly name?: string;
}

/**
 * An inspection for a ticket, ending in a line feed. Codes, tokens and assertions are shortened or left out; text
 * of the input is escaped or stands in code, so that it brings no markup of its own.
 */
export function renderMarkdown(inspection: SiftedInspection, { name }: MarkdownOptions = {}): string {
  const { flows } = inspection;
  const title = name === undefined ? [] : [`# ${markdownCode(printable(name))}`];
  const body =
    flows.length === 0 ? ['No sign-in or sign-out at Login.gov found.'] : flows.map(renderFlowMarkdown);
  return `${[...title, ...body].join('\n\n').trimEnd()}\n`;
}

/** One flow of it. */
export function renderFlowMarkdown(flow: SiftedFlow): string {
  const report = reportFlow(flow);
  const blocks = [
    heading(report),
    hops(report),
    ...report.messages.map(messageBlock),
    ...report.treatments.filter(({ items }) => items.length > 0).map(treatmentBlock),
    ['### Findings', ...(report.findings.length === 0 ? ['None.'] : [])],
    ...report.findings.map(findingBlock),
  ];
  if (report.ignored !== undefined && report.ignored.length > 0) {
    blocks.push(['### Ignored', report.ignored.map(ignoredItem).join('\n')]);
  }
  if (report.skipped.length > 0) blocks.push(report.skipped.map(markdownText));
  return blocks.map((lines) => lines.join('\n\n')).join('\n\n');
}

/** Findings of a flow under a line that says which sign-in they are about. */
export function renderFindingsMarkdown(flow: SiftedFlow, findings: readonly Finding[]): string {
  const report = reportFlow({ ...flow, findings });
  const blocks = [heading(report), ...report.findings.map(findingBlock)];
  return `${blocks.map((lines) => lines.join('\n\n')).join('\n\n')}\n`;
}

function heading({ protocol, client, outcome, summary }: FlowReport): string[] {
  const parts = [protocol, ...(client === undefined ? [] : [markdownCode(client)]), outcome];
  return [`## ${parts.join(' · ')}`, markdownText(summary)];
}

function hops({ navigations }: FlowReport): string[] {
  const rows = navigations.flatMap(({ cause, hops }) =>
    hops.map(({ number, method, result, url }, index) => {
      const cells = [String(number), markdownCell(method), markdownCell(result), markdownCell(url)];
      return row([...cells, index === 0 ? markdownCell(cause) : '']);
    }),
  );
  return [
    '### Hops',
    [
      row(['#', 'method', 'result', 'address', 'started by']),
      row(['--:', '---', '---', '---', '---']),
      ...rows,
    ].join('\n'),
  ];
}

function messageBlock({ title, facts, xml }: MessageReport): string[] {
  const rows = facts.map(({ name, value }) => row([markdownCell(name), markdownCell(value)]));
  return [
    `### ${markdownText(title)}`,
    ...(rows.length === 0 ? [] : [[row(['name', 'value']), row(['---', '---']), ...rows].join('\n')]),
    ...(xml === undefined ? [] : [markdownBlock('xml', xml).join('\n')]),
  ];
}

function treatmentBlock({ hop, items }: TreatmentReport): string[] {
  const rows = items.map(({ topic, values, empty, because }) => {
    const shown = values.map(({ value, meant }) =>
      meant === undefined
        ? markdownCell(value)
        : `${markdownCell(value)} (probably meant: ${markdownCell(meant)})`,
    );
    return row([
      topic,
      shown.length === 0 ? empty : shown.join(', '),
      markdownText(because).replaceAll('|', '\\|'),
    ]);
  });
  return [
    `### What Login.gov does with the request at hop ${hop}`,
    [row(['', 'value', 'because']), row(['---', '---', '---']), ...rows].join('\n'),
  ];
}

function findingBlock(finding: FindingReport): string[] {
  const { severity, rule, title, summary, evidence, fix, values, docs } = finding;
  const items = [
    ...evidence.map(({ place, actual, expected }) => {
      const found = actual === undefined ? '' : `: ${markdownCode(actual)}`;
      const wanted = expected === undefined ? '' : `; expected ${markdownCode(expected)}`;
      return `- Evidence: ${markdownText(place)}${found}${wanted}`;
    }),
    `- Fix: ${markdownText(fix)}`,
    ...values.map(({ label, value }) => `- ${markdownText(label)}: ${markdownCode(value)}`),
    ...docs.map((url) => `- See <${url}>`),
  ];
  return [
    `#### ${severity}: ${markdownText(title)} (${markdownCode(rule)})`,
    markdownText(summary),
    items.join('\n'),
  ];
}

function ignoredItem({ severity, rule, title, reason }: IgnoredReport): string {
  return `- ${severity}: ${markdownText(title)} (${markdownCode(rule)}): ${markdownText(reason)}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
